# Generated from src/gitlab/v4/objects/milestones.py by tools/gen_async.py; edit that file.
"""Milestones of projects and groups: what is to be done by a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._listing import listing
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CRUDMixin,
    ObjectDeleteMixin,
    PromoteMixin,
    SaveMixin,
    UpdateMethod,
)
from gitlab.aio.objects.issues import GroupIssueManager, ProjectIssueManager
from gitlab.aio.objects.merge_requests import GroupMergeRequestManager, ProjectMergeRequestManager
from gitlab.v4.objects.milestones import (
    GroupMilestoneFilters,
    MilestoneCreate,
    MilestoneFields,
    MilestoneFilters,
    MilestoneUpdate,
    ProjectMilestoneCreate,
)

if TYPE_CHECKING:
    from gitlab.aio._lists import GitlabList, RESTObjectList
    from gitlab.aio.objects.issues import GroupIssue, ProjectIssue
    from gitlab.aio.objects.merge_requests import GroupMergeRequest, ProjectMergeRequest
    from gitlab.aio._lists import ListCall

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


class _BurndownMixin(RESTObject):
    """A milestone whose issues are counted over time."""

    def burndown_events(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List when issues were opened and closed, and their weight, as dicts.

        Raises GitlabListError.
        """
        return self._run_list(
            listing(f"{self._own_path}/burndown_events", {}, kwargs, error=exc.GitlabListError)
        )


class GroupMilestone(_BurndownMixin, SaveMixin, ObjectDeleteMixin, MilestoneFields, RESTObject):
    """A milestone that all projects of a group share."""

    _repr_attr = "title"

    def issues(self, **kwargs: Any) -> ListCall[RESTObjectList[GroupIssue], GroupIssue]:
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

    def merge_requests(self, **kwargs: Any) -> ListCall[RESTObjectList[GroupMergeRequest], GroupMergeRequest]:
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


class ProjectMilestone(
    _BurndownMixin, PromoteMixin, SaveMixin, ObjectDeleteMixin, MilestoneFields, RESTObject
):
    """A milestone of one project. `promote()` makes it the group's."""

    _repr_attr = "title"
    _update_method = UpdateMethod.POST

    def issues(self, **kwargs: Any) -> ListCall[RESTObjectList[ProjectIssue], ProjectIssue]:
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

    def merge_requests(self, **kwargs: Any) -> ListCall[RESTObjectList[ProjectMergeRequest], ProjectMergeRequest]:
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
