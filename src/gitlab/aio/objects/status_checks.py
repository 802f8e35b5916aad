# Generated from src/gitlab/v4/objects/status_checks.py by tools/gen_async.py; edit that file.
"""External status checks: services outside GitLab that merge requests have to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.types import RequiredOptional
from gitlab.v4.objects.status_checks import (
    ProjectExternalStatusCheckCreate,
    ProjectExternalStatusCheckUpdate,
    StatusCheckStatus,
)

if TYPE_CHECKING:
    from gitlab.v4.objects.merge_request_approvals import ProtectedBranch

__all__ = [
    "ProjectExternalStatusCheck",
    "ProjectExternalStatusCheckCreate",
    "ProjectExternalStatusCheckManager",
    "ProjectExternalStatusCheckUpdate",
    "ProjectMergeRequestStatusCheck",
    "ProjectMergeRequestStatusCheckManager",
]


class ProjectExternalStatusCheck(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A service that GitLab tells of merge requests, and the branches it is asked for."""

    id: int
    name: str
    project_id: int
    external_url: str
    protected_branches: list[ProtectedBranch]
    hmac: bool


class ProjectExternalStatusCheckManager(
    ListMixin[ProjectExternalStatusCheck],
    CreateMixin[ProjectExternalStatusCheck, ProjectExternalStatusCheckCreate],
    UpdateMixin[ProjectExternalStatusCheck, ProjectExternalStatusCheckUpdate],
    DeleteMixin[ProjectExternalStatusCheck],
):
    """https://docs.gitlab.com/api/status_checks/"""

    _path = "/projects/{project_id}/external_status_checks"
    _from_parent_attrs = {"project_id": "id"}


class ProjectMergeRequestStatusCheck(SaveMixin, RESTObject):
    """What an external service says of a merge request.

    `save()` raises AttributeError: the service itself reports, by `respond()` of the manager.
    """

    id: int
    name: str
    external_url: str
    status: StatusCheckStatus

    async def retry(self, **kwargs: Any) -> None:
        """Ask the service once more, after it said "failed". Raises GitlabRetryError."""
        return await self._run(
            self._call(
                "POST",
                "/retry",
                decode=decode.to_none,
                error=exc.GitlabRetryError,
                kwargs=kwargs,
            )
        )


class ProjectMergeRequestStatusCheckManager(ListMixin[ProjectMergeRequestStatusCheck]):
    """https://docs.gitlab.com/api/status_checks/"""

    _path = "/projects/{project_id}/merge_requests/{merge_request_iid}/status_checks"
    _response_path = (
        "/projects/{project_id}/merge_requests/{merge_request_iid}/status_check_responses"
    )
    _from_parent_attrs = {"project_id": "project_id", "merge_request_iid": "iid"}
    # There is no `update`; scripts that build one on this class find these here.
    _update_attrs = RequiredOptional(required=("sha", "external_status_check_id", "status"))
    _update_method = UpdateMethod.POST

    async def respond(
        self, external_status_check_id: int, sha: str, status: StatusCheckStatus, **kwargs: Any
    ) -> dict[str, Any]:
        """Report as the service: whether the merge request at the commit `sha` passes.

        Raises GitlabCreateError.
        """
        body = {
            "external_status_check_id": external_status_check_id,
            "sha": sha,
            "status": status,
        }
        call = self._call(
            "POST",
            decode=decode.to_dict,
            error=exc.GitlabCreateError,
            body=body,
            kwargs=kwargs,
        )
        return await self._run(call._replace(path=self._elsewhere(self._response_path)))
