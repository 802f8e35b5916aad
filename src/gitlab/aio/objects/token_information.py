# Generated from src/gitlab/v4/objects/token_information.py by tools/gen_async.py; edit that file.
"""Token information: whose a token is that was found somewhere."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject

__all__ = ["TokenInformationManager"]


class TokenInformationManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/api/admin/token/

    Administrators only. Tokens go in the body, where no log has them.
    """

    _path = "/admin/token"
    _obj_cls = RESTObject

    async def identify(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Return what GitLab knows of a token of any kind. Raises GitlabGetError."""
        return await self._run(
            self._call(
                "POST",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                body={"token": token},
                kwargs=kwargs,
            )
        )

    async def revoke(self, token: str, **kwargs: Any) -> None:
        """Revoke or reset a token of any kind. Raises GitlabDeleteError."""
        return await self._run(
            self._call(
                "DELETE",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                body={"token": token},
                kwargs=kwargs,
            )
        )
