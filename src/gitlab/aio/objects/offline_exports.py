# Generated from src/gitlab/v4/objects/offline_exports.py by tools/gen_async.py; edit that file.
"""Offline exports: groups and projects written to object storage, for a GitLab elsewhere."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, RefreshMixin, RetrieveMixin, WaitMixin
from gitlab.v4.objects.offline_exports import (
    FinalOfflineExportStatus,
    OfflineExportCreate,
    OfflineExportFilters,
    OfflineExportStatus,
)


__all__ = [
    "OfflineExport",
    "OfflineExportCreate",
    "OfflineExportFilters",
    "OfflineExportManager",
]


class OfflineExport(WaitMixin[FinalOfflineExportStatus], RefreshMixin, RESTObject):
    """An export, and how far it is."""

    id: int
    status: OfflineExportStatus


class OfflineExportManager(
    RetrieveMixin[OfflineExport, OfflineExportFilters],
    CreateMixin[OfflineExport, OfflineExportCreate],
):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    An experiment: GitLab's document does not say what else an export has.
    """

    _path = "/offline_exports"
    _exclusive = (("aws_s3_configuration", "s3_compatible_configuration"),)
