"""Container registry protection rules for tags: who may push and delete tags of certain names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import ProtectionRole

__all__ = [
    "ProjectRegistryTagProtectionRule",
    "ProjectRegistryTagProtectionRuleCreate",
    "ProjectRegistryTagProtectionRuleManager",
    "ProjectRegistryTagProtectionRuleUpdate",
]


class ProjectRegistryTagProtectionRuleCreate(TypedDict):
    tag_name_pattern: str
    minimum_access_level_for_push: ProtectionRole
    minimum_access_level_for_delete: ProtectionRole


class ProjectRegistryTagProtectionRuleUpdate(TypedDict, total=False):
    """An empty text takes a role away."""

    tag_name_pattern: str
    minimum_access_level_for_push: ProtectionRole | Literal[""]
    minimum_access_level_for_delete: ProtectionRole | Literal[""]


class ProjectRegistryTagProtectionRule(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A pattern of image tags, and the least roles for them."""

    _repr_attr = "tag_name_pattern"

    id: int
    project_id: int
    tag_name_pattern: str
    minimum_access_level_for_push: ProtectionRole | None
    minimum_access_level_for_delete: ProtectionRole | None


class ProjectRegistryTagProtectionRuleManager(
    ListMixin[ProjectRegistryTagProtectionRule],
    CreateMixin[ProjectRegistryTagProtectionRule, ProjectRegistryTagProtectionRuleCreate],
    UpdateMixin[ProjectRegistryTagProtectionRule, ProjectRegistryTagProtectionRuleUpdate],
    DeleteMixin[ProjectRegistryTagProtectionRule],
):
    """https://docs.gitlab.com/api/container_registry_protection_tag_rules/"""

    _path = "/projects/{project_id}/registry/protection/tag/rules"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH
