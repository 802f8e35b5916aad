"""Snippets: pieces of code to share, of a user or of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.base import RESTObject, RESTObjectList
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin, UserAgentDetailMixin
from gitlab.utils import EncodedId, warn

if TYPE_CHECKING:
    import builtins

    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import Visibility
    from gitlab.v4.objects.award_emojis import ProjectSnippetAwardEmojiManager
    from gitlab.v4.objects.discussions import ProjectSnippetDiscussionManager
    from gitlab.v4.objects.notes import ProjectSnippetNoteManager
    from gitlab.v4.objects.repository_storage_moves import SnippetRepositoryStorageMoveManager

__all__ = [
    "ProjectSnippet",
    "ProjectSnippetCreate",
    "ProjectSnippetManager",
    "Snippet",
    "SnippetCreate",
    "SnippetFilters",
    "SnippetManager",
    "SnippetUpdate",
]


class SnippetFile(TypedDict):
    """A file of a new snippet."""

    file_path: str
    content: str


class SnippetFileChange(TypedDict, total=False):
    """What is done to one file of a snippet. `move` wants `previous_path`."""

    action: Required[Literal["create", "update", "delete", "move"]]
    file_path: str
    previous_path: str
    content: str


class SnippetCreate(TypedDict, total=False):
    """`files`, or `file_name` with `content`."""

    title: Required[str]
    file_name: str
    content: str
    description: str
    visibility: Visibility
    files: list[SnippetFile]


class SnippetUpdate(TypedDict, total=False):
    """A snippet of several files takes `files` only."""

    title: str
    file_name: str
    description: str
    content: str
    visibility: Visibility
    files: list[SnippetFileChange]


class SnippetFilters(TypedDict, total=False):
    created_after: str
    created_before: str


class SnippetFileLink(TypedDict):
    """A file of a snippet and where it can be had."""

    path: str
    raw_url: str


class _SnippetBase(UserAgentDetailMixin, SaveMixin, ObjectDeleteMixin, RESTObject):
    """A snippet, be it a user's or a project's. What `content` is set to, `save()` sends."""

    _repr_attr = "title"

    id: int
    title: str
    description: str | None
    visibility: Visibility
    author: UserBasic | None
    created_at: str
    updated_at: str
    project_id: int | None
    web_url: str
    raw_url: str
    ssh_url_to_repo: str
    http_url_to_repo: str
    file_name: str
    files: list[SnippetFileLink]
    imported: bool
    imported_from: str
    repository_storage: str

    def content(
        self,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the first file's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/raw", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def file_content(
        self,
        ref: str,
        file_path: str,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return one file's bytes at a branch, tag or commit, or chunks with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/files/{EncodedId(ref)}/{EncodedId(file_path)}/raw",
            error=exc.GitlabGetError,
            kwargs=kwargs,
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class Snippet(_SnippetBase):
    """A snippet of a user."""

    repository_storage_moves: SnippetRepositoryStorageMoveManager


class SnippetManager(CRUDMixin[Snippet, SnippetCreate, SnippetUpdate, SnippetFilters]):
    """https://docs.gitlab.com/api/snippets/"""

    _path = "/snippets"
    _exclusive = (("files", "file_name"),)

    def import_github_gists(self, personal_access_token: str, **kwargs: Any) -> None:
        """Start importing the gists of the GitHub user who has this token.

        Raises GitlabImportError.
        """
        call = self._call(
            "POST",
            decode=decode.to_none,
            error=exc.GitlabImportError,
            body={"personal_access_token": personal_access_token},
            kwargs=kwargs,
        )
        return self._run(call._replace(path="/import/github/gists"))

    def list_public(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> RESTObjectList[Snippet] | builtins.list[Snippet]:
        """Return the public snippets of all users. Raises GitlabListError."""
        return super().list(path="/snippets/public", iterator=iterator, **kwargs)

    def list_all(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> RESTObjectList[Snippet] | builtins.list[Snippet]:
        """Return all snippets that the current user may see. Raises GitlabListError."""
        return super().list(path="/snippets/all", iterator=iterator, **kwargs)

    def public(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> RESTObjectList[Snippet] | builtins.list[Snippet]:
        """Return the public snippets; deprecated for `list_public()`. Raises GitlabListError."""
        warn(
            "`gl.snippets.public()` is deprecated: call `gl.snippets.list_public()`",
            category=DeprecationWarning,
        )
        return super().list(path="/snippets/public", iterator=iterator, **kwargs)


class ProjectSnippetCreate(TypedDict, total=False):
    """`files`, or `file_name` with `content`."""

    title: Required[str]
    visibility: Required[Visibility]
    content: str
    description: str
    file_name: str
    files: list[SnippetFile]


class ProjectSnippet(_SnippetBase):
    """A snippet of a project."""

    awardemojis: ProjectSnippetAwardEmojiManager
    discussions: ProjectSnippetDiscussionManager
    notes: ProjectSnippetNoteManager


class ProjectSnippetManager(CRUDMixin[ProjectSnippet, ProjectSnippetCreate, SnippetUpdate]):
    """https://docs.gitlab.com/api/project_snippets/"""

    _path = "/projects/{project_id}/snippets"
    _from_parent_attrs = {"project_id": "id"}
    _exclusive = (("files", "file_name"),)
