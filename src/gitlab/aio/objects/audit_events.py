# Generated from src/gitlab/v4/objects/audit_events.py by tools/gen_async.py; edit that file.
"""Audit events: who did what to the instance, a group or a project."""

from __future__ import annotations


from gitlab._walk import Keyset
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import RetrieveMixin
from gitlab.v4.objects.audit_events import (
    AuditEventFields,
    AuditEventFilters,
    InstanceAuditEventFilters,
)

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
