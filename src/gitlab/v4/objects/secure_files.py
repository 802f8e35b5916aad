"""Secure files: certificates and keys for jobs, kept outside the repository."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import DownloadMixin, NoUpdateMixin, ObjectDeleteMixin
from gitlab.types import File

__all__ = ["ProjectSecureFile", "ProjectSecureFileCreate", "ProjectSecureFileManager"]


class ProjectSecureFileCreate(TypedDict):
    name: str
    file: Annotated[bytes, File]


class ProjectSecureFile(ObjectDeleteMixin, DownloadMixin, RESTObject):
    """A file that jobs can fetch; `metadata` tells of certificates and provisioning profiles."""

    id: int
    name: str
    checksum: str
    checksum_algorithm: str
    created_at: str
    expires_at: str | None
    metadata: dict[str, Any] | None
    file_extension: str


class ProjectSecureFileManager(NoUpdateMixin[ProjectSecureFile, ProjectSecureFileCreate]):
    """https://docs.gitlab.com/api/secure_files/"""

    _path = "/projects/{project_id}/secure_files"
    _from_parent_attrs = {"project_id": "id"}
