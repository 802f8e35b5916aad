# Generated from src/gitlab/v4/objects/merge_request_dependencies.py by tools/gen_async.py; edit that file.
"""Merge request dependencies: merge requests that have to be merged before another one."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin, NoUpdateMixin, ObjectDeleteMixin
from gitlab.v4.objects.merge_request_dependencies import (
    MergeRequestDependencyFields,
    ProjectMergeRequestBlockCreate,
)

__all__ = [
    "ProjectMergeRequestBlock",
    "ProjectMergeRequestBlockCreate",
    "ProjectMergeRequestBlockManager",
    "ProjectMergeRequestBlockee",
    "ProjectMergeRequestBlockeeManager",
]


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
