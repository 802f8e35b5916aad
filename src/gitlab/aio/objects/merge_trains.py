# Generated from src/gitlab/v4/objects/merge_trains.py by tools/gen_async.py; edit that file.
"""Merge trains: the merge requests that wait to be merged one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetMixin, ListMixin
from gitlab.utils import EncodedId, remove_none_from_dict
from gitlab.v4.objects.merge_trains import MergeTrainCarFields, ProjectMergeTrainFilters

if TYPE_CHECKING:
    import builtins

    from gitlab.aio._lists import RESTObjectList
    from gitlab.aio._lists import ListCall

__all__ = [
    "ProjectMergeTrain",
    "ProjectMergeTrainFilters",
    "ProjectMergeTrainManager",
    "ProjectMergeTrainMergeRequest",
    "ProjectMergeTrainMergeRequestManager",
]


class ProjectMergeTrain(MergeTrainCarFields, RESTObject):
    """A car of a merge train: a merge request with its pipeline on top of those before it."""


class ProjectMergeTrainManager(ListMixin[ProjectMergeTrain, ProjectMergeTrainFilters]):
    """https://docs.gitlab.com/api/merge_trains/"""

    _path = "/projects/{project_id}/merge_trains"
    _from_parent_attrs = {"project_id": "id"}

    def list_branch(
        self, target_branch: str, *, iterator: bool = False, **kwargs: Any
    ) -> ListCall[RESTObjectList[ProjectMergeTrain] | builtins.list[ProjectMergeTrain], ProjectMergeTrain]:
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

    async def add(
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
        return await self._run(
            self._call(
                "POST",
                f"/{EncodedId(merge_request_iid)}",
                decode=decode.to_json,
                error=exc.GitlabCreateError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )
