"""Events: what users did, and what happened to an issue, merge request or epic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin, RetrieveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Iteration, LabelBasic, Milestone, UserBasic
    from gitlab.v4.objects._literals import SortDirection
    from gitlab.v4.objects._note_entities import Note

__all__ = [
    "Event",
    "EventFilters",
    "EventManager",
    "GroupEpicResourceLabelEvent",
    "GroupEpicResourceLabelEventManager",
    "GroupEpicResourceStateEvent",
    "GroupEpicResourceStateEventManager",
    "ProjectEvent",
    "ProjectEventManager",
    "ProjectIssueResourceIterationEvent",
    "ProjectIssueResourceIterationEventManager",
    "ProjectIssueResourceLabelEvent",
    "ProjectIssueResourceLabelEventManager",
    "ProjectIssueResourceMilestoneEvent",
    "ProjectIssueResourceMilestoneEventManager",
    "ProjectIssueResourceStateEvent",
    "ProjectIssueResourceStateEventManager",
    "ProjectIssueResourceWeightEvent",
    "ProjectIssueResourceWeightEventManager",
    "ProjectMergeRequestResourceLabelEvent",
    "ProjectMergeRequestResourceLabelEventManager",
    "ProjectMergeRequestResourceMilestoneEvent",
    "ProjectMergeRequestResourceMilestoneEventManager",
    "ProjectMergeRequestResourceStateEvent",
    "ProjectMergeRequestResourceStateEventManager",
    "UserEvent",
    "UserEventManager",
]

EventAction = Literal[
    "approved",
    "closed",
    "commented",
    "created",
    "destroyed",
    "expired",
    "joined",
    "left",
    "merged",
    "pushed",
    "reopened",
    "updated",
]
EventTarget = Literal[
    "design",
    "epic",
    "issue",
    "merge_request",
    "milestone",
    "note",
    "project",
    "snippet",
    "user",
    "wiki",
]


class EventFilters(TypedDict, total=False):
    """`before` and `after` are dates; `scope` "all" adds what others did in one's projects."""

    action: EventAction
    target_type: EventTarget
    before: str
    after: str
    scope: Literal["all"]
    sort: SortDirection


class EventWikiPage(TypedDict):
    """The wiki page that an event is about."""

    format: str
    slug: str
    title: str
    wiki_page_meta_id: int


class PushData(TypedDict):
    """What was pushed."""

    commit_count: int
    action: Literal["created", "removed", "pushed"]
    ref_type: Literal["branch", "tag"]
    commit_from: str | None
    commit_to: str | None
    ref: str
    commit_title: str | None
    ref_count: int | None


class Event(RESTObject):
    """Something the current user did. `action_name` is text, such as "pushed to"."""

    _id_attr = None
    _repr_attr = "target_title"

    id: int
    project_id: int | None
    action_name: str
    target_id: int | None
    target_iid: int | None
    target_type: str | None
    author_id: int
    target_title: str | None
    created_at: str
    note: Note
    author: UserBasic
    wiki_page: EventWikiPage
    imported: bool
    imported_from: str
    push_data: PushData
    author_username: str


class EventManager(ListMixin[Event, EventFilters]):
    """https://docs.gitlab.com/api/events/"""

    _path = "/events"


class ProjectEvent(Event):
    """Something that a user did in a project."""

    _repr_attr = "target_title"


class ProjectEventManager(EventManager):
    """https://docs.gitlab.com/api/events/"""

    _path = "/projects/{project_id}/events"
    _obj_cls = ProjectEvent
    _from_parent_attrs = {"project_id": "id"}


class UserEvent(Event):
    """Something that a user did."""

    _repr_attr = "target_title"


class UserEventManager(EventManager):
    """https://docs.gitlab.com/api/events/"""

    _path = "/users/{user_id}/events"
    _obj_cls = UserEvent
    _from_parent_attrs = {"user_id": "id"}


class ResourceEventFields:
    """The attributes of every change to an issue, merge request or epic."""

    id: int
    user: UserBasic
    created_at: str
    resource_type: Literal["Epic", "Issue", "MergeRequest"]
    resource_id: int


class LabelEventFields(ResourceEventFields):
    """A change of labels; `label` is None once it is deleted."""

    label: LabelBasic | None
    action: Literal["add", "remove"]


