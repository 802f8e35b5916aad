"""Jobs: what runners do in a pipeline, with logs and artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict
from urllib.parse import quote

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab._listing import listing
from gitlab._waiting import growing_log
from gitlab._walk import Keyset
from gitlab.base import RESTObject
from gitlab.mixins import RefreshMixin, RetrieveMixin, WaitMixin
from gitlab.types import Array
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects._fields import JobFields
from gitlab.v4.objects._literals import FinalCIStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gitlab._core.values import Call, Response
    from gitlab._lists import GitlabList
    from gitlab.v4.objects._literals import CIStatus, SortDirection

__all__ = ["ProjectJob", "ProjectJobFilters", "ProjectJobManager"]


class ProjectJobFilters(TypedDict, total=False):
    scope: Annotated[list[CIStatus], Array]
    order_by: Literal["id"]
    ref: str
    sort: SortDirection


class ProjectJob(WaitMixin[FinalCIStatus], RefreshMixin, JobFields, RESTObject):
    """A job of a pipeline. GitLab's list of its artifacts is `attributes["artifacts"]`."""

    def cancel(self, **kwargs: Any) -> dict[str, Any]:
        """Cancel the job and return it as it is afterwards. Raises GitlabJobCancelError."""
        return self._run(self._post("cancel", exc.GitlabJobCancelError, kwargs))

    def retry(self, **kwargs: Any) -> dict[str, Any]:
        """Start the job anew and return the new job. Raises GitlabJobRetryError."""
        return self._run(self._post("retry", exc.GitlabJobRetryError, kwargs))

    def play(self, **kwargs: Any) -> None:
        """Start the manual job. Raises GitlabJobPlayError."""
        self._update_attrs(self._run(self._post("play", exc.GitlabJobPlayError, kwargs)))

    def _post(
        self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with a job."""
        return self._call("POST", f"/{action}", decode=decode.to_dict, error=error, kwargs=kwargs)

    def erase(self, **kwargs: Any) -> None:
        """Delete the job's log and artifacts. Raises GitlabJobEraseError."""
        return self._run(
            self._call(
                "POST",
                "/erase",
                decode=decode.to_none,
                error=exc.GitlabJobEraseError,
                kwargs=kwargs,
            )
        )

    def keep_artifacts(self, **kwargs: Any) -> None:
        """Keep the job's artifacts beyond their expiry. Raises GitlabCreateError."""
        return self._run(
            self._call(
                "POST",
                "/artifacts/keep",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )

    def delete_artifacts(self, **kwargs: Any) -> None:
        """Delete the job's artifacts. Raises GitlabCreateError."""
        return self._run(
            self._call(
                "DELETE",
                "/artifacts",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )

    def artifacts(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the archive of the job's artifacts, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/artifacts", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def artifact(
        self,
        path: str,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return one file of the job's artifacts, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET", f"/artifacts/{quote(path)}", error=exc.GitlabGetError, kwargs=kwargs
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def trace(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the job's log so far, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/trace", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def follow_trace(self, *, poll: float = 3.0, **kwargs: Any) -> Iterator[bytes]:
        """Give the job's log as it grows, in parts, until the job is over.

        `poll` is the pause between two looks, in seconds. The object then has what GitLab told
        of the job last. Raises GitlabGetError.
        """
        error = exc.GitlabGetError
        look: Call[dict[str, Any]] = self._call(
            "GET", decode=decode.to_dict, error=error, kwargs=kwargs
        )
        trace: Call[Response] = self._call(
            "GET", "/trace", decode=lambda response: response, error=error, kwargs=kwargs
        )
        parts: Iterator[bytes] = self.manager.gitlab._emitted(
            growing_log(look, trace, self._is_over, poll)
        )
        return parts

    def _is_over(self, attrs: dict[str, Any]) -> bool:
        self._update_attrs(attrs)
        return self._is_final(self._state_in(attrs))

    def artifacts_tree(
        self, path: str | None = None, recursive: bool | None = None, **kwargs: Any
    ) -> GitlabList | list[dict[str, Any]]:
        """List files and directories in the artifacts, or below `path`, paged as by `list()`.

        Raises GitlabListError.
        """
        query = remove_none_from_dict({"path": path, "recursive": recursive})
        return self._run_list(
            listing(f"{self._own_path}/artifacts/tree", query, kwargs, error=exc.GitlabListError)
        )


class ProjectJobManager(RetrieveMixin[ProjectJob, ProjectJobFilters]):
    """https://docs.gitlab.com/api/jobs/"""

    _path = "/projects/{project_id}/jobs"
    _from_parent_attrs = {"project_id": "id"}
    _paging = Keyset(sort=("desc",))
