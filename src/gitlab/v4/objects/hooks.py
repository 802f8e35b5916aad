"""Webhooks: what GitLab calls when something happens in a project, a group or the instance."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, NoUpdateMixin, ObjectDeleteMixin, SaveMixin
from gitlab.utils import EncodedId

__all__ = [
    "GroupHook",
    "GroupHookCreate",
    "GroupHookManager",
    "Hook",
    "HookCreate",
    "HookManager",
    "ProjectHook",
    "ProjectHookCreate",
    "ProjectHookManager",
    "ProjectHookUpdate",
]

BranchFilterStrategy = Literal["wildcard", "regex", "all_branches"]


class HookVariable(TypedDict, total=False):
    """A part of a hook's URL, or a header of its requests; GitLab never answers the value."""

    key: Required[str]
    value: str


class HookFields:
    """The attributes of every webhook that GitLab answers."""

    id: int
    url: str
    name: str | None
    description: str | None
    created_at: str
    push_events: bool
    tag_push_events: bool
    merge_requests_events: bool
    repository_update_events: bool
    enable_ssl_verification: bool
    organization_id: int | None
    alert_status: Literal["executable", "temporarily_disabled", "disabled"]
    disabled_until: str | None
    url_variables: list[HookVariable]
    push_events_branch_filter: str | None
    branch_filter_strategy: BranchFilterStrategy
    custom_webhook_template: str | None
    custom_headers: list[HookVariable]
    token_present: bool
    signing_token_present: bool


class EventHookFields(HookFields):
    """The attributes of a webhook of a group or project."""

    issues_events: bool
    confidential_issues_events: bool
    note_events: bool
    confidential_note_events: bool
    pipeline_events: bool
    wiki_page_events: bool
    deployment_events: bool
    feature_flag_events: bool
    job_events: bool
    releases_events: bool
    milestone_events: bool
    emoji_events: bool
    resource_access_token_events: bool
    vulnerability_events: bool
    duo_flow_callback_enabled: bool


class HookCreate(TypedDict, total=False):
    url: Required[str]
    name: str
    description: str
    branch_filter_strategy: BranchFilterStrategy
    custom_headers: list[HookVariable]
    enable_ssl_verification: bool
    merge_requests_events: bool
    push_events: bool
    push_events_branch_filter: str
    repository_update_events: bool
    tag_push_events: bool
    token: str
    url_variables: list[HookVariable]


class Hook(ObjectDeleteMixin, HookFields, RESTObject):
    """A system hook: GitLab calls it for what happens anywhere in the instance."""

    _repr_attr = "url"


class HookManager(NoUpdateMixin[Hook, HookCreate]):
    """https://docs.gitlab.com/api/system_hooks/"""

    _path = "/hooks"


class EventHookSettings(TypedDict, total=False):
    """What can be set of a webhook of a group or project."""

    url: Required[str]
    name: str
    description: str
    branch_filter_strategy: BranchFilterStrategy
    confidential_issues_events: bool
    confidential_note_events: bool
    custom_headers: list[HookVariable]
    custom_webhook_template: str
    deployment_events: bool
    emoji_events: bool
    enable_ssl_verification: bool
    feature_flag_events: bool
    issues_events: bool
    job_events: bool
    merge_requests_events: bool
    milestone_events: bool
    note_events: bool
    pipeline_events: bool
    push_events: bool
    push_events_branch_filter: str
    releases_events: bool
    resource_access_token_events: bool
    tag_push_events: bool
    token: str
    url_variables: list[HookVariable]
    vulnerability_events: bool
    wiki_page_events: bool


class _EventHook(SaveMixin, ObjectDeleteMixin, EventHookFields, RESTObject):
    _repr_attr = "url"

    def test(self, trigger: str) -> None:
        """Have GitLab call the hook as if `trigger` had happened, such as `push_events`.

        Raises GitlabHookTestError, also when there is nothing yet to tell of.
        """
        return self._run(
            self._call(
                "POST",
                f"/test/{EncodedId(trigger)}",
                decode=decode.to_none,
                error=exc.GitlabHookTestError,
            )
        )


class ProjectHookCreate(EventHookSettings):
    """The address to call and the events to call it for."""


class ProjectHookUpdate(EventHookSettings, total=False):
    """The same, with the name that scripts know for `wiki_page_events`; GitLab ignores it."""

    wiki_events: bool


class ProjectHook(_EventHook):
    """A webhook of the project. `save()` always sends `url`."""

    project_id: int
    resource_deploy_token_events: bool


class ProjectHookManager(CRUDMixin[ProjectHook, ProjectHookCreate, ProjectHookUpdate]):
    """https://docs.gitlab.com/api/project_webhooks/"""

    _path = "/projects/{project_id}/hooks"
    _from_parent_attrs = {"project_id": "id"}


class GroupHookCreate(EventHookSettings, total=False):
    """The address to call and the events to call it for; updates take the same."""

    member_events: bool
    project_events: bool
    subgroup_events: bool


class GroupHook(_EventHook):
    """A webhook of the group, for all its projects. `save()` always sends `url`."""

    group_id: int
    member_events: bool
    project_events: bool
    subgroup_events: bool


class GroupHookManager(CRUDMixin[GroupHook, GroupHookCreate, GroupHookCreate]):
    """https://docs.gitlab.com/api/group_webhooks/"""

    _path = "/groups/{group_id}/hooks"
    _from_parent_attrs = {"group_id": "id"}
