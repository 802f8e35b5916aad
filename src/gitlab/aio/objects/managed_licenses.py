# Generated from src/gitlab/v4/objects/managed_licenses.py by tools/gen_async.py; edit that file.
"""Managed licenses: which licenses a project's dependencies may have."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin, UpdateMethod
from gitlab.v4.objects.managed_licenses import (
    LicenseApproval,
    ProjectManagedLicenseCreate,
    ProjectManagedLicenseUpdate,
)

__all__ = [
    "ProjectManagedLicense",
    "ProjectManagedLicenseCreate",
    "ProjectManagedLicenseManager",
    "ProjectManagedLicenseUpdate",
]


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
