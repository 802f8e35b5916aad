# Generated from src/gitlab/v4/objects/package_protection_rules.py by tools/gen_async.py; edit that file.
"""Package protection rules: who may push and delete packages of certain names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects.package_protection_rules import (
    ProjectPackageProtectionRuleCreate,
    ProjectPackageProtectionRuleUpdate,
    ProtectedPackageType,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import ProtectionRole

__all__ = [
    "ProjectPackageProtectionRule",
    "ProjectPackageProtectionRuleCreate",
    "ProjectPackageProtectionRuleManager",
    "ProjectPackageProtectionRuleUpdate",
]


class ProjectPackageProtectionRule(ObjectDeleteMixin, SaveMixin, RESTObject):
    """A pattern of package names, and the least roles for them."""

    _repr_attr = "package_name_pattern"

    id: int
    project_id: int
    package_name_pattern: str
    package_type: ProtectedPackageType
    minimum_access_level_for_delete: Literal["owner", "admin"] | None
    minimum_access_level_for_push: ProtectionRole | None


class ProjectPackageProtectionRuleManager(
    ListMixin[ProjectPackageProtectionRule],
    CreateMixin[ProjectPackageProtectionRule, ProjectPackageProtectionRuleCreate],
    DeleteMixin[ProjectPackageProtectionRule],
    UpdateMixin[ProjectPackageProtectionRule, ProjectPackageProtectionRuleUpdate],
):
    """https://docs.gitlab.com/api/project_packages_protection_rules/"""

    _path = "/projects/{project_id}/packages/protection/rules"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH
