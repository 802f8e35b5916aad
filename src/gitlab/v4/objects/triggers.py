"""Pipeline trigger tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic

__all__ = [
    "ProjectTrigger",
    "ProjectTriggerCreate",
    "ProjectTriggerManager",
    "ProjectTriggerUpdate",
]


class ProjectTriggerCreate(TypedDict, total=False):
    description: Required[str]
    expires_at: str


class ProjectTriggerUpdate(TypedDict):
    description: str


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
