"""Dependency list exports: the dependencies of a project or group as a file."""

from __future__ import annotations

from typing import Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DownloadMixin, GetMixin, RefreshMixin

__all__ = [
    "DependencyListExport",
    "DependencyListExportManager",
    "GroupDependencyListExport",
    "GroupDependencyListExportCreate",
    "GroupDependencyListExportManager",
    "PipelineDependencyListExport",
    "PipelineDependencyListExportCreate",
    "PipelineDependencyListExportManager",
    "ProjectDependencyListExport",
    "ProjectDependencyListExportCreate",
    "ProjectDependencyListExportManager",
]


class DependencyListExportFields:
    """The attributes of every export; `self` and `download` are its addresses."""

    id: int
    has_finished: bool


class DependencyListExport(DownloadMixin, RefreshMixin, DependencyListExportFields, RESTObject):
    """An export: `refresh()` until `has_finished`, then `download()` gives the file."""


class DependencyListExportManager(GetMixin[DependencyListExport]):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/dependency_list_exports"


class GroupDependencyListExportCreate(TypedDict, total=False):
    send_email: bool
    export_type: Literal["json_array", "csv"]


class GroupDependencyListExport(DependencyListExportFields, RESTObject):
    """An export that was started. `gl.dependency_list_exports.get(export.id)` follows it."""


class GroupDependencyListExportManager(
    CreateMixin[GroupDependencyListExport, GroupDependencyListExportCreate]
):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/groups/{group_id}/dependency_list_exports"
    _from_parent_attrs = {"group_id": "id"}


class ProjectDependencyListExportCreate(TypedDict, total=False):
    send_email: bool
    export_type: Literal["dependency_list", "csv", "cyclonedx_1_6_json"]


class ProjectDependencyListExport(DependencyListExportFields, RESTObject):
    """An export that was started. `gl.dependency_list_exports.get(export.id)` follows it."""


class ProjectDependencyListExportManager(
    CreateMixin[ProjectDependencyListExport, ProjectDependencyListExportCreate]
):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/projects/{project_id}/dependency_list_exports"
    _from_parent_attrs = {"project_id": "id"}


class PipelineDependencyListExportCreate(TypedDict, total=False):
    send_email: bool
    export_type: Literal["sbom"]


class PipelineDependencyListExport(DependencyListExportFields, RESTObject):
    """An export that was started. `gl.dependency_list_exports.get(export.id)` follows it."""


class PipelineDependencyListExportManager(
    CreateMixin[PipelineDependencyListExport, PipelineDependencyListExportCreate]
):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/pipelines/{pipeline_id}/dependency_list_exports"
    _from_parent_attrs = {"pipeline_id": "id"}
