# Generated from src/gitlab/v4/objects/dependency_list_export.py by tools/gen_async.py; edit that file.
"""Dependency list exports: the dependencies of a project or group as a file."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DownloadMixin, GetMixin, RefreshMixin
from gitlab.v4.objects.dependency_list_export import (
    DependencyListExportFields,
    GroupDependencyListExportCreate,
    PipelineDependencyListExportCreate,
    ProjectDependencyListExportCreate,
)

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


class DependencyListExport(DownloadMixin, RefreshMixin, DependencyListExportFields, RESTObject):
    """An export: `refresh()` until `has_finished`, then `download()` gives the file."""


class DependencyListExportManager(GetMixin[DependencyListExport]):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/dependency_list_exports"


class GroupDependencyListExport(DependencyListExportFields, RESTObject):
    """An export that was started. `gl.dependency_list_exports.get(export.id)` follows it."""


class GroupDependencyListExportManager(
    CreateMixin[GroupDependencyListExport, GroupDependencyListExportCreate]
):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/groups/{group_id}/dependency_list_exports"
    _from_parent_attrs = {"group_id": "id"}


class ProjectDependencyListExport(DependencyListExportFields, RESTObject):
    """An export that was started. `gl.dependency_list_exports.get(export.id)` follows it."""


class ProjectDependencyListExportManager(
    CreateMixin[ProjectDependencyListExport, ProjectDependencyListExportCreate]
):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/projects/{project_id}/dependency_list_exports"
    _from_parent_attrs = {"project_id": "id"}


class PipelineDependencyListExport(DependencyListExportFields, RESTObject):
    """An export that was started. `gl.dependency_list_exports.get(export.id)` follows it."""


class PipelineDependencyListExportManager(
    CreateMixin[PipelineDependencyListExport, PipelineDependencyListExportCreate]
):
    """https://docs.gitlab.com/api/dependency_list_export/"""

    _path = "/pipelines/{pipeline_id}/dependency_list_exports"
    _from_parent_attrs = {"pipeline_id": "id"}
