"""Issues: those of a project, which can be changed, and lists of a group's or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab._walk import Keyset
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    ParticipantsMixin,
    RetrieveMixin,
    SaveMixin,
    SubscribableMixin,
    TimeTrackingMixin,
    TodoMixin,
    UserAgentDetailMixin,
)
from gitlab.types import Array, CommaSeparated
from gitlab.utils import EncodedId, remove_none_from_dict
from gitlab.v4.objects._literals import SortDirection

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab._lists import GitlabList
    from gitlab.v4.objects._entities import Iteration, Milestone, UserBasic
    from gitlab.v4.objects._issuable_entities import (
        IssuableReferences,
        IssueState,
        StateEvent,
        TaskCompletionStatus,
        TimeStats,
    )
    from gitlab.v4.objects.award_emojis import ProjectIssueAwardEmojiManager
    from gitlab.v4.objects.discussions import ProjectIssueDiscussionManager
    from gitlab.v4.objects.events import (
        ProjectIssueResourceIterationEventManager,
        ProjectIssueResourceLabelEventManager,
        ProjectIssueResourceMilestoneEventManager,
        ProjectIssueResourceStateEventManager,
        ProjectIssueResourceWeightEventManager,
    )
    from gitlab.v4.objects.metric_images import ProjectIssueMetricImageManager
    from gitlab.v4.objects.notes import ProjectIssueNoteManager

__all__ = [
    "GroupIssue",
    "GroupIssueManager",
    "Issue",
    "IssueFilters",
    "IssueManager",
    "ProjectIssue",
    "ProjectIssueCreate",
    "ProjectIssueFilters",
    "ProjectIssueLink",
    "ProjectIssueLinkCreate",
    "ProjectIssueLinkManager",
    "ProjectIssueManager",
    "ProjectIssueUpdate",
]

AnyOrNone = Literal["Any", "None"]
IssueLinkType = Literal["relates_to", "blocks", "is_blocked_by"]
IssueType = Literal["issue", "incident", "test_case", "requirement", "task", "ticket"]
MilestoneTimebox = Literal["Any", "None", "Upcoming", "Started"]


class ExcludedIssues(TypedDict, total=False):
    """What `not` takes: issues that match any of it are left out."""

    assignee_id: int
    assignee_username: str
    author_id: int
    author_username: str
    iids: list[int]
    iteration_id: int | AnyOrNone
    iteration_title: str
    labels: str
    milestone: str
    milestone_id: MilestoneTimebox
    my_reaction_emoji: str
    weight: int


ProjectIssueFilters = TypedDict(
    "ProjectIssueFilters",
    {
        "assignee_id": int | AnyOrNone,
        "assignee_username": Annotated[list[str], CommaSeparated],
        "author_id": int,
        "author_username": str,
        "closed_by_id": int,
        "confidential": bool,
        "created_after": str,
        "created_before": str,
        "due_date": Literal[
            "0",
            "any",
            "today",
            "tomorrow",
            "overdue",
            "week",
            "month",
            "next_month_and_previous_two_weeks",
        ],
        "epic_id": int | AnyOrNone,
        "health_status": Literal["on_track", "needs_attention", "at_risk", "none", "any"],
        "iids": Annotated[list[int], Array],
        "in": Annotated[list[Literal["title", "description"]], CommaSeparated],
        "issue_type": IssueType,
        "iteration_id": int | AnyOrNone,
        "iteration_title": str,
        "labels": Annotated[list[str], CommaSeparated],
        "milestone": str,
        "milestone_id": MilestoneTimebox,
        "my_reaction_emoji": str,
        "not": ExcludedIssues,
        "order_by": Literal[
            "created_at",
            "due_date",
            "label_priority",
            "milestone_due",
            "popularity",
            "priority",
            "relative_position",
            "title",
            "updated_at",
            "weight",
        ],
        "scope": Literal["created_by_me", "assigned_to_me", "all"],
        "search": str,
        "sort": SortDirection,
        "state": Literal["opened", "closed", "all"],
        "updated_after": str,
        "updated_before": str,
        "weight": int | AnyOrNone,
        "with_labels_details": bool,
    },
    total=False,
)


class IssueFilters(ProjectIssueFilters, total=False):
    non_archived: bool


class IssueEpic(TypedDict):
    """The epic that an issue belongs to."""

    id: int
    iid: int
    title: str
    url: str
    group_id: int
    human_readable_end_date: str | None
    human_readable_timestamp: str | None


class IssueFields:
    """The attributes of every issue that GitLab answers."""

    id: int
    iid: int
    project_id: int
    title: str
    description: str | None
    state: IssueState
    created_at: str
    updated_at: str
    closed_at: str | None
    labels: list[str]
    milestone: Milestone | None
    assignees: list[UserBasic]
    author: UserBasic
    type: Literal["ISSUE", "INCIDENT", "TEST_CASE", "REQUIREMENT", "TASK", "TICKET"]
    assignee: UserBasic | None
    user_notes_count: int
    merge_requests_count: int
    upvotes: int
    downvotes: int
    start_date: str | None
    due_date: str | None
    confidential: bool
    discussion_locked: bool | None
    issue_type: IssueType
    web_url: str
    task_completion_status: TaskCompletionStatus
    weight: int | None
    blocking_issues_count: int
    has_tasks: bool
    task_status: str
    _links: dict[str, Any]
    references: IssuableReferences
    severity: Literal["UNKNOWN", "LOW", "MEDIUM", "HIGH", "CRITICAL"]
    subscribed: bool
    moved_to_id: int | None
    imported: bool
    imported_from: str
    service_desk_reply_to: str | None
    epic_iid: int | None
    epic: IssueEpic | None
    iteration: Iteration | None
    health_status: Literal["on_track", "needs_attention", "at_risk"] | None


class ListedIssueFields(IssueFields):
    """With the attributes that issues of a project have methods of the same name for."""

    closed_by: UserBasic | None
    time_stats: TimeStats


class Issue(ListedIssueFields, RESTObject):
    """An issue of any project. `project.issues.get(issue.iid)` gives one that can be changed."""

    _repr_attr = "title"


class IssueManager(RetrieveMixin[Issue, IssueFilters]):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/issues"


class GroupIssue(ListedIssueFields, RESTObject):
    """An issue of a group's projects. `project.issues.get(issue.iid)` gives one to change."""