class MilestoneEventFields(ResourceEventFields):
    """A change of the milestone; `state` is the resource's at the time."""

    milestone: Milestone | None
    action: Literal["add", "remove"]
    state: str


class StateEventFields(ResourceEventFields):
    """A change of state, and the commit or merge request that brought it about."""

    source_commit: str | None
    source_merge_request_id: int | None
    state: Literal["opened", "closed", "merged", "reopened"]


class GroupEpicResourceLabelEvent(LabelEventFields, RESTObject):
    """A label that was put on an epic, or taken off."""


class GroupEpicResourceLabelEventManager(RetrieveMixin[GroupEpicResourceLabelEvent]):
    """https://docs.gitlab.com/api/resource_label_events/"""

    _path = "/groups/{group_id}/epics/{epic_id}/resource_label_events"
    _from_parent_attrs = {"group_id": "group_id", "epic_id": "id"}


class ProjectIssueResourceIterationEvent(ResourceEventFields, RESTObject):
    """An iteration that an issue was put into, or taken out of."""

    iteration: Iteration | None
    action: Literal["add", "remove"]


class ProjectIssueResourceIterationEventManager(RetrieveMixin[ProjectIssueResourceIterationEvent]):
    """https://docs.gitlab.com/api/resource_iteration_events/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/resource_iteration_events"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectIssueResourceLabelEvent(LabelEventFields, RESTObject):
    """A label that was put on an issue, or taken off."""


class ProjectIssueResourceLabelEventManager(RetrieveMixin[ProjectIssueResourceLabelEvent]):
    """https://docs.gitlab.com/api/resource_label_events/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/resource_label_events"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectIssueResourceMilestoneEvent(MilestoneEventFields, RESTObject):
    """A milestone that an issue was put into, or taken out of."""


class ProjectIssueResourceMilestoneEventManager(RetrieveMixin[ProjectIssueResourceMilestoneEvent]):
    """https://docs.gitlab.com/api/resource_milestone_events/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/resource_milestone_events"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectIssueResourceStateEvent(StateEventFields, RESTObject):
    """An issue that was closed or reopened."""


class ProjectIssueResourceStateEventManager(RetrieveMixin[ProjectIssueResourceStateEvent]):
    """https://docs.gitlab.com/api/resource_state_events/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/resource_state_events"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectIssueResourceWeightEvent(RESTObject):
    """A weight that an issue was given."""

    id: int
    user: UserBasic
    created_at: str
    issue_id: int
    weight: int | None


class ProjectIssueResourceWeightEventManager(RetrieveMixin[ProjectIssueResourceWeightEvent]):
    """https://docs.gitlab.com/api/resource_weight_events/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/resource_weight_events"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectMergeRequestResourceLabelEvent(LabelEventFields, RESTObject):
    """A label that was put on a merge request, or taken off."""


class ProjectMergeRequestResourceLabelEventManager(
    RetrieveMixin[ProjectMergeRequestResourceLabelEvent]
):
    """https://docs.gitlab.com/api/resource_label_events/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/resource_label_events"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}


class ProjectMergeRequestResourceMilestoneEvent(MilestoneEventFields, RESTObject):
    """A milestone that a merge request was put into, or taken out of."""


class ProjectMergeRequestResourceMilestoneEventManager(
    RetrieveMixin[ProjectMergeRequestResourceMilestoneEvent]
):
    """https://docs.gitlab.com/api/resource_milestone_events/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/resource_milestone_events"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}


class ProjectMergeRequestResourceStateEvent(StateEventFields, RESTObject):
    """A merge request that was closed, reopened or merged."""


class ProjectMergeRequestResourceStateEventManager(
    RetrieveMixin[ProjectMergeRequestResourceStateEvent]
):
    """https://docs.gitlab.com/api/resource_state_events/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/resource_state_events"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}


class GroupEpicResourceStateEvent(StateEventFields, RESTObject):
    """An epic that was closed or reopened."""


class GroupEpicResourceStateEventManager(RetrieveMixin[GroupEpicResourceStateEvent]):
    """https://docs.gitlab.com/api/resource_state_events/"""

    _path = "/groups/{group_id}/epics/{epic_id}/resource_state_events"
    _from_parent_attrs = {"group_id": "group_id", "epic_id": "id"}
