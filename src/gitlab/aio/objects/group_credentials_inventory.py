# Generated from src/gitlab/v4/objects/group_credentials_inventory.py by tools/gen_async.py; edit that file.
"""Group credentials inventory: the tokens and keys of a group's enterprise users and bots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    ObjectRotateMixin,
    RotateMixin,
)
from gitlab.v4.objects._fields import ResourceAccessTokenFields, TokenFields
from gitlab.v4.objects._parameters import AccessTokenFilters
from gitlab.v4.objects.group_credentials_inventory import GroupManagedSSHKeyFilters

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import KeyUsage

__all__ = [
    "GroupManagedPersonalAccessToken",
    "GroupManagedPersonalAccessTokenManager",
    "GroupManagedResourceAccessToken",
    "GroupManagedResourceAccessTokenManager",
    "GroupManagedSSHKey",
    "GroupManagedSSHKeyFilters",
    "GroupManagedSSHKeyManager",
]


class GroupManagedPersonalAccessToken(
    ObjectDeleteMixin, ObjectRotateMixin, TokenFields, RESTObject
):
    """A personal access token of an enterprise user of the group. `delete()` revokes it."""


class GroupManagedPersonalAccessTokenManager(
    ListMixin[GroupManagedPersonalAccessToken, AccessTokenFilters],
    DeleteMixin[GroupManagedPersonalAccessToken],
    RotateMixin[GroupManagedPersonalAccessToken],
):
    """https://docs.gitlab.com/api/groups/

    Top-level groups on GitLab.com only.
    """

    _path = "/groups/{group_id}/manage/personal_access_tokens"
    _from_parent_attrs = {"group_id": "id"}


class GroupManagedResourceAccessToken(
    ObjectDeleteMixin, ObjectRotateMixin, ResourceAccessTokenFields, RESTObject
):
    """A group or project access token below the group. `delete()` revokes it."""


class GroupManagedResourceAccessTokenManager(
    ListMixin[GroupManagedResourceAccessToken, AccessTokenFilters],
    DeleteMixin[GroupManagedResourceAccessToken],
    RotateMixin[GroupManagedResourceAccessToken],
):
    """https://docs.gitlab.com/api/groups/

    Top-level groups on GitLab.com only.
    """

    _path = "/groups/{group_id}/manage/resource_access_tokens"
    _from_parent_attrs = {"group_id": "id"}


class GroupManagedSSHKey(ObjectDeleteMixin, RESTObject):
    """An SSH key of an enterprise user of the group."""

    id: int
    title: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    usage_type: KeyUsage
    user_id: int


class GroupManagedSSHKeyManager(
    ListMixin[GroupManagedSSHKey, GroupManagedSSHKeyFilters], DeleteMixin[GroupManagedSSHKey]
):
    """https://docs.gitlab.com/api/groups/

    Top-level groups on GitLab.com only.
    """

    _path = "/groups/{group_id}/manage/ssh_keys"
    _from_parent_attrs = {"group_id": "id"}
