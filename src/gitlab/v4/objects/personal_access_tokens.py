"""Personal access tokens: one's own, and those that administrators make for users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    ObjectRotateMixin,
    RetrieveMixin,
    RotateMixin,
)
from gitlab.types import Array
from gitlab.v4.objects._fields import TokenFields

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import PersonalAccessTokenScope, TokenOrder, TokenState

__all__ = [
    "PersonalAccessToken",
    "PersonalAccessTokenFilters",
    "PersonalAccessTokenManager",
    "UserPersonalAccessToken",
    "UserPersonalAccessTokenCreate",
    "UserPersonalAccessTokenManager",
]


class PersonalAccessTokenFilters(TypedDict, total=False):
    created_after: str
    created_before: str
    expires_after: str
    expires_before: str
    last_used_after: str
    last_used_before: str
    revoked: bool
    search: str
    sort: TokenOrder
    state: TokenState
    user_id: int


class PersonalAccessToken(ObjectDeleteMixin, ObjectRotateMixin, TokenFields, RESTObject):
    """A token that acts for its user. `delete()` revokes it."""

    granular: bool
    last_used_ips: list[str]
    token: str


class PersonalAccessTokenManager(
    DeleteMixin[PersonalAccessToken],
    RetrieveMixin[PersonalAccessToken, PersonalAccessTokenFilters],
    RotateMixin[PersonalAccessToken],
):
    """https://docs.gitlab.com/api/personal_access_tokens/

    `get("self")` is the token that makes the request.
    """

    _path = "/personal_access_tokens"


class UserPersonalAccessTokenCreate(TypedDict, total=False):
    name: Required[str]
    scopes: Required[Annotated[list[PersonalAccessTokenScope], Array]]
    description: str
    expires_at: str


class UserPersonalAccessToken(TokenFields, RESTObject):
    """A token that an administrator made for a user; `token` is shown this once."""

    granular: bool
    token: str


class UserPersonalAccessTokenManager(
    CreateMixin[UserPersonalAccessToken, UserPersonalAccessTokenCreate]
):
    """https://docs.gitlab.com/api/user_tokens/"""

    _path = "/users/{user_id}/personal_access_tokens"
    _from_parent_attrs = {"user_id": "id"}
