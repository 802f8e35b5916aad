"""Broadcast messages: banners and notifications that administrators show to all users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import Array

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import AccessLevel

__all__ = [
    "BroadcastMessage",
    "BroadcastMessageCreate",
    "BroadcastMessageManager",
    "BroadcastMessageUpdate",
]

BroadcastType = Literal["banner", "notification"]
BroadcastTheme = Literal[
    "indigo",
    "light-indigo",
    "blue",
    "light-blue",
    "green",
    "light-green",
    "red",
    "light-red",
    "dark",
    "light",
]


class BroadcastMessageUpdate(TypedDict, total=False):
    message: str
    starts_at: str
    ends_at: str
    color: str
    font: str
    target_access_levels: Annotated[list[AccessLevel], Array]
    target_path: str
    broadcast_type: BroadcastType
    dismissable: bool
    theme: BroadcastTheme


class BroadcastMessageCreate(TypedDict, total=False):
    message: Required[str]
    starts_at: str
    ends_at: str
    color: str
    font: str
    target_access_levels: Annotated[list[AccessLevel], Array]
    target_path: str
    broadcast_type: BroadcastType
    dismissable: bool
    theme: BroadcastTheme


class BroadcastMessage(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A message for all users, or for those with certain roles, from a time to a time."""

    id: int
    message: str
    starts_at: str | None
    ends_at: str | None
    color: str
    font: str
    target_access_levels: list[AccessLevel]
    target_path: str | None
    broadcast_type: BroadcastType
    theme: BroadcastTheme
    dismissable: bool
    active: bool


class BroadcastMessageManager(
    CRUDMixin[BroadcastMessage, BroadcastMessageCreate, BroadcastMessageUpdate]
):
    """https://docs.gitlab.com/api/broadcast_messages/"""

    _path = "/broadcast_messages"
