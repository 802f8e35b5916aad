# Generated from src/gitlab/v4/objects/personal_access_tokens.py by tools/gen_async.py; edit that file.
"""Personal access tokens: one's own, and those that administrators make for users."""

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
from gitlab.v4.objects._fields import TokenFields
from gitlab.v4.objects.personal_access_tokens import (
    PersonalAccessTokenFilters,
    UserPersonalAccessTokenCreate,
)


__all__ = [
    "PersonalAccessToken",
    "PersonalAccessTokenFilters",
    "PersonalAccessTokenManager",
    "UserPersonalAccessToken",
    "UserPersonalAccessTokenCreate",
    "UserPersonalAccessTokenManager",
]


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
