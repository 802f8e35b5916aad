"""Parameters that several of GitLab's resources share."""

from __future__ import annotations

from typing import Annotated, Required, TypedDict

from gitlab.types import Array
from gitlab.v4.objects._literals import (
    GrantedAccessLevel,
    PersonalAccessTokenScope,
    TokenOrder,
    TokenState,
)

__all__ = [
    "AccessTokenFilters",
    "GroupUserFilters",
    "ResourceAccessTokenCreate",
]


class AccessTokenFilters(TypedDict, total=False):
    """Which tokens of one bot user or service account to list."""

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


class ResourceAccessTokenCreate(TypedDict, total=False):
    """A token that acts for a bot user of its own, with that user's role."""

    name: Required[str]
    description: str
    scopes: Required[Annotated[list[PersonalAccessTokenScope], Array]]
    access_level: GrantedAccessLevel
    expires_at: str


class GroupUserFilters(TypedDict, total=False):
    """Which of the users to list that a group has to do with."""

    username: str
    search: str
    active: bool
    blocked: bool
    created_after: str
    created_before: str
