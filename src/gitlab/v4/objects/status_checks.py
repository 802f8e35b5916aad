"""External status checks: services outside GitLab that merge requests have to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.types import Array, RequiredOptional

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


class ProjectExternalStatusCheckCreate(TypedDict, total=False):
    name: Required[str]
    external_url: Required[str]
    protected_branch_ids: Annotated[list[int], Array]
    shared_secret: str


class ProjectExternalStatusCheckUpdate(TypedDict, total=False):
    external_url: str
    name: str
    protected_branch_ids: Annotated[list[int], Array]
    shared_secret: str


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

    `save()` raises AttributeError: the service itself reports, at another address.
    """

    id: int
    name: str
    external_url: str
    status: Literal["pending", "passed", "failed"]


class ProjectMergeRequestStatusCheckManager(ListMixin[ProjectMergeRequestStatusCheck]):
    """https://docs.gitlab.com/api/status_checks/"""

    _path = "/projects/{project_id}/merge_requests/{merge_request_iid}/status_checks"
    _from_parent_attrs = {"project_id": "project_id", "merge_request_iid": "iid"}
    # There is no `update`; scripts that build one on this class find these here.
    _update_attrs = RequiredOptional(required=("sha", "external_status_check_id", "status"))
    _update_method = UpdateMethod.POST
