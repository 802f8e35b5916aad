# Generated from src/gitlab/v4/objects/snippets.py by tools/gen_async.py; edit that file.
"""Snippets: pieces of code to share, of a user or of a project."""

from __future__ import annotations

from collections.abc import Callable, AsyncIterator
from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.aio.base import RESTObject, RESTObjectList
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin, UserAgentDetailMixin
from gitlab.utils import EncodedId, warn
from gitlab.v4.objects.snippets import (
    ProjectSnippetCreate,
    SnippetCreate,
    SnippetFileLink,
    SnippetFilters,
    SnippetUpdate,
)

if TYPE_CHECKING:
    import builtins

    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import Visibility
    from gitlab.aio.objects.award_emojis import ProjectSnippetAwardEmojiManager
    from gitlab.aio.objects.discussions import ProjectSnippetDiscussionManager
    from gitlab.aio.objects.notes import ProjectSnippetNoteManager
    from gitlab.aio.objects.repository_storage_moves import SnippetRepositoryStorageMoveManager
    from gitlab.aio._lists import ListCall

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

    async def content(
        self,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the first file's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/raw", error=exc.GitlabGetError, kwargs=kwargs)
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def file_content(
        self,
        ref: str,
        file_path: str,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return one file's bytes at a branch, tag or commit, or chunks with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/files/{EncodedId(ref)}/{EncodedId(file_path)}/raw",
            error=exc.GitlabGetError,
            kwargs=kwargs,
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class Snippet(_SnippetBase):
    """A snippet of a user."""

    repository_storage_moves: SnippetRepositoryStorageMoveManager


class SnippetManager(CRUDMixin[Snippet, SnippetCreate, SnippetUpdate, SnippetFilters]):
    """https://docs.gitlab.com/api/snippets/"""

    _path = "/snippets"
    _exclusive = (("files", "file_name"),)

    async def import_github_gists(self, personal_access_token: str, **kwargs: Any) -> None:
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
        return await self._run(call._replace(path="/import/github/gists"))

    def list_public(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> ListCall[RESTObjectList[Snippet] | builtins.list[Snippet], Snippet]:
        """Return the public snippets of all users. Raises GitlabListError."""
        return super().list(path="/snippets/public", iterator=iterator, **kwargs)

    def list_all(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> ListCall[RESTObjectList[Snippet] | builtins.list[Snippet], Snippet]:
        """Return all snippets that the current user may see. Raises GitlabListError."""
        return super().list(path="/snippets/all", iterator=iterator, **kwargs)

    def public(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> ListCall[RESTObjectList[Snippet] | builtins.list[Snippet], Snippet]:
        """Return the public snippets; deprecated for `list_public()`. Raises GitlabListError."""
        warn(
            "`gl.snippets.public()` is deprecated: call `gl.snippets.list_public()`",
            category=DeprecationWarning,
        )
        return super().list(path="/snippets/public", iterator=iterator, **kwargs)


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
