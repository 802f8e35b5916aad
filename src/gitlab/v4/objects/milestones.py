"""Milestones of projects and groups: what is to be done by a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._listing import listing
from gitlab.base import RESTObject
from gitlab.mixins import (
    CRUDMixin,
    ObjectDeleteMixin,
    PromoteMixin,
    SaveMixin,
    UpdateMethod,
)
from gitlab.types import Array
from gitlab.v4.objects.issues import GroupIssueManager, ProjectIssueManager
from gitlab.v4.objects.merge_requests import GroupMergeRequestManager, ProjectMergeRequestManager

if TYPE_CHECKING:
    from gitlab._lists import GitlabList, RESTObjectList
    from gitlab.v4.objects.issues import GroupIssue, ProjectIssue
    from gitlab.v4.objects.merge_requests import GroupMergeRequest, ProjectMergeRequest

__all__ = [
    "GroupMilestone",
    "GroupMilestoneFilters",
    "GroupMilestoneManager",
    "MilestoneCreate",
    "MilestoneFilters",
    "MilestoneUpdate",
    "ProjectMilestone",
    "ProjectMilestoneCreate",
    "ProjectMilestoneManager",
]


class MilestoneCreate(TypedDict, total=False):
    title: Required[str]
    description: str
    due_date: str
    start_date: str


class MilestoneUpdate(TypedDict, total=False):
    description: str
    due_date: str
    start_date: str
    state_event: Literal["close", "activate"]
    title: str


class MilestoneFilters(TypedDict, total=False):
    iids: Annotated[list[int], Array]
    include_ancestors: bool
    include_parent_milestones: bool
    search: str
    state: Literal["active", "closed", "all"]
    title: str
    updated_after: str
    updated_before: str


class MilestoneFields:
    """The attributes of every milestone that GitLab answers."""

    id: int
    iid: int
    project_id: int
    group_id: int
    title: str
    description: str | None
    state: Literal["active", "closed"]
    created_at: str
    updated_at: str
    due_date: str | None
    start_date: str | None
    expired: bool
    web_url: str


class _BurndownMixin(RESTObject):
    """A milestone whose issues are counted over time."""

    def burndown_events(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List when issues were opened and closed, and their weight, as dicts.

        Raises GitlabListError.
        """
        return self._run_list(
            listing(f"{self._own_path}/burndown_events", {}, kwargs, error=exc.GitlabListError)
        )


class GroupMilestoneFilters(MilestoneFilters, total=False):
    include_descendants: bool


class GroupMilestone(_BurndownMixin, SaveMixin, ObjectDeleteMixin, MilestoneFields, RESTObject):
    """A milestone that all projects of a group share."""

    _repr_attr = "title"

    def issues(self, **kwargs: Any) -> RESTObjectList[GroupIssue]:
        """List the issues of the milestone, page by page as they are read.

        Raises GitlabListError.
        """
        issues = GroupIssueManager(self.manager.gitlab, self.manager._parent)
        return self._run_list(
            listing(
                f"{self._own_path}/issues",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=issues,
            )
        )

    def merge_requests(self, **kwargs: Any) -> RESTObjectList[GroupMergeRequest]:
        """List the merge requests of the milestone, page by page as they are read.

        Raises GitlabListError.
        """
        merge_requests = GroupMergeRequestManager(self.manager.gitlab, self.manager._parent)
        return self._run_list(
            listing(
                f"{self._own_path}/merge_requests",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=merge_requests,
            )
        )


class GroupMilestoneManager(
    CRUDMixin[GroupMilestone, MilestoneCreate, MilestoneUpdate, GroupMilestoneFilters]
):
    """https://docs.gitlab.com/api/group_milestones/"""

    _path = "/groups/{group_id}/milestones"
    _from_parent_attrs = {"group_id": "id"}


class ProjectMilestoneCreate(MilestoneCreate, total=False):
    state_event: Literal["close", "activate"]


class ProjectMilestone(
    _BurndownMixin, PromoteMixin, SaveMixin, ObjectDeleteMixin, MilestoneFields, RESTObject
):
    """A milestone of one project. `promote()` makes it the group's."""

    _repr_attr = "title"
    _update_method = UpdateMethod.POST

    def issues(self, **kwargs: Any) -> RESTObjectList[ProjectIssue]:
        """List the issues of the milestone, page by page as they are read.

        Raises GitlabListError.
        """
        issues = ProjectIssueManager(self.manager.gitlab, self.manager._parent)
        return self._run_list(
            listing(
                f"{self._own_path}/issues",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=issues,
            )
        )

    def merge_requests(self, **kwargs: Any) -> RESTObjectList[ProjectMergeRequest]:
        """List the merge requests of the milestone, page by page as they are read.

        Raises GitlabListError.
        """
        merge_requests = ProjectMergeRequestManager(self.manager.gitlab, self.manager._parent)
        return self._run_list(
            listing(
                f"{self._own_path}/merge_requests",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=merge_requests,
            )
        )


class ProjectMilestoneManager(
    CRUDMixin[ProjectMilestone, ProjectMilestoneCreate, MilestoneUpdate, MilestoneFilters]
):
    """https://docs.gitlab.com/api/milestones/"""

    _path = "/projects/{project_id}/milestones"
    _from_parent_attrs = {"project_id": "id"}
