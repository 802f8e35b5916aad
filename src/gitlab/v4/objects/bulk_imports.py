"""Bulk imports: groups and projects that move here from another GitLab directly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, ListMixin, RefreshMixin, RetrieveMixin, WaitMixin

if TYPE_CHECKING:
    from gitlab._lists import GitlabList
    from gitlab.v4.objects._literals import SortDirection

__all__ = [
    "BulkImport",
    "BulkImportAllEntity",
    "BulkImportAllEntityManager",
    "BulkImportCreate",
    "BulkImportEntity",
    "BulkImportEntityManager",
    "BulkImportFilters",
    "BulkImportManager",
]

BulkImportStatus = Literal["created", "started", "finished", "timeout", "failed", "canceled"]
FinalBulkImportStatus = Literal["finished", "timeout", "failed", "canceled"]


class BulkImportConfiguration(TypedDict):
    """The GitLab to import from, and a token that may."""

    url: str
    access_token: str


class BulkImportSource(TypedDict, total=False):
    """A group or project to import, and where to."""

    source_type: Required[Literal["group_entity", "project_entity"]]
    source_full_path: Required[str]
    destination_slug: str
    destination_namespace: Required[str]
    destination_name: str
    migrate_projects: bool
    migrate_memberships: bool


class BulkImportCreate(TypedDict):
    configuration: BulkImportConfiguration
    entities: list[BulkImportSource]


class BulkImportFilters(TypedDict, total=False):
    sort: SortDirection
    status: BulkImportStatus


class BulkImport(WaitMixin[FinalBulkImportStatus], RefreshMixin, RESTObject):
    """One start of importing, of any number of groups and projects."""

    id: int
    status: BulkImportStatus
    source_type: str
    source_url: str
    created_at: str
    updated_at: str
    has_failures: bool

    entities: BulkImportEntityManager

    def cancel(self, **kwargs: Any) -> None:
        """Stop what has not begun yet. Raises GitlabCancelError."""
        self._update_attrs(
            self._run(
                self._call(
                    "POST",
                    "/cancel",
                    decode=decode.to_dict,
                    error=exc.GitlabCancelError,
                    kwargs=kwargs,
                )
            )
        )


class BulkImportManager(
    CreateMixin[BulkImport, BulkImportCreate], RetrieveMixin[BulkImport, BulkImportFilters]
):
    """https://docs.gitlab.com/api/bulk_imports/"""

    _path = "/bulk_imports"


class BulkImportFailure(TypedDict):
    """Something that could not be imported."""

    relation: str
    exception_message: str
    exception_class: str
    correlation_id_value: str
    source_url: str | None
    source_title: str | None


class BulkImportEntityFields:
    """The attributes of a group or project that is imported."""

    id: int
    bulk_import_id: int
    status: BulkImportStatus
    entity_type: Literal["group", "project"]
    source_full_path: str
    destination_full_path: str
    destination_name: str
    destination_slug: str
    destination_namespace: str
    parent_id: int | None
    namespace_id: int | None
    project_id: int | None
    created_at: str
    updated_at: str
    failures: list[BulkImportFailure]
    migrate_projects: bool
    migrate_memberships: bool
    has_failures: bool
    stats: dict[str, Any]


class BulkImportEntity(
    WaitMixin[FinalBulkImportStatus], RefreshMixin, BulkImportEntityFields, RESTObject
):
    """A group or project of one bulk import."""

    def list_failures(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List what could not be imported, as dicts. Raises GitlabListError."""
        return self._run_list(
            listing(f"{self._own_path}/failures", {}, kwargs, error=exc.GitlabListError)
        )


class BulkImportEntityManager(RetrieveMixin[BulkImportEntity, BulkImportFilters]):
    """https://docs.gitlab.com/api/bulk_imports/"""

    _path = "/bulk_imports/{bulk_import_id}/entities"
    _from_parent_attrs = {"bulk_import_id": "id"}


class BulkImportAllEntity(BulkImportEntityFields, RESTObject):
    """A group or project of any of the current user's bulk imports."""


class BulkImportAllEntityManager(ListMixin[BulkImportAllEntity, BulkImportFilters]):
    """https://docs.gitlab.com/api/bulk_imports/"""

    _path = "/bulk_imports/entities"
