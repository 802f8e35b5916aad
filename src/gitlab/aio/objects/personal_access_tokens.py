# Generated from src/gitlab/v4/objects/personal_access_tokens.py by tools/gen_async.py; edit that file.
"""Personal access tokens: one's own, and those that administrators make for users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    ObjectRotateMixin,
    RetrieveMixin,
    RotateMixin,
)
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects._fields import TokenFields
from gitlab.v4.objects.personal_access_tokens import (
    CurrentUserPersonalAccessTokenCreate,
    PersonalAccessTokenFilters,
    UserPersonalAccessTokenCreate,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import GrantedAccessLevel

__all__ = [
    "CurrentUserPersonalAccessToken",
    "CurrentUserPersonalAccessTokenCreate",
    "CurrentUserPersonalAccessTokenManager",
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

    async def associations(
        self, min_access_level: GrantedAccessLevel | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the `groups` and `projects` that the token of this request may reach.

        `min_access_level` leaves out those where its user has less. Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                "/self/associations",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                query=remove_none_from_dict({"min_access_level": min_access_level}),
                kwargs=kwargs,
            )
        )


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


class CurrentUserPersonalAccessToken(TokenFields, RESTObject):
    """A token that the current user made; `token` is shown this once."""

    granular: bool
    token: str


class CurrentUserPersonalAccessTokenManager(
    CreateMixin[CurrentUserPersonalAccessToken, CurrentUserPersonalAccessTokenCreate]
):
    """https://docs.gitlab.com/api/user_tokens/"""

    _path = "/user/personal_access_tokens"
