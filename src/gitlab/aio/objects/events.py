# Generated from src/gitlab/v4/objects/events.py by tools/gen_async.py; edit that file.
"""Events: what users did, and what happened to an issue, merge request or epic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin, RetrieveMixin
from gitlab.v4.objects.events import (
    EventFilters,
    EventWikiPage,
    LabelEventFields,
    MilestoneEventFields,
    PushData,
    ResourceEventFields,
    StateEventFields,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Iteration, UserBasic
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
