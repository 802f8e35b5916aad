# Generated from src/gitlab/v4/objects/security_settings.py by tools/gen_async.py; edit that file.
"""Security settings: what is checked before it is pushed."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import UpdateMixin
from gitlab.v4.objects.security_settings import GroupSecuritySettingsUpdate

__all__ = [
    "GroupSecuritySettings",
    "GroupSecuritySettingsManager",
    "GroupSecuritySettingsUpdate",
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
