# Generated from src/gitlab/v4/objects/epics.py by tools/gen_async.py; edit that file.
"""Epics of groups, and the issues assigned to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    TodoMixin,
    UpdateMixin,
)
from gitlab.utils import EncodedId
from gitlab.v4.objects.issues import ListedIssueFields
from gitlab.v4.objects.epics import (
    EpicFields,
    EpicIssueLink,
    GroupEpicCreate,
    GroupEpicFilters,
    GroupEpicIssueCreate,
    GroupEpicIssueUpdate,
    GroupEpicUpdate,
)

if TYPE_CHECKING:
    from gitlab._core.values import Response
    from gitlab.aio.objects.discussions import GroupEpicDiscussionManager
    from gitlab.aio.objects.epic_links import GroupEpicLinkManager
    from gitlab.aio.objects.events import (
        GroupEpicResourceLabelEventManager,
        GroupEpicResourceStateEventManager,
    )
    from gitlab.aio.objects.linked_epics import GroupEpicRelatedEpicManager
    from gitlab.aio.objects.notes import GroupEpicNoteManager

__all__ = [
    "GroupEpic",
    "GroupEpicCreate",
    "GroupEpicFilters",
    "GroupEpicIssue",
    "GroupEpicIssueCreate",
    "GroupEpicIssueManager",
    "GroupEpicIssueUpdate",
    "GroupEpicManager",
    "GroupEpicUpdate",
]


class GroupEpic(ObjectDeleteMixin, SaveMixin, TodoMixin, EpicFields, RESTObject):
    """An epic: an aim of a group, with issues and epics below it."""

    _id_attr = "iid"

    discussions: GroupEpicDiscussionManager
    issues: GroupEpicIssueManager
    links: GroupEpicLinkManager
    notes: GroupEpicNoteManager
    related_epics: GroupEpicRelatedEpicManager
    resourcelabelevents: GroupEpicResourceLabelEventManager
    resourcestateevents: GroupEpicResourceStateEventManager


class GroupEpicManager(CRUDMixin[GroupEpic, GroupEpicCreate, GroupEpicUpdate, GroupEpicFilters]):
    """https://docs.gitlab.com/api/epics/"""

    _path = "/groups/{group_id}/epics"
    _from_parent_attrs = {"group_id": "id"}


class GroupEpicIssue(ObjectDeleteMixin, SaveMixin, ListedIssueFields, RESTObject):
    """An issue assigned to an epic. Deleting it takes the issue out of the epic.

    GitLab answers `create` with the assignment and `list` with the issues; `get_id()` is that of
    the assignment either way.
    """

    _id_attr = "epic_issue_id"

    epic_issue_id: int
    relative_position: int
    issue: dict[str, Any]

    async def save(self, **kwargs: Any) -> None:
        """Send `move_before_id` or `move_after_id`, which move the issue within the epic.

        Raises GitlabUpdateError.
        """
        await super().save(**kwargs)

    def _take_over(self, answer: Any, sent: dict[str, Any]) -> None:
        """GitLab answers all issues of the epic in their new order."""
        self._fold_in(sent)


class GroupEpicIssueManager(
    ListMixin[GroupEpicIssue],
    CreateMixin[GroupEpicIssue, GroupEpicIssueCreate],
    UpdateMixin[GroupEpicIssue, GroupEpicIssueUpdate],
    DeleteMixin[GroupEpicIssue],
):
    """https://docs.gitlab.com/api/epic_issues/"""

    _path = "/groups/{group_id}/epics/{epic_iid}/issues"
    _from_parent_attrs = {"group_id": "group_id", "epic_iid": "iid"}
    _shapes = {"create": EpicIssueLink}

    async def create(self, data: GroupEpicIssueCreate | None = None, **kwargs: Any) -> GroupEpicIssue:
        """Assign the issue `issue_id` (not its `iid`) to the epic, taking it from another one.

        Raises GitlabCreateError.
        """
        body: dict[str, Any] = dict(data or {})
        self._create_attrs.validate_attrs(data=body)
        self._check_names("create", body, self._create_attrs)
        issue_id = body["issue_id"]
        return await self._run(
            self._call(
                "POST",
                f"/{EncodedId(issue_id)}",
                decode=self._assigned,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )

    def _assigned(self, response: Response) -> GroupEpicIssue:
        assignment = decode.to_dict(response)
        return self._make({**assignment, "epic_issue_id": assignment["id"]})
