# Generated from src/gitlab/v4/objects/status_checks.py by tools/gen_async.py; edit that file.
"""External status checks: services outside GitLab that merge requests have to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

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
