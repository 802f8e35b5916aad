"""Container repository protection rules: who may push and delete images of certain paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import ProtectionRole

__all__ = [
    "ProjectRegistryRepositoryProtectionRule",
    "ProjectRegistryRepositoryProtectionRuleManager",
    "RegistryProtectionRuleCreate",
    "RegistryProtectionRuleUpdate",
]


class RegistryProtectionRuleCreate(TypedDict, total=False):
    """At least one of the roles is wanted."""

    repository_path_pattern: Required[str]
    minimum_access_level_for_push: ProtectionRole
    minimum_access_level_for_delete: ProtectionRole


class RegistryProtectionRuleUpdate(TypedDict, total=False):
    """An empty text takes a role away."""

    repository_path_pattern: str
    minimum_access_level_for_push: ProtectionRole | Literal[""]
    minimum_access_level_for_delete: ProtectionRole | Literal[""]


class RegistryProtectionRuleFields:
    """The attributes of a rule, at its path of old too."""

    id: int
    project_id: int
    repository_path_pattern: str
    minimum_access_level_for_push: ProtectionRole | None
    minimum_access_level_for_delete: ProtectionRole | None


class ProjectRegistryRepositoryProtectionRule(SaveMixin, RegistryProtectionRuleFields, RESTObject):
    """A pattern of image repository paths, and the least roles for them."""

    _repr_attr = "repository_path_pattern"


class ProjectRegistryRepositoryProtectionRuleManager(
    ListMixin[ProjectRegistryRepositoryProtectionRule],
    CreateMixin[ProjectRegistryRepositoryProtectionRule, RegistryProtectionRuleCreate],
    UpdateMixin[ProjectRegistryRepositoryProtectionRule, RegistryProtectionRuleUpdate],
    DeleteMixin[ProjectRegistryRepositoryProtectionRule],
):
    """https://docs.gitlab.com/api/container_repository_protection_rules/"""

    _path = "/projects/{project_id}/registry/protection/repository/rules"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH
