"""Managed licenses: which licenses a project's dependencies may have."""

from __future__ import annotations

from typing import Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin, UpdateMethod

__all__ = [
    "ProjectManagedLicense",
    "ProjectManagedLicenseCreate",
    "ProjectManagedLicenseManager",
    "ProjectManagedLicenseUpdate",
]

LicenseApproval = Literal["allowed", "denied"]


class ProjectManagedLicenseCreate(TypedDict):
    name: str
    approval_status: LicenseApproval


class ProjectManagedLicenseUpdate(TypedDict, total=False):
    name: str
    approval_status: LicenseApproval


class ProjectManagedLicense(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A license that is allowed or denied."""

    _repr_attr = "name"

    id: int
    name: str
    approval_status: LicenseApproval


class ProjectManagedLicenseManager(
    CRUDMixin[ProjectManagedLicense, ProjectManagedLicenseCreate, ProjectManagedLicenseUpdate]
):
    """https://docs.gitlab.com/api/managed_licenses/

    Licenses are known by id or name. GitLab has deprecated it: policies take its place.
    """

    _path = "/projects/{project_id}/managed_licenses"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH
