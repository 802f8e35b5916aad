# Generated from src/gitlab/v4/objects/packages.py by tools/gen_async.py; edit that file.
"""Packages of projects and groups, their files, and generic packages to upload and download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, AsyncIterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._core.flow import Flow, ask
from gitlab._download import download
from gitlab._walk import Keyset
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import DeleteMixin, DownloadMixin, GetMixin, ListMixin, ObjectDeleteMixin
from gitlab.v4.objects.packages import (
    GroupPackageFilters,
    PackageFields,
    PackagePipeline,
    ProjectPackageFileFilters,
    ProjectPackageFilters,
    ProjectPackagePipelineFilters,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import CIStatus, PipelineSource

__all__ = [
    "GenericPackage",
    "GenericPackageManager",
    "GroupPackage",
    "GroupPackageFilters",
    "GroupPackageManager",
    "ProjectPackage",
    "ProjectPackageFile",
    "ProjectPackageFileFilters",
    "ProjectPackageFileManager",
    "ProjectPackageFilters",
    "ProjectPackageManager",
    "ProjectPackagePipeline",
    "ProjectPackagePipelineFilters",
    "ProjectPackagePipelineManager",
]


class GenericPackage(RESTObject):
    """A file that was uploaded as part of a generic package.

    GitLab describes the file if `upload()` was called with `select="package_file"`.
    """

    _id_attr = "package_name"

    package_name: str
    package_version: str
    file_name: str
    path: str | None
    message: str
    id: int
    package_id: int
    created_at: str
    updated_at: str | None
    size: int
    file_store: int
    file_md5: str | None
    file_sha1: str | None
    file_sha256: str | None
    file: dict[str, str]


class GenericPackageManager(RESTManager[GenericPackage]):
    """https://docs.gitlab.com/user/packages/generic_packages/"""

    _path = "/projects/{project_id}/packages/generic"
    _obj_cls = GenericPackage
    _from_parent_attrs = {"project_id": "id"}

    async def upload(
        self,
        package_name: str,
        package_version: str,
        file_name: str,
        path: str | Path | None = None,
        select: str | None = None,
        data: bytes | IO[bytes] | Iterable[bytes] | None = None,
        **kwargs: Any,
    ) -> GenericPackage:
        """Publish a file, given as a path or as data, in a package that is made if need be.

        `file_name` may have directories; `select="package_file"` asks for the file's description;
        `progress=` is called with the bytes sent so far, and of how many.
        Raises GitlabUploadError, also when both or neither of path and data are given and when
        the file cannot be read.
        """
        call = self._call(
            "PUT",
            f"/{quote(package_name)}/{quote(package_version)}/{quote(file_name)}",
            decode=decode.to_dict,
            error=exc.GitlabUploadError,
            query={"select": select} if select else {},
            kwargs={**kwargs, "raw": True},
        )
        if path and data:
            raise exc.GitlabUploadError("File contents and file path specified")
        if not path and not data:
            raise exc.GitlabUploadError("No file contents or path specified")
        known = {
            "package_name": package_name,
            "package_version": package_version,
            "file_name": file_name,
            "path": str(path) if path else None,
        }
        return await self._run(self._upload(call, data or path, known))

    def _upload(
        self, call: Call[dict[str, Any]], source: Any, known: dict[str, Any]
    ) -> Flow[GenericPackage]:
        is_path = isinstance(source, str | Path)
        with _opened(source) if is_path else nullcontext(source) as content:
            answer = yield from ask(call._replace(body=content))
        return self._make({**known, **answer})

    async def download(
        self,
        package_name: str,
        package_version: str,
        file_name: str,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return a file's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/{quote(package_name)}/{quote(package_version)}/{quote(file_name)}",
            error=exc.GitlabGetError,
            kwargs=kwargs,
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


def _opened(path: str | Path) -> IO[bytes]:
    try:
        return open(path, "rb")
    except OSError as error:
        raise exc.GitlabUploadError(f"Failed to read package file {path}") from error


class ProjectPackage(ObjectDeleteMixin, PackageFields, RESTObject):
    """A version of a package in a project's registry."""

    package_files: ProjectPackageFileManager
    pipelines: ProjectPackagePipelineManager


class ProjectPackageManager(
    ListMixin[ProjectPackage, ProjectPackageFilters],
    GetMixin[ProjectPackage],
    DeleteMixin[ProjectPackage],
):
    """https://docs.gitlab.com/api/packages/"""

    _path = "/projects/{project_id}/packages"
    _from_parent_attrs = {"project_id": "id"}


class GroupPackage(PackageFields, RESTObject):
    """A version of a package in a project of a group."""

    pipelines: list[PackagePipeline]


class GroupPackageManager(ListMixin[GroupPackage, GroupPackageFilters]):
    """https://docs.gitlab.com/api/packages/"""

    _path = "/groups/{group_id}/packages"
    _from_parent_attrs = {"group_id": "id"}


class ProjectPackageFile(DownloadMixin, ObjectDeleteMixin, RESTObject):
    """A file of a package."""

    id: int
    package_id: int
    created_at: str
    file_name: str
    size: int
    file_md5: str | None
    file_sha1: str | None
    file_sha256: str | None
    pipelines: list[PackagePipeline]


class ProjectPackageFileManager(
    DeleteMixin[ProjectPackageFile], ListMixin[ProjectPackageFile, ProjectPackageFileFilters]
):
    """https://docs.gitlab.com/api/packages/"""

    _path = "/projects/{project_id}/packages/{package_id}/package_files"
    _from_parent_attrs = {"project_id": "project_id", "package_id": "id"}


class ProjectPackagePipeline(RESTObject):
    """A pipeline that published a package. GitLab pages them by `cursor`."""

    id: int
    iid: int
    project_id: int
    sha: str
    ref: str
    status: CIStatus
    source: PipelineSource
    created_at: str
    updated_at: str | None
    web_url: str
    user: UserBasic


class ProjectPackagePipelineManager(
    ListMixin[ProjectPackagePipeline, ProjectPackagePipelineFilters]
):
    """https://docs.gitlab.com/api/packages/"""

    _path = "/projects/{project_id}/packages/{package_id}/pipelines"
    _from_parent_attrs = {"project_id": "project_id", "package_id": "id"}
    _paging = Keyset(sort=("desc",))
