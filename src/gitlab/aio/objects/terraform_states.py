# Generated from src/gitlab/v4/objects/terraform_states.py by tools/gen_async.py; edit that file.
"""Terraform states: what Terraform and OpenTofu know of a project's infrastructure."""

from __future__ import annotations

from collections.abc import Callable, AsyncIterator
from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import DeleteMixin, ObjectDeleteMixin
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects.terraform_states import ProjectTerraformStateLock

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = [
    "ProjectTerraformState",
    "ProjectTerraformStateLock",
    "ProjectTerraformStateManager",
    "ProjectTerraformStateVersion",
    "ProjectTerraformStateVersionManager",
]


class ProjectTerraformState(ObjectDeleteMixin, RESTObject):
    """A state, known by its name. `delete()` removes it with all its versions."""

    _id_attr = "name"

    name: str

    versions: ProjectTerraformStateVersionManager

    async def download(
        self,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the newest version's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "", error=exc.GitlabGetError, kwargs=kwargs)
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def upload(self, content: bytes, lock_id: str | None = None, **kwargs: Any) -> None:
        """Make `content`, a state in JSON, the newest version.

        A locked state wants the id of its lock. Raises GitlabUploadError.
        """
        call = self._call(
            "POST",
            decode=decode.to_none,
            error=exc.GitlabUploadError,
            query=remove_none_from_dict({"ID": lock_id}),
            kwargs={**kwargs, "raw": True},
        )
        return await self._run(call._replace(body=content))

    async def lock(self, lock: ProjectTerraformStateLock, **kwargs: Any) -> None:
        """Keep others from changing the state. Raises GitlabSetError, if it is locked too."""
        return await self._run(
            self._call(
                "POST",
                "/lock",
                decode=decode.to_none,
                error=exc.GitlabSetError,
                body=lock,
                kwargs=kwargs,
            )
        )

    async def unlock(self, lock_id: str | None = None, **kwargs: Any) -> None:
        """Take the lock of this id away, or any. Raises GitlabDeleteError."""
        return await self._run(
            self._call(
                "DELETE",
                "/lock",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                query=remove_none_from_dict({"ID": lock_id}),
                kwargs=kwargs,
            )
        )


class ProjectTerraformStateManager(DeleteMixin[ProjectTerraformState]):
    """https://docs.gitlab.com/user/infrastructure/iac/terraform_state/"""

    _path = "/projects/{project_id}/terraform/state"
    _from_parent_attrs = {"project_id": "id"}

    def get(self, name: str) -> ProjectTerraformState:
        """Return the state of that name, without a request: its `download()` makes one."""
        return ProjectTerraformState(self, {"name": name}, lazy=True)


class ProjectTerraformStateVersion(ObjectDeleteMixin, RESTObject):
    """A version of a state, known by its serial number."""

    _id_attr = "serial"

    serial: int

    async def download(
        self,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the version's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "", error=exc.GitlabGetError, kwargs=kwargs)
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class ProjectTerraformStateVersionManager(DeleteMixin[ProjectTerraformStateVersion]):
    """https://docs.gitlab.com/user/infrastructure/iac/terraform_state/"""

    _path = "/projects/{project_id}/terraform/state/{state_name}/versions"
    _from_parent_attrs = {"project_id": "project_id", "state_name": "name"}

    def get(self, serial: int) -> ProjectTerraformStateVersion:
        """Return the version of that number, without a request: its `download()` makes one."""
        return ProjectTerraformStateVersion(self, {"serial": serial}, lazy=True)
