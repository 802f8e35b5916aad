# Generated from src/gitlab/v4/objects/repositories.py by tools/gen_async.py; edit that file.
"""The Git repository of a project: its tree, blobs, archives, comparisons and submodules."""

from __future__ import annotations

from collections.abc import Callable, AsyncIterator
from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab._listing import listing
from gitlab.aio.base import RESTObject
from gitlab.utils import EncodedId, remove_none_from_dict

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.aio._lists import GitlabList
    from gitlab.aio._lists import ListCall

__all__ = ["RepositoryMixin"]


class RepositoryMixin(RESTObject):
    """A project, as the owner of a Git repository: https://docs.gitlab.com/api/repositories/"""

    async def update_submodule(
        self, submodule: str, branch: str, commit_sha: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Commit a new target for the submodule at the path `submodule`; return the commit.

        `commit_message` may be given too. Raises GitlabUpdateError.
        """
        body = {"branch": branch, "commit_sha": commit_sha}
        if "commit_message" in kwargs:
            body["commit_message"] = kwargs.pop("commit_message")
        return await self._run(
            self._call(
                "PUT",
                f"/repository/submodules/{EncodedId(submodule)}",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body=body,
                kwargs=kwargs,
            )
        )

    def repository_tree(
        self, path: str = "", ref: str = "", recursive: bool = False, **kwargs: Any
    ) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List files and directories of a directory, at a branch, tag or commit.

        Pages as `list()` does. Raises GitlabGetError.
        """
        query: dict[str, Any] = {"recursive": recursive}
        if path:
            query["path"] = path
        if ref:
            query["ref"] = ref
        return self._run_list(
            listing(f"{self._own_path}/repository/tree", query, kwargs, error=exc.GitlabGetError)
        )

    async def repository_blob(self, sha: str, **kwargs: Any) -> dict[str, Any]:
        """Return a blob: its size, and its content in Base64. Raises GitlabGetError."""
        return await self._run(
            self._call(
                "GET",
                f"/repository/blobs/{EncodedId(sha)}",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    async def repository_raw_blob(
        self,
        sha: str,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the content of a blob, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET",
            f"/repository/blobs/{EncodedId(sha)}/raw",
            error=exc.GitlabGetError,
            kwargs=kwargs,
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def repository_compare(self, from_: str, to: str, **kwargs: Any) -> dict[str, Any]:
        """Return the commits and diffs between two branches, tags or commits.

        Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                "/repository/compare",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                query={"from": from_, "to": to},
                kwargs=kwargs,
            )
        )

    def repository_contributors(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List who committed to the repository, and how much. Raises GitlabGetError."""
        return self._run_list(
            listing(
                f"{self._own_path}/repository/contributors", {}, kwargs, error=exc.GitlabGetError
            )
        )

    async def repository_archive(
        self,
        sha: str | None = None,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        format: str | None = None,
        path: str | None = None,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return an archive of the repository or of the directory `path`, at the commit `sha`.

        `format` is `tar.gz` (GitLab's default), `tar.bz2`, `zip` or another. With `iterator=True`
        chunks come instead; with `streamed=True` each goes to `action`. Raises GitlabListError.
        """
        query = {name: value for name, value in (("sha", sha), ("path", path)) if value}
        call: Call[Any] = self._call(
            "GET",
            f"/repository/archive.{format}" if format else "/repository/archive",
            error=exc.GitlabListError,
            query=query,
            kwargs=kwargs,
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def repository_merge_base(self, refs: list[str], **kwargs: Any) -> dict[str, Any]:
        """Return the last commit that the given branches, tags or commits have in common.

        Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                "/repository/merge_base",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                query={"refs[]": refs},
                kwargs=kwargs,
            )
        )

    async def delete_merged_branches(self, **kwargs: Any) -> None:
        """Delete the branches that are merged into the default branch, save protected ones.

        Raises GitlabDeleteError.
        """
        return await self._run(
            self._call(
                "DELETE",
                "/repository/merged_branches",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    async def repository_changelog(
        self,
        version: str,
        *,
        from_: str | None = None,
        to: str | None = None,
        date: str | None = None,
        trailer: str | None = None,
        config_file: str | None = None,
        config_file_ref: str | None = None,
        **kwargs: Any,
    ) -> str:
        """Return what a changelog would say of the commits from `from_` to `to`, in Markdown.

        Commits with the Git trailer `trailer` count, `Changelog` by default. `date` is that of
        the release (ISO 8601). Raises GitlabGetError.
        """
        query = {
            "version": version,
            "from": from_,
            "to": to,
            "date": date,
            "trailer": trailer,
            "config_file": config_file,
            "config_file_ref": config_file_ref,
        }
        return await self._run(
            self._call(
                "GET",
                "/repository/changelog",
                decode=lambda response: str(decode.to_dict(response)["notes"]),
                error=exc.GitlabGetError,
                query=remove_none_from_dict(query),
                kwargs=kwargs,
            )
        )

    async def update_changelog(
        self,
        version: str,
        *,
        from_: str | None = None,
        to: str | None = None,
        date: str | None = None,
        trailer: str | None = None,
        config_file: str | None = None,
        config_file_ref: str | None = None,
        branch: str | None = None,
        file: str | None = None,
        message: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Commit what a changelog says of the commits from `from_` to `to` to its file.

        That is CHANGELOG.md on the default branch, or `file` on `branch`. Raises
        GitlabCreateError.
        """
        body = {
            "version": version,
            "from": from_,
            "to": to,
            "date": date,
            "trailer": trailer,
            "config_file": config_file,
            "config_file_ref": config_file_ref,
            "branch": branch,
            "file": file,
            "message": message,
        }
        return await self._run(
            self._call(
                "POST",
                "/repository/changelog",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )

    async def repository_health(self, generate: bool | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return how well the repository is packed; `generate=True` looks anew.

        Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                "/repository/health",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                query=remove_none_from_dict({"generate": generate}),
                kwargs=kwargs,
            )
        )
