# Generated from src/gitlab/v4/objects/commits.py by tools/gen_async.py; edit that file.
"""Commits: making them, what they changed, their comments and the statuses of their builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, ListMixin, RefreshMixin, RetrieveMixin
from gitlab.v4.objects.commits import (
    CommitAction,
    CommitStats,
    ProjectCommitCommentCreate,
    ProjectCommitCreate,
    ProjectCommitFilters,
    ProjectCommitStatusCreate,
    ProjectCommitStatusFilters,
)

if TYPE_CHECKING:
    from gitlab.aio._lists import GitlabList
    from gitlab.v4.objects._ci_entities import PipelineBasic
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import CIStatus
    from gitlab.aio.objects.discussions import ProjectCommitDiscussionManager
    from gitlab.aio._lists import ListCall

__all__ = [
    "CommitAction",
    "ProjectCommit",
    "ProjectCommitComment",
    "ProjectCommitCommentCreate",
    "ProjectCommitCommentManager",
    "ProjectCommitCreate",
    "ProjectCommitFilters",
    "ProjectCommitManager",
    "ProjectCommitStatus",
    "ProjectCommitStatusCreate",
    "ProjectCommitStatusFilters",
    "ProjectCommitStatusManager",
]


class ProjectCommit(RESTObject):
    """A commit of the repository, on any branch."""

    _repr_attr = "title"

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
    stats: CommitStats
    status: CIStatus | None
    project_id: int
    last_pipeline: PipelineBasic | None

    comments: ProjectCommitCommentManager
    discussions: ProjectCommitDiscussionManager
    statuses: ProjectCommitStatusManager

    def diff(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List what the commit changed, file by file. Raises GitlabGetError."""
        return self._run_list(
            listing(f"{self._own_path}/diff", {}, kwargs, error=exc.GitlabGetError)
        )

    async def cherry_pick(self, branch: str, **kwargs: Any) -> dict[str, Any]:
        """Commit the same change to a branch; return the new commit.

        Raises GitlabCherryPickError.
        """
        return await self._run(
            self._call(
                "POST",
                "/cherry_pick",
                decode=decode.to_dict,
                error=exc.GitlabCherryPickError,
                body={"branch": branch},
                kwargs=kwargs,
            )
        )

    def refs(self, type: str = "all", **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List the branches and tags that contain the commit, or `branch` or `tag` alone.

        Raises GitlabGetError.
        """
        return self._run_list(
            listing(f"{self._own_path}/refs", {"type": type}, kwargs, error=exc.GitlabGetError)
        )

    def merge_requests(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List the merge requests that brought the commit, as dicts. Raises GitlabGetError."""
        return self._run_list(
            listing(f"{self._own_path}/merge_requests", {}, kwargs, error=exc.GitlabGetError)
        )

    async def revert(self, branch: str, **kwargs: Any) -> dict[str, Any]:
        """Commit the reverse change to a branch; return the new commit.

        Raises GitlabRevertError.
        """
        return await self._run(
            self._call(
                "POST",
                "/revert",
                decode=decode.to_dict,
                error=exc.GitlabRevertError,
                body={"branch": branch},
                kwargs=kwargs,
            )
        )

    async def sequence(self, **kwargs: Any) -> dict[str, Any]:
        """Return as `count` how many commits lead to this one. Raises GitlabGetError."""
        return await self._run(
            self._call(
                "GET",
                "/sequence",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    async def signature(self, **kwargs: Any) -> dict[str, Any]:
        """Return the commit's signature and whether GitLab could verify it.

        Raises GitlabGetError, also for commits that are not signed.
        """
        return await self._run(
            self._call(
                "GET",
                "/signature",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectCommitManager(
    RetrieveMixin[ProjectCommit, ProjectCommitFilters],
    CreateMixin[ProjectCommit, ProjectCommitCreate],
):
    """https://docs.gitlab.com/api/commits/

    `list(all=True)` asks for all pages, as everywhere. GitLab's own `all`, for the commits of all
    branches, goes through `list(query_parameters={"all": True})`.
    """

    _path = "/projects/{project_id}/repository/commits"
    _from_parent_attrs = {"project_id": "id"}


class ProjectCommitComment(RESTObject):
    """A comment on a commit, or on a line of it."""

    _id_attr = None
    _repr_attr = "note"

    note: str
    path: str | None
    line: int | None
    line_type: Literal["new", "old"] | None
    author: UserBasic
    created_at: str


class ProjectCommitCommentManager(
    ListMixin[ProjectCommitComment], CreateMixin[ProjectCommitComment, ProjectCommitCommentCreate]
):
    """https://docs.gitlab.com/api/commits/"""

    _path = "/projects/{project_id}/repository/commits/{commit_id}/comments"
    _from_parent_attrs = {"project_id": "project_id", "commit_id": "id"}


class ProjectCommitStatus(RefreshMixin, RESTObject):
    """How a job fared with a commit, be it GitLab's own or that of another CI system."""

    id: int
    sha: str
    ref: str
    status: CIStatus
    name: str
    target_url: str | None
    description: str | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    allow_failure: bool
    coverage: float | None
    pipeline_id: int
    author: UserBasic | None


class ProjectCommitStatusManager(
    ListMixin[ProjectCommitStatus, ProjectCommitStatusFilters],
    CreateMixin[ProjectCommitStatus, ProjectCommitStatusCreate],
):
    """https://docs.gitlab.com/api/commits/

    `list(query_parameters={"all": True})` gives all statuses, not the latest of each name.
    """

    _path = "/projects/{project_id}/repository/commits/{commit_id}/statuses"
    _create_path = "/projects/{project_id}/statuses/{commit_id}"
    _from_parent_attrs = {"project_id": "project_id", "commit_id": "id"}