class GroupIssueManager(ListMixin[GroupIssue, IssueFilters]):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/groups/{group_id}/issues"
    _from_parent_attrs = {"group_id": "id"}


class ProjectIssueCreate(TypedDict, total=False):
    title: Required[str]
    assignee_id: int
    assignee_ids: list[int]
    confidential: bool
    created_at: str
    description: str
    discussion_locked: bool
    discussion_to_resolve: str
    due_date: str
    epic_id: int
    epic_iid: int
    iid: int
    issue_type: IssueType
    labels: Annotated[list[str], CommaSeparated]
    merge_request_to_resolve_discussions_of: int
    milestone_id: int
    weight: int


class ProjectIssueUpdate(TypedDict, total=False):
    add_labels: Annotated[list[str], CommaSeparated]
    assignee_id: int
    assignee_ids: list[int]
    confidential: bool
    created_at: str
    description: str
    discussion_locked: bool
    due_date: str
    epic_id: int
    epic_iid: int
    issue_type: IssueType
    labels: Annotated[list[str], CommaSeparated]
    milestone_id: int
    remove_labels: Annotated[list[str], CommaSeparated]
    state_event: StateEvent
    title: str
    updated_at: str
    weight: int | None


class ProjectIssue(
    UserAgentDetailMixin,
    SubscribableMixin,
    TodoMixin,
    TimeTrackingMixin,
    ParticipantsMixin,
    SaveMixin,
    ObjectDeleteMixin,
    IssueFields,
    RESTObject,
):
    """An issue. Close it with `state_event = "close"` and `save()`."""

    _id_attr = "iid"
    _repr_attr = "title"

    awardemojis: ProjectIssueAwardEmojiManager
    discussions: ProjectIssueDiscussionManager
    links: ProjectIssueLinkManager
    metric_images: ProjectIssueMetricImageManager
    notes: ProjectIssueNoteManager
    resource_iteration_events: ProjectIssueResourceIterationEventManager
    resource_weight_events: ProjectIssueResourceWeightEventManager
    resourcelabelevents: ProjectIssueResourceLabelEventManager
    resourcemilestoneevents: ProjectIssueResourceMilestoneEventManager
    resourcestateevents: ProjectIssueResourceStateEventManager

    def move(self, to_project_id: int, **kwargs: Any) -> None:
        """Move the issue to another project, where it gets a new `iid`; this one is closed.

        The object takes over what the issue is there; get it there to go on with it. Raises
        GitlabUpdateError.
        """
        moved = self._run(
            self._call(
                "POST",
                "/move",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body={"to_project_id": to_project_id},
                kwargs=kwargs,
            )
        )
        self._update_attrs(moved)

    def clone(
        self, to_project_id: int, with_notes: bool | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Copy the issue to another project, or its own; return the copy as a dict.

        `with_notes` copies comments, too. Raises GitlabCreateError.
        """
        body = {"to_project_id": to_project_id, "with_notes": with_notes}
        return self._run(
            self._call(
                "POST",
                "/clone",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )

    def reorder(
        self,
        move_after_id: int | None = None,
        move_before_id: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Place the issue behind or before another one, named by `id`, where lists are manual.

        Raises GitlabUpdateError.
        """
        neighbours = {"move_after_id": move_after_id, "move_before_id": move_before_id}
        reordered = self._run(
            self._call(
                "PUT",
                "/reorder",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body=remove_none_from_dict(neighbours),
                kwargs=kwargs,
            )
        )
        self._update_attrs(reordered)

    def related_merge_requests(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List the merge requests that mention the issue, as dicts. Raises GitlabGetError."""
        path = f"{self._own_path}/related_merge_requests"
        return self._run_list(listing(path, {}, kwargs, error=exc.GitlabGetError))

    def closed_by(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List the merge requests that close the issue when merged, as dicts.

        Who closed it is in `attributes["closed_by"]`. Raises GitlabGetError.
        """
        path = f"{self._own_path}/closed_by"
        return self._run_list(listing(path, {}, kwargs, error=exc.GitlabGetError))


class ProjectIssueManager(
    CRUDMixin[ProjectIssue, ProjectIssueCreate, ProjectIssueUpdate, ProjectIssueFilters]
):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/projects/{project_id}/issues"
    _from_parent_attrs = {"project_id": "id"}
    _paging = Keyset(
        order_by=(
            "created_at",
            "updated_at",
            "title",
            "id",
            "weight",
            "due_date",
            "relative_position",
        )
    )


class ProjectIssueLinkCreate(TypedDict, total=False):
    target_project_id: Required[int | str]
    target_issue_iid: Required[int | str]
    link_type: IssueLinkType


class IssueLink(TypedDict):
    id: int
    source_issue: dict[str, Any]
    target_issue: dict[str, Any]
    link_type: IssueLinkType


class ProjectIssueLink(ObjectDeleteMixin, ListedIssueFields, RESTObject):
    """An issue that another one is linked to, and the link. Deleting it deletes the link."""

    _id_attr = "issue_link_id"

    issue_link_id: int
    link_type: IssueLinkType
    link_created_at: str
    link_updated_at: str


class ProjectIssueLinkManager(
    ListMixin[ProjectIssueLink],
    CreateMixin[ProjectIssueLink, ProjectIssueLinkCreate],
    DeleteMixin[ProjectIssueLink],
):
    """https://docs.gitlab.com/api/issue_links/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/links"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}
    _shapes = {"create": IssueLink}

    def create(  # type: ignore[override]
        self, data: ProjectIssueLinkCreate, **kwargs: Any
    ) -> tuple[ProjectIssue, ProjectIssue]:
        """Link the issue to another one; return both, this one first.

        Raises GitlabCreateError.
        """
        call: Call[Any] = self._create_call(data, kwargs)
        both: tuple[ProjectIssue, ProjectIssue] = self._run(
            call._replace(decode=lambda response: self._both(decode.to_dict(response)))
        )
        return both

    def _both(self, link: dict[str, Any]) -> tuple[ProjectIssue, ProjectIssue]:
        return self._issue(link["source_issue"]), self._issue(link["target_issue"])

    def _issue(self, attrs: dict[str, Any]) -> ProjectIssue:
        """An issue below its own project: the other end of a link may lie in another one."""
        home = attrs.get("project_id", self.parent_attrs["project_id"])
        project = self.gitlab.projects._make_lazy(home)
        return ProjectIssueManager(self.gitlab, parent=project)._make(attrs)

    def get_link(self, issue_link_id: int, **kwargs: Any) -> dict[str, Any]:
        """Return a link with both its issues, as a dict. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                f"/{EncodedId(issue_link_id)}",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )
