"""Security settings: what is checked before it is pushed."""

from __future__ import annotations

from typing import Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import UpdateMixin

__all__ = [
    "GroupSecuritySettings",
    "GroupSecuritySettingsManager",
    "GroupSecuritySettingsUpdate",
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
