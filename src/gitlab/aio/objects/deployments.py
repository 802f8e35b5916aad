# Generated from src/gitlab/v4/objects/deployments.py by tools/gen_async.py; edit that file.
"""Deployments to environments, and their approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects.deployments import (
    Deployment,
    DeploymentApproval,
    DeploymentApprovalSummary,
    ProjectDeploymentCreate,
    ProjectDeploymentFilters,
    ProjectDeploymentUpdate,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._ci_entities import Job
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import DeploymentStatus
    from gitlab.v4.objects.environments import EnvironmentBasic
    from gitlab.aio.objects.merge_requests import ProjectDeploymentMergeRequestManager

__all__ = [
    "Deployment",
    "ProjectDeployment",
    "ProjectDeploymentCreate",
    "ProjectDeploymentFilters",
    "ProjectDeploymentManager",
    "ProjectDeploymentUpdate",
]


class ProjectDeployment(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A commit that was deployed to an environment, or is being deployed."""

    id: int
    iid: int
    ref: str
    sha: str
    created_at: str
    updated_at: str
    user: UserBasic
    environment: EnvironmentBasic
    deployable: Job | None
    status: DeploymentStatus
    pending_approval_count: int
    approvals: list[DeploymentApproval]
    approval_summary: DeploymentApprovalSummary

    mergerequests: ProjectDeploymentMergeRequestManager

    async def approval(
        self,
        status: str,
        comment: str | None = None,
        represented_as: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Approve or reject the deployment: `status` is "approved" or "rejected".

        `represented_as` names the user, group or role to speak for, where there are several.
        Raises GitlabDeploymentApprovalError.
        """
        body = {"status": status, "comment": comment, "represented_as": represented_as}
        return await self._run(
            self._call(
                "POST",
                "/approval",
                decode=decode.to_dict,
                error=exc.GitlabDeploymentApprovalError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )


class ProjectDeploymentManager(
    RetrieveMixin[ProjectDeployment, ProjectDeploymentFilters],
    CreateMixin[ProjectDeployment, ProjectDeploymentCreate],
    UpdateMixin[ProjectDeployment, ProjectDeploymentUpdate],
    DeleteMixin[ProjectDeployment],
):
    """https://docs.gitlab.com/api/deployments/"""

    _path = "/projects/{project_id}/deployments"
    _from_parent_attrs = {"project_id": "id"}
    _shapes = {"list": Deployment}
