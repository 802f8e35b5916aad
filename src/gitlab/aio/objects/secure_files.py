# Generated from src/gitlab/v4/objects/secure_files.py by tools/gen_async.py; edit that file.
"""Secure files: certificates and keys for jobs, kept outside the repository."""

from __future__ import annotations

from typing import Any

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import DownloadMixin, NoUpdateMixin, ObjectDeleteMixin
from gitlab.v4.objects.secure_files import ProjectSecureFileCreate

__all__ = ["ProjectSecureFile", "ProjectSecureFileCreate", "ProjectSecureFileManager"]


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
