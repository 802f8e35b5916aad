"""Merge request dependencies: merge requests that have to be merged before another one."""

from __future__ import annotations

from typing import Any, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin, NoUpdateMixin, ObjectDeleteMixin

__all__ = [
    "ProjectMergeRequestBlock",
    "ProjectMergeRequestBlockCreate",
    "ProjectMergeRequestBlockManager",
    "ProjectMergeRequestBlockee",
    "ProjectMergeRequestBlockeeManager",
]


class MergeRequestDependencyFields:
    """The attributes of a dependency: what has to come first, and what waits for it."""

    id: int
    blocking_merge_request: dict[str, Any] | None
    blocked_merge_request: dict[str, Any] | None
    project_id: int


class ProjectMergeRequestBlockCreate(TypedDict, total=False):
    """The merge request to wait for, by its id, or by its iid and project."""

    blocking_merge_request_id: int
    blocking_merge_request_iid: int
    blocking_project_id: int | str


class ProjectMergeRequestBlock(ObjectDeleteMixin, MergeRequestDependencyFields, RESTObject):
    """That a merge request waits for another one. `delete()` lets it go ahead."""


class ProjectMergeRequestBlockManager(
    NoUpdateMixin[ProjectMergeRequestBlock, ProjectMergeRequestBlockCreate]
):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/blocks"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
    _exclusive = (("blocking_merge_request_id", "blocking_merge_request_iid"),)


class ProjectMergeRequestBlockee(MergeRequestDependencyFields, RESTObject):
    """That another merge request waits for this one."""


class ProjectMergeRequestBlockeeManager(ListMixin[ProjectMergeRequestBlockee]):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/blockees"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
