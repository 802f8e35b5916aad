# Generated from src/gitlab/v4/objects/export_import.py by tools/gen_async.py; edit that file.
"""Import and export of groups and projects as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._waiting import Patience, exists
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    HOUR_SECONDS,
    CreateMixin,
    DownloadMixin,
    GetWithoutIdMixin,
    RefreshMixin,
    WaitMixin,
)
from gitlab.v4.objects._literals import FinalImportStatus
from gitlab.v4.objects.export_import import (
    ExportLinks,
    ExportStatus,
    FailedRelation,
    FinalExportStatus,
    ProjectExportCreate,
    ProjectIdentityFields,
)

if TYPE_CHECKING:
    from gitlab._core.flow import Flow
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
    """The export of a group: start it with `create()`, `wait()`, then `download()`.

    GitLab does not tell how far it is: `download()` raises GitlabGetError, 404, before the end.
    """

    _id_attr = None

    message: str

    async def wait(
        self, *, timeout: float | None = HOUR_SECONDS, poll: float | None = None, **kwargs: Any
    ) -> None:
        """Look again and again until there is a file to download.

        `poll` is the pause between two looks in seconds, by default one that grows from 1 to 30.
        After `timeout` seconds GitlabWaitError is raised; None waits without end, also for an
        export that failed, of which GitLab tells nothing. Raises GitlabGetError.
        """
        return await self._run(self._there(timeout, poll, kwargs))

    def _there(
        self, timeout: float | None, poll: float | None, kwargs: dict[str, Any]
    ) -> Flow[None]:
        look = self._call(
            "HEAD", "/download", decode=decode.to_none, error=exc.GitlabGetError, kwargs=kwargs
        )
        return exists(look, Patience(timeout, poll))


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


class ProjectExport(
    WaitMixin[FinalExportStatus], DownloadMixin, RefreshMixin, ProjectIdentityFields, RESTObject
):
    """The export of a project: start it with `create()`, `wait()` until it is finished.

    `create()` answers a `message` only.
    """

    _id_attr = None
    _state_attr = "export_status"

    export_status: ExportStatus
    _links: ExportLinks
    message: str


class ProjectExportManager(
    GetWithoutIdMixin[ProjectExport], CreateMixin[ProjectExport, ProjectExportCreate]
):
    """https://docs.gitlab.com/api/project_import_export/"""

    _path = "/projects/{project_id}/export"
    _from_parent_attrs = {"project_id": "id"}


class ProjectImport(WaitMixin[FinalImportStatus], RefreshMixin, ProjectIdentityFields, RESTObject):
    """The import that made a project, and how far it is."""

    _id_attr = None
    _state_attr = "import_status"

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
