"""Service accounts: users without a person, of the instance, a group or a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
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
from gitlab.types import Array
from gitlab.v4.objects._fields import TokenFields
from gitlab.v4.objects._parameters import AccessTokenFilters

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import PersonalAccessTokenScope, SortDirection

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


class ServiceAccountUpdate(TypedDict, total=False):
    """What a service account is made of, all of it optional, and what can be changed."""

    name: str
    username: str
    email: str


class ServiceAccountFilters(TypedDict, total=False):
    order_by: Literal["id", "username"]
    sort: SortDirection


class ServiceAccountFields:
    """The attributes of every service account that GitLab answers."""

    id: int
    username: str
    public_email: str | None
    name: str
    email: str
    unconfirmed_email: str


class ServiceAccountTokenFields(TokenFields):
    """The attributes of a service account's token."""

    granular: bool
    token: str


class ServiceAccountAccessTokenCreate(TypedDict, total=False):
    name: Required[str]
    scopes: Required[Annotated[list[PersonalAccessTokenScope], Array]]
    description: str
    expires_at: str


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
