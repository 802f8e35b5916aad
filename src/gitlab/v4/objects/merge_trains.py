"""Merge trains: the merge requests that wait to be merged one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._ci_entities import PipelineBasic
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._issuable_entities import MergeRequestState
    from gitlab.v4.objects._literals import SortDirection

__all__ = ["ProjectMergeTrain", "ProjectMergeTrainFilters", "ProjectMergeTrainManager"]


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


class ProjectMergeTrain(RESTObject):
    """A car of a merge train: a merge request with its pipeline on top of those before it."""

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


class ProjectMergeTrainManager(ListMixin[ProjectMergeTrain, ProjectMergeTrainFilters]):
    """https://docs.gitlab.com/api/merge_trains/"""

    _path = "/projects/{project_id}/merge_trains"
    _from_parent_attrs = {"project_id": "id"}
