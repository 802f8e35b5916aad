"""Statistics: how much an instance holds, how often projects are fetched, how many issues."""

from __future__ import annotations

from typing import ClassVar, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, RefreshMixin
from gitlab.types import Array, GitlabAttribute

__all__ = [
    "ApplicationStatistics",
    "ApplicationStatisticsManager",
    "GroupIssuesStatistics",
    "GroupIssuesStatisticsManager",
    "IssuesStatistics",
    "IssuesStatisticsManager",
    "ProjectAdditionalStatistics",
    "ProjectAdditionalStatisticsManager",
    "ProjectIssuesStatistics",
    "ProjectIssuesStatisticsManager",
]


class DailyFetches(TypedDict):
    """How often a project was cloned or pulled on one day."""

    count: int
    date: str


class Fetches(TypedDict):
    """How often a project was cloned or pulled in the last 30 days."""

    total: int
    days: list[DailyFetches]


class ProjectAdditionalStatistics(RefreshMixin, RESTObject):
    """How often the project was cloned or pulled of late."""

    _id_attr = None

    fetches: Fetches


class ProjectAdditionalStatisticsManager(GetWithoutIdMixin[ProjectAdditionalStatistics]):
    """https://docs.gitlab.com/api/project_statistics/"""

    _path = "/projects/{project_id}/statistics"
    _from_parent_attrs = {"project_id": "id"}


class IssueCounts(TypedDict):
    """How many issues there are, and how many of each state."""

    all: int
    closed: int
    opened: int


class CountedIssues(TypedDict):
    counts: IssueCounts


class IssuesStatisticsFields:
    """What GitLab answers of the issues it counted."""

    statistics: CountedIssues


class IssuesStatisticsFilters:
    """What `get()` takes so that only some issues are counted."""

    _types: ClassVar[dict[str, type[GitlabAttribute]]] = {"iids": Array}
    _list_filters: ClassVar[tuple[str, ...]] = ("iids",)
    _optional_get_attrs: ClassVar[tuple[str, ...]] = (
        "labels",
        "milestone",
        "milestone_id",
        "scope",
        "author_id",
        "author_username",
        "assignee_id",
        "assignee_username",
        "epic_id",
        "my_reaction_emoji",
        "iids",
        "search",
        "in",
        "created_after",
        "created_before",
        "updated_after",
        "updated_before",
        "confidential",
        "weight",
        "health_status",
        "iteration_id",
        "iteration_title",
    )


class IssuesStatistics(RefreshMixin, IssuesStatisticsFields, RESTObject):
    """How many issues the current user made, or was given, or can see: `scope` says which."""

    _id_attr = None


class IssuesStatisticsManager(IssuesStatisticsFilters, GetWithoutIdMixin[IssuesStatistics]):
    """https://docs.gitlab.com/api/issues_statistics/"""

    _path = "/issues_statistics"


class GroupIssuesStatistics(RefreshMixin, IssuesStatisticsFields, RESTObject):
    """How many issues the group's projects have."""

    _id_attr = None


class GroupIssuesStatisticsManager(
    IssuesStatisticsFilters, GetWithoutIdMixin[GroupIssuesStatistics]
):
    """https://docs.gitlab.com/api/issues_statistics/"""

    _path = "/groups/{group_id}/issues_statistics"
    _from_parent_attrs = {"group_id": "id"}


class ProjectIssuesStatistics(RefreshMixin, IssuesStatisticsFields, RESTObject):
    """How many issues the project has."""

    _id_attr = None


class ProjectIssuesStatisticsManager(
    IssuesStatisticsFilters, GetWithoutIdMixin[ProjectIssuesStatistics]
):
    """https://docs.gitlab.com/api/issues_statistics/"""

    _path = "/projects/{project_id}/issues_statistics"
    _from_parent_attrs = {"project_id": "id"}


class ApplicationStatistics(RESTObject):
    """About how much the instance holds. GitLab counts in text: "1,024"."""

    _id_attr = None

    forks: str
    issues: str
    merge_requests: str
    notes: str
    snippets: str
    ssh_keys: str
    milestones: str
    users: str
    projects: str
    groups: str
    active_users: str


class ApplicationStatisticsManager(GetWithoutIdMixin[ApplicationStatistics]):
    """https://docs.gitlab.com/api/statistics/

    Administrators only.
    """

    _path = "/application/statistics"
