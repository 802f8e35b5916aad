# Generated from src/gitlab/v4/objects/keys.py by tools/gen_async.py; edit that file.
"""Keys: whose an SSH key is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetMixin
from gitlab.utils import EncodedId
from gitlab.v4.objects.keys import DeployKeyProject

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic

__all__ = ["Key", "KeyManager"]


class Key(RESTObject):
    """An SSH key and its user; a deploy key with the projects that it opens, too."""

    id: int
    title: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    key: str
    usage_type: str
    user: UserBasic
    deploy_keys_projects: list[DeployKeyProject]


class KeyManager(GetMixin[Key]):
    """https://docs.gitlab.com/api/keys/"""

    _path = "/keys"
    _optional_get_attrs = ("fingerprint",)

    async def get(self, id: int | str | None = None, lazy: bool = False, **kwargs: Any) -> Key:
        """Return the key with this id or, with `fingerprint=`, with this MD5 or SHA256 sum.

        Administrators only. Raises AttributeError without either, GitlabGetError when GitLab
        knows no such key.
        """
        if id is None and "fingerprint" not in kwargs:
            raise AttributeError("Missing attribute: id or fingerprint")
        if lazy and id is not None:
            return self._make_lazy(id)
        return await self._run(
            self._call(
                "GET",
                "" if id is None else f"/{EncodedId(id)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )
