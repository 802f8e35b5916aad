# Generated from src/gitlab/v4/objects/artifacts.py by tools/gen_async.py; edit that file.
"""Job artifacts, found by the name of a branch or tag and of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.utils import EncodedId
from gitlab.v4.objects.artifacts import ProjectArtifactsFrom

if TYPE_CHECKING:
    from collections.abc import Callable, AsyncIterator

    from gitlab._core.values import Call

__all__ = ["ProjectArtifact", "ProjectArtifactManager", "ProjectArtifactsFrom"]


class ProjectArtifact(RESTObject):
    """The artifacts of the latest successful pipeline of a branch or tag."""

    _id_attr = "ref_name"


class ProjectArtifactManager(RESTManager[ProjectArtifact]):
    """https://docs.gitlab.com/api/job_artifacts/"""

    _path = "/projects/{project_id}/jobs/artifacts"
    _obj_cls = ProjectArtifact
    _from_parent_attrs = {"project_id": "id"}
    _keywords = {"download": ProjectArtifactsFrom, "raw": ProjectArtifactsFrom}

    async def download(
        self,
        ref_name: str,
        job: str,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the archive of the artifacts that the job left in the latest successful pipeline.

        As chunks with `iterator=True`; with `streamed=True` each chunk goes to `action` instead.
        Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/{EncodedId(ref_name)}/download",
            error=exc.GitlabGetError,
            query={"job": job},
            kwargs=kwargs,
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def raw(
        self,
        ref_name: str,
        artifact_path: str,
        job: str,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return one file of the artifacts that the job left in the latest successful pipeline.

        As chunks with `iterator=True`; with `streamed=True` each chunk goes to `action` instead.
        Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/{EncodedId(ref_name)}/raw/{quote(artifact_path)}",
            error=exc.GitlabGetError,
            query={"job": job},
            kwargs=kwargs,
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def delete(self, **kwargs: Any) -> None:
        """Start deleting the artifacts of all the project's jobs that may go.

        Raises GitlabDeleteError.
        """
        call = self._call(
            "DELETE", decode=decode.to_none, error=exc.GitlabDeleteError, kwargs=kwargs
        )
        return await self._run(call._replace(path=self._filled("/projects/{project_id}/artifacts")))
