# Generated from src/gitlab/v4/objects/security_settings.py by tools/gen_async.py; edit that file.
"""Security settings: what is checked before it is pushed."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.security_settings import (
    GroupSecuritySettingsUpdate,
    ProjectSecuritySettingsUpdate,
)

__all__ = [
    "GroupSecuritySettings",
    "GroupSecuritySettingsManager",
    "GroupSecuritySettingsUpdate",
    "ProjectSecuritySettings",
    "ProjectSecuritySettingsManager",
    "ProjectSecuritySettingsUpdate",
]


class GroupSecuritySettings(RESTObject):
    """What all projects of a group are to do. GitLab cannot be asked for it, only told."""

    _id_attr = None

    secret_push_protection_enabled: bool
    errors: list[str]


class GroupSecuritySettingsManager(UpdateMixin[GroupSecuritySettings, GroupSecuritySettingsUpdate]):
    """https://docs.gitlab.com/api/group_security_settings/"""

    _path = "/groups/{group_id}/security_settings"
    _from_parent_attrs = {"group_id": "id"}


class ProjectSecuritySettings(SaveMixin, RESTObject):
    """What GitLab checks in a project, and what it may do about findings by itself."""

    _id_attr = None

    project_id: int
    created_at: str
    updated_at: str
    auto_fix_container_scanning: bool
    auto_fix_dast: bool
    auto_fix_dependency_scanning: bool
    auto_fix_sast: bool
    continuous_vulnerability_scans_enabled: bool
    container_scanning_for_registry_enabled: bool
    secret_push_protection_enabled: bool


class ProjectSecuritySettingsManager(
    GetWithoutIdMixin[ProjectSecuritySettings],
    UpdateMixin[ProjectSecuritySettings, ProjectSecuritySettingsUpdate],
):
    """https://docs.gitlab.com/api/project_security_settings/"""

    _path = "/projects/{project_id}/security_settings"
    _from_parent_attrs = {"project_id": "id"}
