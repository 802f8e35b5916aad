"""Merge trains: the merge requests that wait to be merged one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import GetMixin, ListMixin
from gitlab.utils import EncodedId, remove_none_from_dict

if TYPE_CHECKING:
    import builtins

    from gitlab._lists import RESTObjectList
    from gitlab.v4.objects._ci_entities import PipelineBasic
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._issuable_entities import MergeRequestState
    from gitlab.v4.objects._literals import SortDirection

__all__ = [
    "ProjectMergeTrain",
    "ProjectMergeTrainFilters",
    "ProjectMergeTrainManager",
    "ProjectMergeTrainMergeRequest",
    "ProjectMergeTrainMergeRequestManager",
]


class ProjectMergeTrainFilters(TypedDict, total=False):
    scope: Literal["active", "complete"]
    sort: SortDirection


class MergeTrainMergeRequest(TypedDict):
    """The merge request in a car."""

    id: int
    iid: int
    project_id: int
    title: str
    description: str | None
    state: MergeRequestState
    created_at: str
    updated_at: str
    web_url: str


class MergeTrainCarFields:
    """The attributes of a car of a merge train."""

    id: int
    merge_request: MergeTrainMergeRequest
    user: UserBasic
    pipeline: PipelineBasic | None
    created_at: str
    updated_at: str
    target_branch: str
    status: Literal["idle", "merged", "stale", "fresh", "merging", "skip_merged"]
    merged_at: str | None
    duration: int | None


class ProjectMergeTrain(MergeTrainCarFields, RESTObject):
    """A car of a merge train: a merge request with its pipeline on top of those before it."""


class ProjectMergeTrainManager(ListMixin[ProjectMergeTrain, ProjectMergeTrainFilters]):
    """https://docs.gitlab.com/api/merge_trains/"""

    _path = "/projects/{project_id}/merge_trains"
    _from_parent_attrs = {"project_id": "id"}

    def list_branch(
        self, target_branch: str, *, iterator: bool = False, **kwargs: Any
    ) -> RESTObjectList[ProjectMergeTrain] | builtins.list[ProjectMergeTrain]:
        """Return the cars of one branch's train, as `list()` does. Raises GitlabListError."""
        path = f"{self.path}/{EncodedId(target_branch)}"
        return super().list(path=path, iterator=iterator, **kwargs)


class ProjectMergeTrainMergeRequest(MergeTrainCarFields, RESTObject):
    """The car of one merge request."""


class ProjectMergeTrainMergeRequestManager(GetMixin[ProjectMergeTrainMergeRequest]):
    """https://docs.gitlab.com/api/merge_trains/

    `get()` takes the merge request's `iid`.
    """

    _path = "/projects/{project_id}/merge_trains/merge_requests"
    _from_parent_attrs = {"project_id": "id"}

    def add(
        self,
        merge_request_iid: int,
        auto_merge: bool | None = None,
        sha: str | None = None,
        squash: bool | None = None,
        **kwargs: Any,
    ) -> builtins.list[dict[str, Any]]:
        """Put a merge request on its branch's train, or have GitLab do so when checks pass.

        `auto_merge` waits for the checks, `sha` is what the source branch has to be at. Return
        the train's cars as dicts. Raises GitlabCreateError.
        """
        body = {"auto_merge": auto_merge, "sha": sha, "squash": squash}
        return self._run(
            self._call(
                "POST",
                f"/{EncodedId(merge_request_iid)}",
                decode=decode.to_json,
                error=exc.GitlabCreateError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )
