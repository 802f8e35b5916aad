"""GitLab's numbers and words, as enums and under their older plain names."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final

from gitlab._version import __title__, __version__

__all__ = [
    "ADMIN_ACCESS",
    "DEFAULT_URL",
    "DEVELOPER_ACCESS",
    "GUEST_ACCESS",
    "MAINTAINER_ACCESS",
    "MINIMAL_ACCESS",
    "NOTIFICATION_LEVEL_CUSTOM",
    "NOTIFICATION_LEVEL_DISABLED",
    "NOTIFICATION_LEVEL_GLOBAL",
    "NOTIFICATION_LEVEL_MENTION",
    "NOTIFICATION_LEVEL_PARTICIPATING",
    "NOTIFICATION_LEVEL_WATCH",
    "NO_ACCESS",
    "OWNER_ACCESS",
    "PLANNER_ACCESS",
    "REPORTER_ACCESS",
    "SEARCH_SCOPE_BLOBS",
    "SEARCH_SCOPE_COMMITS",
    "SEARCH_SCOPE_GLOBAL_SNIPPET_TITLES",
    "SEARCH_SCOPE_ISSUES",
    "SEARCH_SCOPE_MERGE_REQUESTS",
    "SEARCH_SCOPE_MILESTONES",
    "SEARCH_SCOPE_PROJECTS",
    "SEARCH_SCOPE_PROJECT_NOTES",
    "SEARCH_SCOPE_USERS",
    "SEARCH_SCOPE_WIKI_BLOBS",
    "SECURITY_MANAGER_ACCESS",
    "USER_AGENT",
    "VISIBILITY_INTERNAL",
    "VISIBILITY_PRIVATE",
    "VISIBILITY_PUBLIC",
    "AccessLevel",
    "NotificationLevel",
    "SearchScope",
    "Visibility",
]

DEFAULT_URL = "https://gitlab.com"
USER_AGENT = f"{__title__}/{__version__}"
NO_JSON_RESPONSE_CODES = [204]
RETRYABLE_TRANSIENT_ERROR_CODES = [500, 502, 503, 504, *range(520, 531)]


class GitlabEnum(str, Enum):  # noqa: UP042 - StrEnum would change the bases that scripts test
    """A word of GitLab's that can stand wherever a string can."""

    __str__ = str.__str__
    """So that `f"{Visibility.PUBLIC}"` and query strings get GitLab's word."""


class AccessLevel(IntEnum):
    """https://docs.gitlab.com/api/access_requests/#valid-access-levels"""

    NO_ACCESS = 0
    MINIMAL_ACCESS = 5
    GUEST = 10
    PLANNER = 15
    REPORTER = 20
    SECURITY_MANAGER = 25
    DEVELOPER = 30
    MAINTAINER = 40
    OWNER = 50
    ADMIN = 60


class Visibility(GitlabEnum):
    """https://docs.gitlab.com/api/projects/#project-visibility-level"""

    PRIVATE = "private"
    INTERNAL = "internal"
    PUBLIC = "public"


class NotificationLevel(GitlabEnum):
    """https://docs.gitlab.com/api/notification_settings/#valid-notification-levels"""

    DISABLED = "disabled"
    PARTICIPATING = "participating"
    WATCH = "watch"
    GLOBAL = "global"
    MENTION = "mention"
    CUSTOM = "custom"


class SearchScope(GitlabEnum):
    """https://docs.gitlab.com/api/search/"""

    PROJECTS = "projects"
    ISSUES = "issues"
    MERGE_REQUESTS = "merge_requests"
    MILESTONES = "milestones"
    WIKI_BLOBS = "wiki_blobs"
    COMMITS = "commits"
    BLOBS = "blobs"
    USERS = "users"
    GLOBAL_SNIPPET_TITLES = "snippet_titles"
    PROJECT_NOTES = "notes"


class DetailedMergeStatus(GitlabEnum):
    """https://docs.gitlab.com/api/merge_requests/#merge-status"""

    BLOCKED_STATUS = "blocked_status"
    BROKEN_STATUS = "broken_status"
    CHECKING = "checking"
    UNCHECKED = "unchecked"
    CI_MUST_PASS = "ci_must_pass"
    CI_STILL_RUNNING = "ci_still_running"
    DISCUSSIONS_NOT_RESOLVED = "discussions_not_resolved"
    DRAFT_STATUS = "draft_status"
    EXTERNAL_STATUS_CHECKS = "external_status_checks"
    MERGEABLE = "mergeable"
    NOT_APPROVED = "not_approved"
    NOT_OPEN = "not_open"
    POLICIES_DENIED = "policies_denied"


class PipelineStatus(GitlabEnum):
    """https://docs.gitlab.com/api/pipelines/"""

    CREATED = "created"
    WAITING_FOR_RESOURCE = "waiting_for_resource"
    PREPARING = "preparing"
    PENDING = "pending"
    RUNNING = "running"
    SUCCESS = "success"
    FAILED = "failed"
    CANCELED = "canceled"
    SKIPPED = "skipped"
    MANUAL = "manual"
    SCHEDULED = "scheduled"


NO_ACCESS: Final = AccessLevel.NO_ACCESS.value
MINIMAL_ACCESS: Final = AccessLevel.MINIMAL_ACCESS.value
GUEST_ACCESS: Final = AccessLevel.GUEST.value
PLANNER_ACCESS: Final = AccessLevel.PLANNER.value
REPORTER_ACCESS: Final = AccessLevel.REPORTER.value
SECURITY_MANAGER_ACCESS: Final = AccessLevel.SECURITY_MANAGER.value
DEVELOPER_ACCESS: Final = AccessLevel.DEVELOPER.value
MAINTAINER_ACCESS: Final = AccessLevel.MAINTAINER.value
OWNER_ACCESS: Final = AccessLevel.OWNER.value
ADMIN_ACCESS: Final = AccessLevel.ADMIN.value

VISIBILITY_PRIVATE: Final = Visibility.PRIVATE.value
VISIBILITY_INTERNAL: Final = Visibility.INTERNAL.value
VISIBILITY_PUBLIC: Final = Visibility.PUBLIC.value

NOTIFICATION_LEVEL_DISABLED = NotificationLevel.DISABLED.value
NOTIFICATION_LEVEL_PARTICIPATING = NotificationLevel.PARTICIPATING.value
NOTIFICATION_LEVEL_WATCH = NotificationLevel.WATCH.value
NOTIFICATION_LEVEL_GLOBAL = NotificationLevel.GLOBAL.value
NOTIFICATION_LEVEL_MENTION = NotificationLevel.MENTION.value
NOTIFICATION_LEVEL_CUSTOM = NotificationLevel.CUSTOM.value

SEARCH_SCOPE_PROJECTS = SearchScope.PROJECTS.value
SEARCH_SCOPE_ISSUES = SearchScope.ISSUES.value
SEARCH_SCOPE_MERGE_REQUESTS = SearchScope.MERGE_REQUESTS.value
SEARCH_SCOPE_MILESTONES = SearchScope.MILESTONES.value
SEARCH_SCOPE_WIKI_BLOBS = SearchScope.WIKI_BLOBS.value
SEARCH_SCOPE_COMMITS = SearchScope.COMMITS.value
SEARCH_SCOPE_BLOBS = SearchScope.BLOBS.value
SEARCH_SCOPE_USERS = SearchScope.USERS.value
SEARCH_SCOPE_GLOBAL_SNIPPET_TITLES = SearchScope.GLOBAL_SNIPPET_TITLES.value
SEARCH_SCOPE_PROJECT_NOTES = SearchScope.PROJECT_NOTES.value
