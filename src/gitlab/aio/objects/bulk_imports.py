# Generated from src/gitlab/v4/objects/bulk_imports.py by tools/gen_async.py; edit that file.
"""Bulk imports: groups and projects that move here from another GitLab directly."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, ListMixin, RefreshMixin, RetrieveMixin
from gitlab.v4.objects.bulk_imports import (
    BulkImportCreate,
    BulkImportEntityFields,
    BulkImportFilters,
    BulkImportStatus,
)


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


class BulkImport(RefreshMixin, RESTObject):
    """One start of importing, of any number of groups and projects."""

    id: int
    status: BulkImportStatus
    source_type: str
    source_url: str
    created_at: str
    updated_at: str
    has_failures: bool

    entities: BulkImportEntityManager


class BulkImportManager(
    CreateMixin[BulkImport, BulkImportCreate], RetrieveMixin[BulkImport, BulkImportFilters]
):
    """https://docs.gitlab.com/api/bulk_imports/"""

    _path = "/bulk_imports"


class BulkImportEntity(RefreshMixin, BulkImportEntityFields, RESTObject):
    """A group or project of one bulk import."""


class BulkImportEntityManager(RetrieveMixin[BulkImportEntity, BulkImportFilters]):
    """https://docs.gitlab.com/api/bulk_imports/"""

    _path = "/bulk_imports/{bulk_import_id}/entities"
    _from_parent_attrs = {"bulk_import_id": "id"}


class BulkImportAllEntity(BulkImportEntityFields, RESTObject):
    """A group or project of any of the current user's bulk imports."""


class BulkImportAllEntityManager(ListMixin[BulkImportAllEntity, BulkImportFilters]):
    """https://docs.gitlab.com/api/bulk_imports/"""

    _path = "/bulk_imports/entities"
