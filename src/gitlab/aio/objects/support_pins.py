# Generated from src/gitlab/v4/objects/support_pins.py by tools/gen_async.py; edit that file.
"""Support pins: short-lived numbers by which GitLab's support knows a user."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, GetWithoutIdMixin
from gitlab.v4.objects.support_pins import SupportPinFields

__all__ = [
    "CurrentUserSupportPin",
    "CurrentUserSupportPinManager",
    "UserSupportPin",
    "UserSupportPinManager",
]


class CurrentUserSupportPin(SupportPinFields, RESTObject):
    """The current user's own pin, good for a week."""

    _id_attr = None


class CurrentUserSupportPinManager(
    GetWithoutIdMixin[CurrentUserSupportPin], CreateMixin[CurrentUserSupportPin]
):
    """https://docs.gitlab.com/api/users/

    `create()` makes a new pin, and the one before is worth nothing.
    """

    _path = "/user/support_pin"


class UserSupportPin(SupportPinFields, RESTObject):
    """The pin of a user, for administrators to see."""

    _id_attr = None

    async def revoke(self, **kwargs: Any) -> None:
        """Make the pin worth nothing. Raises GitlabDeleteError."""
        return await self._run(
            self._call(
                "POST",
                "/revoke",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )


class UserSupportPinManager(GetWithoutIdMixin[UserSupportPin]):
    """https://docs.gitlab.com/api/users/

    Administrators only.
    """

    _path = "/users/{user_id}/support_pin"
    _from_parent_attrs = {"user_id": "id"}
