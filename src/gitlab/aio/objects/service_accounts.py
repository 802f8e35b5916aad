# Generated from src/gitlab/v4/objects/service_accounts.py by tools/gen_async.py; edit that file.
"""Service accounts: users without a person, of the instance, a group or a project."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    ObjectRotateMixin,
    RotateMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects._parameters import AccessTokenFilters
from gitlab.v4.objects.service_accounts import (
    ServiceAccountAccessTokenCreate,
    ServiceAccountFields,
    ServiceAccountFilters,
    ServiceAccountTokenFields,
    ServiceAccountUpdate,
)


__all__ = [
    "GroupServiceAccount",
    "GroupServiceAccountAccessToken",
    "GroupServiceAccountAccessTokenManager",
    "GroupServiceAccountManager",
    "ProjectServiceAccount",
    "ProjectServiceAccountAccessToken",
    "ProjectServiceAccountAccessTokenManager",
    "ProjectServiceAccountManager",
    "ServiceAccount",
    "ServiceAccountAccessTokenCreate",
    "ServiceAccountFilters",
    "ServiceAccountManager",
    "ServiceAccountUpdate",
]


class ServiceAccount(SaveMixin, ServiceAccountFields, RESTObject):
    """A service account of the instance. `gl.users.delete(account.id)` deletes it."""


class ServiceAccountManager(
    CreateMixin[ServiceAccount, ServiceAccountUpdate],
    ListMixin[ServiceAccount, ServiceAccountFilters],
    UpdateMixin[ServiceAccount, ServiceAccountUpdate],
):
    """https://docs.gitlab.com/api/service_accounts/"""

    _path = "/service_accounts"
    _update_method = UpdateMethod.PATCH


class GroupServiceAccount(SaveMixin, ObjectDeleteMixin, ServiceAccountFields, RESTObject):
    """A service account of a top-level group. `delete(hard_delete=True)` takes its work along."""

    access_tokens: GroupServiceAccountAccessTokenManager


class GroupServiceAccountManager(
    CreateMixin[GroupServiceAccount, ServiceAccountUpdate],
    DeleteMixin[GroupServiceAccount],
    ListMixin[GroupServiceAccount, ServiceAccountFilters],
    UpdateMixin[GroupServiceAccount, ServiceAccountUpdate],
):
    """https://docs.gitlab.com/api/service_accounts/"""

    _path = "/groups/{group_id}/service_accounts"
    _from_parent_attrs = {"group_id": "id"}
    _update_method = UpdateMethod.PATCH


class GroupServiceAccountAccessToken(
    ObjectDeleteMixin, ObjectRotateMixin, ServiceAccountTokenFields, RESTObject
):
    """A token of a group's service account; `token` is shown when it is made or rotated."""


class GroupServiceAccountAccessTokenManager(
    CreateMixin[GroupServiceAccountAccessToken, ServiceAccountAccessTokenCreate],
    DeleteMixin[GroupServiceAccountAccessToken],
    ListMixin[GroupServiceAccountAccessToken, AccessTokenFilters],
    RotateMixin[GroupServiceAccountAccessToken],
):
    """https://docs.gitlab.com/api/service_accounts/"""

    _path = "/groups/{group_id}/service_accounts/{user_id}/personal_access_tokens"
    _from_parent_attrs = {"group_id": "group_id", "user_id": "id"}


class ProjectServiceAccount(SaveMixin, ObjectDeleteMixin, ServiceAccountFields, RESTObject):
    """A service account of a project. `delete(hard_delete=True)` takes its work along."""

    access_tokens: ProjectServiceAccountAccessTokenManager


class ProjectServiceAccountManager(
    CreateMixin[ProjectServiceAccount, ServiceAccountUpdate],
    DeleteMixin[ProjectServiceAccount],
    ListMixin[ProjectServiceAccount, ServiceAccountFilters],
    UpdateMixin[ProjectServiceAccount, ServiceAccountUpdate],
):
    """https://docs.gitlab.com/api/service_accounts/"""

    _path = "/projects/{project_id}/service_accounts"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH


class ProjectServiceAccountAccessToken(
    ObjectDeleteMixin, ObjectRotateMixin, ServiceAccountTokenFields, RESTObject
):
    """A token of a project's service account; `token` is shown when it is made or rotated."""


class ProjectServiceAccountAccessTokenManager(
    CreateMixin[ProjectServiceAccountAccessToken, ServiceAccountAccessTokenCreate],
    DeleteMixin[ProjectServiceAccountAccessToken],
    ListMixin[ProjectServiceAccountAccessToken, AccessTokenFilters],
    RotateMixin[ProjectServiceAccountAccessToken],
):
    """https://docs.gitlab.com/api/service_accounts/"""

    _path = "/projects/{project_id}/service_accounts/{user_id}/personal_access_tokens"
    _from_parent_attrs = {"project_id": "project_id", "user_id": "id"}
