# Generated from src/gitlab/v4/objects/statistics.py by tools/gen_async.py; edit that file.
"""Statistics: how much an instance holds, how often projects are fetched, how many issues."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, RefreshMixin
from gitlab.v4.objects.statistics import Fetches, IssuesStatisticsFields, IssuesStatisticsFilters

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


class ProjectAdditionalStatistics(RefreshMixin, RESTObject):
    """How often the project was cloned or pulled of late."""

    _id_attr = None

    fetches: Fetches


class ProjectAdditionalStatisticsManager(GetWithoutIdMixin[ProjectAdditionalStatistics]):
    """https://docs.gitlab.com/api/project_statistics/"""

    _path = "/projects/{project_id}/statistics"
    _from_parent_attrs = {"project_id": "id"}


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
