"""Deployments to environments, and their approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.utils import remove_none_from_dict

if TYPE_CHECKING:
    from gitlab.v4.objects._ci_entities import Job
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import AccessLevel, DeploymentStatus, SortDirection
    from gitlab.v4.objects.environments import EnvironmentBasic
    from gitlab.v4.objects.merge_requests import ProjectDeploymentMergeRequestManager

__all__ = [
    "Deployment",
    "ProjectDeployment",
    "ProjectDeploymentCreate",
    "ProjectDeploymentFilters",
    "ProjectDeploymentManager",
    "ProjectDeploymentUpdate",
]

ReportedStatus = Literal["running", "success", "failed", "canceled"]


class ProjectDeploymentCreate(TypedDict):
    sha: str
    ref: str
    tag: bool
    status: ReportedStatus
    environment: str


class ProjectDeploymentUpdate(TypedDict, total=False):
    status: ReportedStatus


class ProjectDeploymentFilters(TypedDict, total=False):
    order_by: Literal["id", "iid", "created_at", "updated_at", "finished_at"]
    sort: SortDirection
    updated_after: str
    updated_before: str
    finished_after: str
    finished_before: str
    environment: str
    status: DeploymentStatus


class Deployment(TypedDict):
    """A deployment as lists and environments name it."""

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


class DeploymentApproval(TypedDict):
    """A user's word on a deployment."""

    user: UserBasic
    status: Literal["approved", "rejected"]
    created_at: str
    comment: str


class DeploymentApprovalRule(TypedDict):
    """Who approves, how many of them it takes, and what they said so far."""

    id: int
    user_id: int | None
    group_id: int | None
    access_level: AccessLevel | None
    access_level_description: str
    required_approvals: int
    group_inheritance_type: Literal[0, 1]
    deployment_approvals: list[DeploymentApproval]


class DeploymentApprovalSummary(TypedDict):
    """The approval rules of a deployment's environment."""

    rules: list[DeploymentApprovalRule]


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

    def approval(
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
        return self._run(
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
