# Generated from src/gitlab/v4/objects/bulk_imports.py by tools/gen_async.py; edit that file.
"""Bulk imports: groups and projects that move here from another GitLab directly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, ListMixin, RefreshMixin, RetrieveMixin, WaitMixin
from gitlab.v4.objects.bulk_imports import (
    BulkImportCreate,
    BulkImportEntityFields,
    BulkImportFilters,
    BulkImportStatus,
    FinalBulkImportStatus,
)

if TYPE_CHECKING:
    from gitlab.aio._lists import GitlabList
    from gitlab.aio._lists import ListCall

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

    async def cancel(self, **kwargs: Any) -> None:
        """Stop what has not begun yet. Raises GitlabCancelError."""
        self._update_attrs(
            await self._run(
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


class BulkImportEntity(
    WaitMixin[FinalBulkImportStatus], RefreshMixin, BulkImportEntityFields, RESTObject
):
    """A group or project of one bulk import."""

    def list_failures(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
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
