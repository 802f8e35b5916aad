"""Markdown uploads: the files that descriptions and comments refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = [
    "GroupMarkdownUpload",
    "GroupMarkdownUploadManager",
    "ProjectMarkdownUpload",
    "ProjectMarkdownUploadManager",
]

T = TypeVar("T", bound=RESTObject)


class Uploader(TypedDict):
    """Who uploaded a file."""

    id: int
    username: str
    public_email: str | None
    name: str


class MarkdownUploadFields:
    """The attributes of every upload."""

    id: int
    size: int
    filename: str
    created_at: str
    uploaded_by: Uploader | None


class _MarkdownUpload(ObjectDeleteMixin, MarkdownUploadFields, RESTObject):
    def download(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the file's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class _UploadedMixin(ListMixin[T], DeleteMixin[T]):
    """Files by their ids, or by what their URLs have in common."""

    def download_by_secret(
        self,
        secret: str,
        filename: str,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the bytes of a file of which the URL is known. Raises GitlabGetError."""
        call: Call[Any] = self._call(
            "GET",
            f"/{EncodedId(secret)}/{EncodedId(filename)}",
            error=exc.GitlabGetError,
            kwargs=kwargs,
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def delete_by_secret(self, secret: str, filename: str, **kwargs: Any) -> None:
        """Delete a file of which the URL is known. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                f"/{EncodedId(secret)}/{EncodedId(filename)}",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )


class GroupMarkdownUpload(_MarkdownUpload):
    """A file that was attached to something in a group, such as an epic or a comment."""


class GroupMarkdownUploadManager(_UploadedMixin[GroupMarkdownUpload]):
    """https://docs.gitlab.com/api/group_markdown_uploads/

    A file's URL, `/uploads/:secret/:filename`, has what the methods `_by_secret` take.
    """

    _path = "/groups/{group_id}/uploads"
    _from_parent_attrs = {"group_id": "id"}


class ProjectMarkdownUpload(_MarkdownUpload):
    """A file that was attached to something in a project, such as an issue or a comment."""


class ProjectMarkdownUploadManager(_UploadedMixin[ProjectMarkdownUpload]):
    """https://docs.gitlab.com/api/project_markdown_uploads/

    `project.upload()` adds a file. Its URL, `/uploads/:secret/:filename`, has what the methods
    `_by_secret` take.
    """

    _path = "/projects/{project_id}/uploads"
    _from_parent_attrs = {"project_id": "id"}
