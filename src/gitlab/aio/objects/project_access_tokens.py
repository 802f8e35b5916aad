# Generated from src/gitlab/v4/objects/project_access_tokens.py by tools/gen_async.py; edit that file.
"""Project access tokens: tokens that act for a bot user of the project."""

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

__all__ = ["ProjectAccessToken", "ProjectAccessTokenManager"]


class ProjectAccessToken(
    ObjectDeleteMixin, ObjectRotateMixin, ResourceAccessTokenFields, RESTObject
):
    """A token of the project, shown when it is made or rotated. `delete()` revokes it."""


class ProjectAccessTokenManager(
    CreateMixin[ProjectAccessToken, ResourceAccessTokenCreate],
    DeleteMixin[ProjectAccessToken],
    RetrieveMixin[ProjectAccessToken, AccessTokenFilters],
    RotateMixin[ProjectAccessToken],
):
    """https://docs.gitlab.com/api/project_access_tokens/"""

    _path = "/projects/{project_id}/access_tokens"
    _from_parent_attrs = {"project_id": "id"}
