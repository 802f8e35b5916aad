"""Import and export of groups and projects as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DownloadMixin, GetWithoutIdMixin, RefreshMixin

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

ExportStatus = Literal[
    "none", "queued", "started", "finished", "failed", "regeneration_in_progress"
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


class ExportUpload(TypedDict, total=False):
    """Where GitLab puts the file once it is there."""

    url: str
    http_method: Literal["PUT", "POST"]


class ProjectExportCreate(TypedDict, total=False):
    description: str
    upload: ExportUpload


class ExportLinks(TypedDict):
    """The addresses of a finished export."""

    api_url: str
    web_url: str


class ProjectIdentityFields:
    """The attributes by which exports and imports name their project."""

    id: int
    description: str | None
    name: str
    name_with_namespace: str
    path: str
    path_with_namespace: str
    created_at: str


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


class FailedRelation(TypedDict):
    """A part of a project that could not be imported."""

    id: int
    created_at: str
    exception_class: str
    source: str
    exception_message: str | None
    relation_name: str
    line_number: int | None


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
