"""Search migrations: changes of the index that advanced search looks in."""

from __future__ import annotations

from typing import Any

from gitlab.base import RESTObject
from gitlab.mixins import RetrieveMixin

__all__ = ["SearchMigration", "SearchMigrationManager"]


class SearchMigration(RESTObject):
    """A change of the index, and how far it got."""

    _id_attr = "version"
    _repr_attr = "name"

    version: int
    name: str
    started_at: str | None
    completed_at: str | None
    completed: bool
    obsolete: bool
    migration_state: dict[str, Any]


class SearchMigrationManager(RetrieveMixin[SearchMigration]):
    """https://docs.gitlab.com/api/search_migrations/

    Administrators only. Migrations are known by version or name.
    """

    _path = "/admin/search/migrations"
