"""Epics of groups, and the issues assigned to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    TodoMixin,
    UpdateMixin,
)
from gitlab.types import CommaSeparated
from gitlab.utils import EncodedId
from gitlab.v4.objects._literals import SortDirection
from gitlab.v4.objects.issues import ListedIssueFields

if TYPE_CHECKING:
    from gitlab._core.values import Response
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._issuable_entities import IssuableReferences, IssueState, StateEvent
    from gitlab.v4.objects.discussions import GroupEpicDiscussionManager
    from gitlab.v4.objects.epic_links import GroupEpicLinkManager
    from gitlab.v4.objects.events import (
        GroupEpicResourceLabelEventManager,
        GroupEpicResourceStateEventManager,
    )
    from gitlab.v4.objects.linked_epics import GroupEpicRelatedEpicManager
    from gitlab.v4.objects.notes import GroupEpicNoteManager

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


class GroupEpicCreate(TypedDict, total=False):
    """`start_date` and `end_date` are old names of the fixed dates."""

    title: Required[str]
    description: str
    color: str
    confidential: bool
    created_at: str
    start_date: str
    start_date_fixed: str
    start_date_is_fixed: bool
    end_date: str
    due_date_fixed: str
    due_date_is_fixed: bool
    labels: Annotated[list[str], CommaSeparated]
    parent_id: int


class GroupEpicUpdate(TypedDict, total=False):
    title: str
    color: str
    description: str
    confidential: bool
    updated_at: str
    start_date: str
    start_date_fixed: str
    start_date_is_fixed: bool
    end_date: str
    due_date_fixed: str
    due_date_is_fixed: bool
    labels: Annotated[list[str], CommaSeparated]
    add_labels: Annotated[list[str], CommaSeparated]
    remove_labels: Annotated[list[str], CommaSeparated]
    state_event: StateEvent
    parent_id: int


class ExcludedEpics(TypedDict, total=False):
    """What epics must not have; `labels` are separated by commas."""

    labels: str
    author_id: int
    author_username: str


GroupEpicFilters = TypedDict(
    "GroupEpicFilters",
    {
        "order_by": Literal["created_at", "updated_at", "title"],
        "sort": SortDirection,
        "search": str,
        "state": Literal["opened", "closed", "all"],
        "author_id": int,
        "author_username": str,
        "labels": Annotated[list[str], CommaSeparated],
        "with_labels_details": bool,
        "created_after": str,
        "created_before": str,
        "updated_after": str,
        "updated_before": str,
        "include_ancestor_groups": bool,
        "include_descendant_groups": bool,
        "my_reaction_emoji": str,
        "confidential": bool,
        "not": ExcludedEpics,
    },
    total=False,
)


class EpicLinks(TypedDict, total=False):
    """The addresses of an epic's resources in the API."""

    self: str
    epic_issues: str
    group: str
    parent: str | None


class EpicFields:
    """The attributes of every epic that GitLab answers."""

    id: int
    work_item_id: int
    iid: int
    color: str
    text_color: str
    group_id: int
    parent_id: int | None
    parent_iid: int | None
    imported: bool
    imported_from: str
    title: str
    description: str | None
    confidential: bool
    author: UserBasic
    start_date: str | None
    start_date_is_fixed: bool
    start_date_fixed: str | None
    start_date_from_inherited_source: str | None
    start_date_from_milestones: str | None
    end_date: str | None
    due_date: str | None
    due_date_is_fixed: bool
    due_date_fixed: str | None
    due_date_from_inherited_source: str | None
    due_date_from_milestones: str | None
    state: IssueState
    web_edit_url: str
    web_url: str
    references: IssuableReferences
    reference: str
    created_at: str
    updated_at: str
    closed_at: str | None
    labels: list[str]
    upvotes: int
    downvotes: int
    subscribed: bool
    _links: EpicLinks


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


class GroupEpicIssueCreate(TypedDict):
    issue_id: int


class GroupEpicIssueUpdate(TypedDict, total=False):
    """The `epic_issue_id` of the issue that comes right after or before."""

    move_before_id: int
    move_after_id: int


class EpicIssueLink(TypedDict):
    """An issue's place in an epic."""

    id: int
    epic_issue_id: int
    relative_position: int
    epic: dict[str, Any]
    issue: dict[str, Any]


class GroupEpicIssue(ObjectDeleteMixin, SaveMixin, ListedIssueFields, RESTObject):
    """An issue assigned to an epic. Deleting it takes the issue out of the epic.

    GitLab answers `create` with the assignment and `list` with the issues; `get_id()` is that of
    the assignment either way.
    """

    _id_attr = "epic_issue_id"

    epic_issue_id: int
    relative_position: int
    issue: dict[str, Any]

    def save(self, **kwargs: Any) -> None:
        """Send `move_before_id` or `move_after_id`, which move the issue within the epic.

        Raises GitlabUpdateError.
        """
        super().save(**kwargs)

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

    def create(self, data: GroupEpicIssueCreate | None = None, **kwargs: Any) -> GroupEpicIssue:
        """Assign the issue `issue_id` (not its `iid`) to the epic, taking it from another one.

        Raises GitlabCreateError.
        """
        body: dict[str, Any] = dict(data or {})
        self._create_attrs.validate_attrs(data=body)
        self._check_names("create", body, self._create_attrs)
        issue_id = body["issue_id"]
        return self._run(
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
