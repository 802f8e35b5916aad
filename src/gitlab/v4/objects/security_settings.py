"""Security settings: what is checked before it is pushed."""

from __future__ import annotations

from typing import Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin

__all__ = [
    "GroupSecuritySettings",
    "GroupSecuritySettingsManager",
    "GroupSecuritySettingsUpdate",
    "ProjectSecuritySettings",
    "ProjectSecuritySettingsManager",
    "ProjectSecuritySettingsUpdate",
]


class GroupSecuritySettingsUpdate(TypedDict, total=False):
    """`projects_to_exclude` are ids of projects that stay as they are."""

    secret_push_protection_enabled: Required[bool]
    projects_to_exclude: list[int]


class GroupSecuritySettings(RESTObject):
    """What all projects of a group are to do. GitLab cannot be asked for it, only told."""

    _id_attr = None

    secret_push_protection_enabled: bool
    errors: list[str]


class GroupSecuritySettingsManager(UpdateMixin[GroupSecuritySettings, GroupSecuritySettingsUpdate]):
    """https://docs.gitlab.com/api/group_security_settings/"""

    _path = "/groups/{group_id}/security_settings"
    _from_parent_attrs = {"group_id": "id"}


class ProjectSecuritySettingsUpdate(TypedDict, total=False):
    """`pre_receive_secret_detection_enabled` is the former name of the first."""

    secret_push_protection_enabled: bool
    pre_receive_secret_detection_enabled: bool


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
