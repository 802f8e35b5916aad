"""Files in a repository: their content at a branch, tag or commit, and commits that change one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._core.values import CaseInsensitiveDict
from gitlab._download import download
from gitlab._listing import listing
from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DeleteMixin, ObjectDeleteMixin, SaveMixin, UpdateMixin
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab._lists import GitlabList

__all__ = ["ProjectFile", "ProjectFileCreate", "ProjectFileManager", "ProjectFileUpdate"]

FileEncoding = Literal["text", "base64"]


class ProjectFileCreate(TypedDict, total=False):
    file_path: Required[str]
    branch: Required[str]
    content: Required[str]
    commit_message: Required[str]
    author_email: str
    author_name: str
    encoding: FileEncoding
    execute_filemode: bool
    start_branch: str


class ProjectFileUpdate(TypedDict, total=False):
    file_path: Required[str]
    branch: Required[str]
    content: Required[str]
    commit_message: Required[str]
    author_email: str
    author_name: str
    encoding: FileEncoding
    execute_filemode: bool
    last_commit_id: str
    start_branch: str


class ProjectFile(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A file at a branch, tag or commit.

    GitLab answers `create` and `save()` with `file_path` and `branch` only.
    """

    _id_attr = "file_path"
    _repr_attr = "file_path"

    file_name: str
    file_path: str
    size: int
    encoding: FileEncoding
    content: str
    content_sha256: str
    ref: str
    blob_id: str
    commit_id: str
    last_commit_id: str
    execute_filemode: bool
    branch: str

    def decode(self) -> bytes:
        """The content's bytes: GitLab answers it in Base64."""
        from base64 import b64decode

        return b64decode(self.content)

    def save(  # type: ignore[override]
        self, branch: str, commit_message: str, start_branch: str | None = None, **kwargs: Any
    ) -> None:
        """Commit the content to a branch, which `start_branch` creates from another one.

        GitLab takes the content as text, also if it was answered in Base64 and not changed: pass
        `encoding="base64"` then. Raises GitlabUpdateError.
        """
        commit = {"branch": branch, "commit_message": commit_message, "start_branch": start_branch}
        sent = {"content": self.content, **self._changes(), **commit}
        answer: dict[str, Any] = self.manager.update(self.file_path, sent, **kwargs)
        self._update_attrs(answer)

    def delete(self, branch: str, commit_message: str, **kwargs: Any) -> None:  # type: ignore[override]
        """Commit the file's removal to a branch. Raises GitlabDeleteError."""
        self.manager.delete(self.file_path, branch, commit_message, **kwargs)


class ProjectFileManager(
    CreateMixin[ProjectFile, ProjectFileCreate],
    UpdateMixin[ProjectFile, ProjectFileUpdate],
    DeleteMixin[ProjectFile],
):
    """https://docs.gitlab.com/api/repository_files/"""

    _path = "/projects/{project_id}/repository/files"
    _from_parent_attrs = {"project_id": "id"}

    def get(self, file_path: str, ref: str, **kwargs: Any) -> ProjectFile:
        """Return the file at a branch, tag or commit. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                f"/{EncodedId(file_path)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                query={"ref": ref},
                kwargs=kwargs,
            )
        )

    def head(self, file_path: str, ref: str, **kwargs: Any) -> CaseInsensitiveDict:
        """Return the headers of a GET, which tell all of the file but its content.

        Raises GitlabHeadError.
        """
        return self._run(self._head(f"/{EncodedId(file_path)}", ref, kwargs))

    def head_blame(self, file_path: str, ref: str, **kwargs: Any) -> CaseInsensitiveDict:
        """Return the same headers as `head()`, of the file that `blame()` is about.

        Raises GitlabHeadError.
        """
        return self._run(self._head(f"/{EncodedId(file_path)}/blame", ref, kwargs))

    def _head(self, suffix: str, ref: str, kwargs: dict[str, Any]) -> Call[CaseInsensitiveDict]:
        return self._call(
            "HEAD",
            suffix,
            decode=decode.to_headers,
            error=exc.GitlabHeadError,
            query={"ref": ref},
            kwargs=kwargs,
        )

    def update(  # type: ignore[override]
        self, file_path: str, new_data: ProjectFileUpdate | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Commit new content for the file. Raises GitlabUpdateError."""
        body = {**(new_data or {}), "file_path": file_path}
        return self._run(self._update(file_path, body, kwargs))

    def delete(  # type: ignore[override]
        self, file_path: str, branch: str, commit_message: str, **kwargs: Any
    ) -> None:
        """Commit the file's removal to a branch. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                f"/{EncodedId(file_path)}",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                query={"branch": branch, "commit_message": commit_message},
                kwargs=kwargs,
            )
        )

    def raw(
        self,
        file_path: str,
        ref: str | None = None,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the file's bytes, at the default branch if no `ref` is given.

        With `iterator=True` chunks come instead; with `streamed=True` each goes to `action`.
        Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/{EncodedId(file_path)}/raw",
            error=exc.GitlabGetError,
            query={} if ref is None else {"ref": ref},
            kwargs=kwargs,
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def blame(self, file_path: str, ref: str, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List ranges of lines, each with the commit that wrote it. Raises GitlabListError."""
        return self._run_list(
            listing(
                f"{self.path}/{EncodedId(file_path)}/blame",
                {"ref": ref},
                kwargs,
                error=exc.GitlabListError,
            )
        )

    def _create_call(self, data: Any, kwargs: dict[str, Any]) -> Call[ProjectFile]:
        """GitLab knows the new file by its path in the URL."""
        call = super()._create_call(data, kwargs)
        body = dict(call.body)
        file_path = body.pop("file_path")
        return call._replace(path=f"{call.path}/{EncodedId(file_path)}", body=body)
