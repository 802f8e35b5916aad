# Generated from src/gitlab/v4/objects/group_access_tokens.py by tools/gen_async.py; edit that file.
"""Group access tokens: tokens that act for a bot user of the group."""

from __future__ import annotations

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    ObjectRotateMixin,
    RetrieveMixin,
    RotateMixin,
)
from gitlab.v4.objects._fields import ResourceAccessTokenFields
from gitlab.v4.objects._parameters import AccessTokenFilters, ResourceAccessTokenCreate

__all__ = ["GroupAccessToken", "GroupAccessTokenManager"]


class GroupAccessToken(ObjectDeleteMixin, ObjectRotateMixin, ResourceAccessTokenFields, RESTObject):
    """A token of the group, shown when it is made or rotated. `delete()` revokes it."""


class GroupAccessTokenManager(
    CreateMixin[GroupAccessToken, ResourceAccessTokenCreate],
    DeleteMixin[GroupAccessToken],
    RetrieveMixin[GroupAccessToken, AccessTokenFilters],
    RotateMixin[GroupAccessToken],
):
    """https://docs.gitlab.com/api/group_access_tokens/"""

    _path = "/groups/{group_id}/access_tokens"
    _from_parent_attrs = {"group_id": "id"}
