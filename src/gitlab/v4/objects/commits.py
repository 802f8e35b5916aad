"""Commits: making them, what they changed, their comments and the statuses of their builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, ListMixin, RefreshMixin, RetrieveMixin

if TYPE_CHECKING:
    from gitlab._lists import GitlabList
    from gitlab.v4.objects._ci_entities import PipelineBasic
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import CIStatus, SortDirection
    from gitlab.v4.objects.discussions import ProjectCommitDiscussionManager

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


class CommitAction(TypedDict, total=False):
    """What a commit does to one file. `move` wants `previous_path`, `chmod` `execute_filemode`."""

    action: Required[Literal["create", "delete", "move", "update", "chmod"]]
    file_path: Required[str]
    previous_path: str
    content: str
    encoding: Literal["text", "base64"]
    last_commit_id: str
    execute_filemode: bool


class ProjectCommitCreate(TypedDict, total=False):
    branch: Required[str]
    commit_message: Required[str]
    start_branch: str
    start_sha: str
    start_project: int | str
    actions: Required[list[CommitAction]]
    author_email: str
    author_name: str
    stats: bool
    force: bool
    allow_empty: bool


class ProjectCommitFilters(TypedDict, total=False):
    ref_name: str
    since: str
    until: str
    path: str
    author: str
    all: bool
    with_stats: bool
    first_parent: bool
    order: Literal["default", "topo"]
    trailers: bool


class CommitStats(TypedDict):
    """How many lines a commit added and deleted."""

    additions: int
    deletions: int
    total: int


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

    def diff(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List what the commit changed, file by file. Raises GitlabGetError."""
        return self._run_list(
            listing(f"{self._own_path}/diff", {}, kwargs, error=exc.GitlabGetError)
        )

    def cherry_pick(self, branch: str, **kwargs: Any) -> dict[str, Any]:
        """Commit the same change to a branch; return the new commit.

        Raises GitlabCherryPickError.
        """
        return self._run(
            self._call(
                "POST",
                "/cherry_pick",
                decode=decode.to_dict,
                error=exc.GitlabCherryPickError,
                body={"branch": branch},
                kwargs=kwargs,
            )
        )

    def refs(self, type: str = "all", **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List the branches and tags that contain the commit, or `branch` or `tag` alone.

        Raises GitlabGetError.
        """
        return self._run_list(
            listing(f"{self._own_path}/refs", {"type": type}, kwargs, error=exc.GitlabGetError)
        )

    def merge_requests(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List the merge requests that brought the commit, as dicts. Raises GitlabGetError."""
        return self._run_list(
            listing(f"{self._own_path}/merge_requests", {}, kwargs, error=exc.GitlabGetError)
        )

    def revert(self, branch: str, **kwargs: Any) -> dict[str, Any]:
        """Commit the reverse change to a branch; return the new commit.

        Raises GitlabRevertError.
        """
        return self._run(
            self._call(
                "POST",
                "/revert",
                decode=decode.to_dict,
                error=exc.GitlabRevertError,
                body={"branch": branch},
                kwargs=kwargs,
            )
        )

    def sequence(self, **kwargs: Any) -> dict[str, Any]:
        """Return as `count` how many commits lead to this one. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                "/sequence",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    def signature(self, **kwargs: Any) -> dict[str, Any]:
        """Return the commit's signature and whether GitLab could verify it.

        Raises GitlabGetError, also for commits that are not signed.
        """
        return self._run(
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


class ProjectCommitCommentCreate(TypedDict, total=False):
    note: Required[str]
    path: str
    line: int
    line_type: Literal["new", "old"]


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


class ProjectCommitStatusCreate(TypedDict, total=False):
    state: Required[Literal["pending", "running", "success", "failed", "canceled", "skipped"]]
    ref: str
    name: str
    context: str
    target_url: str
    description: str
    coverage: float
    pipeline_id: int


class ProjectCommitStatusFilters(TypedDict, total=False):
    ref: str
    stage: str
    name: str
    pipeline_id: int
    order_by: Literal["id", "pipeline_id"]
    sort: SortDirection
    all: bool


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
