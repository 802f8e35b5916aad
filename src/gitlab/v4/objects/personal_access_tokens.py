"""Personal access tokens: one's own, and those that administrators make for users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
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
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects._fields import TokenFields

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import (
        GrantedAccessLevel,
        PersonalAccessTokenScope,
        TokenOrder,
        TokenState,
    )

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

    def associations(
        self, min_access_level: GrantedAccessLevel | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the `groups` and `projects` that the token of this request may reach.

        `min_access_level` leaves out those where its user has less. Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/self/associations",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                query=remove_none_from_dict({"min_access_level": min_access_level}),
                kwargs=kwargs,
            )
        )


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


class CurrentUserPersonalAccessTokenCreate(TypedDict, total=False):
    """GitLab lets users make tokens of few scopes themselves. Dates are YYYY-MM-DD."""

    name: Required[str]
    description: str
    expires_at: str
    scopes: Required[Annotated[list[Literal["k8s_proxy", "self_rotate"]], Array]]


class CurrentUserPersonalAccessToken(TokenFields, RESTObject):
    """A token that the current user made; `token` is shown this once."""

    granular: bool
    token: str


class CurrentUserPersonalAccessTokenManager(
    CreateMixin[CurrentUserPersonalAccessToken, CurrentUserPersonalAccessTokenCreate]
):
    """https://docs.gitlab.com/api/user_tokens/"""

    _path = "/user/personal_access_tokens"
