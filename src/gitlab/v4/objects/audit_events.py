"""Audit events: who did what to the instance, a group or a project."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from gitlab._walk import Keyset
from gitlab.base import RESTObject
from gitlab.mixins import RetrieveMixin

__all__ = [
    "AuditEvent",
    "AuditEventFilters",
    "AuditEventManager",
    "GroupAuditEvent",
    "GroupAuditEventManager",
    "InstanceAuditEventFilters",
    "ProjectAudit",
    "ProjectAuditEvent",
    "ProjectAuditEventManager",
    "ProjectAuditManager",
]

AuditedEntity = Literal["Project", "User", "Group", "Gitlab::Audit::InstanceScope"]


class AuditEventFilters(TypedDict, total=False):
    created_after: str
    created_before: str


class InstanceAuditEventFilters(AuditEventFilters, total=False):
    """`entity_id` needs `entity_type`."""

    entity_type: AuditedEntity
    entity_id: int


class AuditEventFields:
    """The attributes of every audit event; `details` depend on what happened."""

    id: int
    author_id: int
    entity_id: int
    entity_type: AuditedEntity
    event_name: str | None
    details: dict[str, Any]
    created_at: str


class AuditEvent(AuditEventFields, RESTObject):
    """Something that was done anywhere on the instance. For administrators."""


class AuditEventManager(RetrieveMixin[AuditEvent, InstanceAuditEventFilters]):
    """https://docs.gitlab.com/api/audit_events/"""

    _path = "/audit_events"
    _paging = Keyset(sort=("desc",))


class GroupAuditEvent(AuditEventFields, RESTObject):
    """Something that was done to a group."""


class GroupAuditEventManager(RetrieveMixin[GroupAuditEvent, AuditEventFilters]):
    """https://docs.gitlab.com/api/audit_events/"""

    _path = "/groups/{group_id}/audit_events"
    _from_parent_attrs = {"group_id": "id"}
    _paging = Keyset(sort=("desc",))


class ProjectAuditEvent(AuditEventFields, RESTObject):
    """Something that was done to a project."""


class ProjectAuditEventManager(RetrieveMixin[ProjectAuditEvent, AuditEventFilters]):
    """https://docs.gitlab.com/api/audit_events/"""

    _path = "/projects/{project_id}/audit_events"
    _from_parent_attrs = {"project_id": "id"}
    _paging = Keyset(sort=("desc",))


class ProjectAudit(ProjectAuditEvent):
    """The name that `ProjectAuditEvent` had before."""


class ProjectAuditManager(ProjectAuditEventManager):
    """https://docs.gitlab.com/api/audit_events/

    The name that `ProjectAuditEventManager` had before.
    """
