# Generated from src/gitlab/v4/objects/applications.py by tools/gen_async.py; edit that file.
"""Applications: what may sign users in through the instance's OAuth provider."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.v4.objects.applications import ApplicationCreate

__all__ = ["Application", "ApplicationCreate", "ApplicationManager"]


class Application(ObjectDeleteMixin, RESTObject):
    """An OAuth application of the whole instance; `secret` is shown when it is made."""

    _repr_attr = "name"

    id: int
    application_id: str
    application_name: str
    callback_url: str
    confidential: bool
    scopes: list[str]
    secret: str

    async def renew_secret(self, **kwargs: Any) -> None:
        """Have GitLab make a new `secret`, which the object has then. Raises GitlabRotateError."""
        self._update_attrs(
            await self._run(
                self._call(
                    "POST",
                    "/renew-secret",
                    decode=decode.to_dict,
                    error=exc.GitlabRotateError,
                    kwargs=kwargs,
                )
            )
        )


class ApplicationManager(
    ListMixin[Application],
    CreateMixin[Application, ApplicationCreate],
    DeleteMixin[Application],
):
    """https://docs.gitlab.com/api/applications/

    `scopes` is one text, separated by spaces.
    """

    _path = "/applications"
