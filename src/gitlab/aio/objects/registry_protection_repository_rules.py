# Generated from src/gitlab/v4/objects/registry_protection_repository_rules.py by tools/gen_async.py; edit that file.
"""Container repository protection rules: who may push and delete images of certain paths."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects.registry_protection_repository_rules import (
    RegistryProtectionRuleCreate,
    RegistryProtectionRuleFields,
    RegistryProtectionRuleUpdate,
)


__all__ = [
    "ProjectRegistryRepositoryProtectionRule",
    "ProjectRegistryRepositoryProtectionRuleManager",
    "RegistryProtectionRuleCreate",
    "RegistryProtectionRuleUpdate",
]


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
