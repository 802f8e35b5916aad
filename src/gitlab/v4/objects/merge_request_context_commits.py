"""Context commits: commits shown beside those of a merge request, to explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import ListMixin

if TYPE_CHECKING:
    import builtins

__all__ = ["ProjectMergeRequestContextCommit", "ProjectMergeRequestContextCommitManager"]


class ProjectMergeRequestContextCommit(RESTObject):
    """A commit that a merge request builds on. `project.commits` has more to do with it."""

    id: str
    short_id: str
    created_at: str
    parent_ids: list[str]
    title: str
    message: str
    author_name: str
    author_email: str
    authored_date: str
    committer_name: str
    committer_email: str
    committed_date: str
    trailers: dict[str, str]
    extended_trailers: dict[str, list[str]]
    web_url: str


class ProjectMergeRequestContextCommitManager(ListMixin[ProjectMergeRequestContextCommit]):
    """https://docs.gitlab.com/api/merge_request_context_commits/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/context_commits"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}

    def add(self, commits: builtins.list[str], **kwargs: Any) -> builtins.list[dict[str, Any]]:
        """Show commits, named by their SHA, beside the merge request's; return them as dicts.

        Raises GitlabCreateError.
        """
        return self._run(
            self._call(
                "POST",
                decode=decode.to_json,
                error=exc.GitlabCreateError,
                body={"commits": commits},
                kwargs=kwargs,
            )
        )

    def remove(self, commits: builtins.list[str], **kwargs: Any) -> None:
        """Show commits, named by their SHA, no longer. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                query={"commits[]": commits},
                kwargs=kwargs,
            )
        )
