# Generated from src/gitlab/v4/objects/triggers.py by tools/gen_async.py; edit that file.
"""Pipeline trigger tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.triggers import ProjectTriggerCreate, ProjectTriggerUpdate

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic

__all__ = [
    "ProjectTrigger",
    "ProjectTriggerCreate",
    "ProjectTriggerManager",
    "ProjectTriggerUpdate",
]


class ProjectTrigger(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A token that starts pipelines. Its `token` is whole to its owner only.

    `save()` always sends `description`.
    """

    id: int
    token: str
    description: str
    created_at: str
    updated_at: str
    last_used: str | None
    expires_at: str | None
    owner: UserBasic | None


class ProjectTriggerManager(CRUDMixin[ProjectTrigger, ProjectTriggerCreate, ProjectTriggerUpdate]):
    """https://docs.gitlab.com/api/pipeline_triggers/"""

    _path = "/projects/{project_id}/triggers"
    _from_parent_attrs = {"project_id": "id"}
