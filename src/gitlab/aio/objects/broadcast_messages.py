# Generated from src/gitlab/v4/objects/broadcast_messages.py by tools/gen_async.py; edit that file.
"""Broadcast messages: banners and notifications that administrators show to all users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.broadcast_messages import (
    BroadcastMessageCreate,
    BroadcastMessageUpdate,
    BroadcastTheme,
    BroadcastType,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import AccessLevel

__all__ = [
    "BroadcastMessage",
    "BroadcastMessageCreate",
    "BroadcastMessageManager",
    "BroadcastMessageUpdate",
]


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
