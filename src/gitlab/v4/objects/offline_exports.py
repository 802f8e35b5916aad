"""Offline exports: groups and projects written to object storage, for a GitLab elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, RefreshMixin, RetrieveMixin, WaitMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import SortDirection

__all__ = [
    "OfflineExport",
    "OfflineExportCreate",
    "OfflineExportFilters",
    "OfflineExportManager",
]

OfflineExportStatus = Literal["created", "started", "finished", "failed"]
FinalOfflineExportStatus = Literal["finished", "failed"]


class AWSStorage(TypedDict, total=False):
    """A bucket of AWS S3, and who may write to it."""

    aws_access_key_id: Required[str]
    aws_secret_access_key: Required[str]
    region: Required[str]
    path_style: bool


class S3CompatibleStorage(AWSStorage, total=False):
    """A bucket of a service that speaks as AWS S3 does."""

    endpoint: Required[str]


class ExportedEntity(TypedDict):
    """A group or project."""

    full_path: str


class OfflineExportCreate(TypedDict, total=False):
    """One of the two configurations is wanted."""

    bucket: Required[str]
    source_hostname: Required[str]
    aws_s3_configuration: AWSStorage
    s3_compatible_configuration: S3CompatibleStorage
    entities: Required[list[ExportedEntity]]


class OfflineExportFilters(TypedDict, total=False):
    sort: SortDirection
    status: OfflineExportStatus


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
