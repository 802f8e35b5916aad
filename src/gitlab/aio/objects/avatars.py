# Generated from src/gitlab/v4/objects/avatars.py by tools/gen_async.py; edit that file.
"""Avatars: the pictures of users, here or at Gravatar."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.utils import remove_none_from_dict

__all__ = ["Avatar", "AvatarManager"]


class Avatar(RESTObject):
    """Where a user's picture is."""

    _id_attr = None

    avatar_url: str | None


class AvatarManager(RESTManager[Avatar]):
    """https://docs.gitlab.com/api/avatar/"""

    _path = "/avatar"
    _obj_cls = Avatar

    async def get(self, email: str, size: int | None = None, **kwargs: Any) -> Avatar:
        """Return the picture of the user with a public email address, `size` pixels wide.

        Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                query=remove_none_from_dict({"email": email, "size": size}),
                kwargs=kwargs,
            )
        )
