"""Container repository protection rules, at the path that they had at first."""

from __future__ import annotations

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, ListMixin, SaveMixin, UpdateMethod, UpdateMixin
from gitlab.v4.objects.registry_protection_repository_rules import (
    RegistryProtectionRuleCreate,
    RegistryProtectionRuleFields,
    RegistryProtectionRuleUpdate,
)

__all__ = ["ProjectRegistryProtectionRule", "ProjectRegistryProtectionRuleManager"]


class ProjectRegistryProtectionRule(SaveMixin, RegistryProtectionRuleFields, RESTObject):
    """A pattern of image repository paths, and the least roles for them."""

    _repr_attr = "repository_path_pattern"


class ProjectRegistryProtectionRuleManager(
    ListMixin[ProjectRegistryProtectionRule],
    CreateMixin[ProjectRegistryProtectionRule, RegistryProtectionRuleCreate],
    UpdateMixin[ProjectRegistryProtectionRule, RegistryProtectionRuleUpdate],
):
    """https://docs.gitlab.com/api/container_repository_protection_rules/

    Servers of today have `project.registry_protection_repository_rules` instead.
    """

    _path = "/projects/{project_id}/registry/protection/rules"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH
