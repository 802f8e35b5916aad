# Generated from src/gitlab/v4/objects/export_import.py by tools/gen_async.py; edit that file.
"""Import and export of groups and projects as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DownloadMixin, GetWithoutIdMixin, RefreshMixin
from gitlab.v4.objects.export_import import (
    ExportLinks,
    ExportStatus,
    FailedRelation,
    ProjectExportCreate,
    ProjectIdentityFields,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import ImportStatus

__all__ = [
    "GroupExport",
    "GroupExportManager",
    "GroupImport",
    "GroupImportManager",
    "ProjectExport",
    "ProjectExportCreate",
    "ProjectExportManager",
    "ProjectImport",
    "ProjectImportManager",
]


class GroupExport(DownloadMixin, RESTObject):
    """The export of a group: start it with `create()`, then `download()` until there is a file.

    GitLab does not tell how far it is: `download()` raises GitlabGetError, 404, before the end.
    """

    _id_attr = None

    message: str


class GroupExportManager(GetWithoutIdMixin[GroupExport], CreateMixin[GroupExport]):
    """https://docs.gitlab.com/api/group_import_export/"""

    _path = "/groups/{group_id}/export"
    _from_parent_attrs = {"group_id": "id"}


class GroupImport(RESTObject):
    """The import that made a group. GitLab documents nothing that it answers here."""

    _id_attr = None


class GroupImportManager(GetWithoutIdMixin[GroupImport]):
    """https://docs.gitlab.com/api/group_import_export/"""

    _path = "/groups/{group_id}/import"
    _from_parent_attrs = {"group_id": "id"}


class ProjectExport(DownloadMixin, RefreshMixin, ProjectIdentityFields, RESTObject):
    """The export of a project: start it with `create()`, `refresh()` until it is finished.

    `create()` answers a `message` only.
    """

    _id_attr = None

    export_status: ExportStatus
    _links: ExportLinks
    message: str


class ProjectExportManager(
    GetWithoutIdMixin[ProjectExport], CreateMixin[ProjectExport, ProjectExportCreate]
):
    """https://docs.gitlab.com/api/project_import_export/"""

    _path = "/projects/{project_id}/export"
    _from_parent_attrs = {"project_id": "id"}


class ProjectImport(RefreshMixin, ProjectIdentityFields, RESTObject):
    """The import that made a project, and how far it is."""

    _id_attr = None

    import_status: ImportStatus
    import_type: str | None
    correlation_id: str | None
    failed_relations: list[FailedRelation]
    import_error: str | None
    stats: dict[str, Any] | None


class ProjectImportManager(GetWithoutIdMixin[ProjectImport]):
    """https://docs.gitlab.com/api/project_import_export/"""

    _path = "/projects/{project_id}/import"
    _from_parent_attrs = {"project_id": "id"}
