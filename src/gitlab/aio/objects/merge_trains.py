# Generated from src/gitlab/v4/objects/merge_trains.py by tools/gen_async.py; edit that file.
"""Merge trains: the merge requests that wait to be merged one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin
from gitlab.v4.objects.merge_trains import MergeTrainMergeRequest, ProjectMergeTrainFilters

if TYPE_CHECKING:
    from gitlab.v4.objects._ci_entities import PipelineBasic
    from gitlab.v4.objects._entities import UserBasic

__all__ = ["ProjectMergeTrain", "ProjectMergeTrainFilters", "ProjectMergeTrainManager"]


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
