"""Database migrations: those that did not run, and how to say that they did."""

from __future__ import annotations

from typing import Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.utils import EncodedId, remove_none_from_dict

__all__ = ["DatabaseMigration", "DatabaseMigrationManager"]

Database = Literal["main", "ci", "sec", "embedding", "geo"]


class DatabaseMigration(RESTObject):
    """A change of the database's schema, known by its timestamp."""

    _id_attr = "version"


class DatabaseMigrationManager(RESTManager[DatabaseMigration]):
    """https://docs.gitlab.com/api/database_migrations/

    Administrators only.
    """

    _path = "/admin/migrations"
    _obj_cls = DatabaseMigration

    def pending(self, database: Database | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return what has not run yet in `database`, `main` by default. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                "/pending",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                query=remove_none_from_dict({"database": database}),
                kwargs=kwargs,
            )
        )

    def mark(self, timestamp: int, database: Database | None = None, **kwargs: Any) -> None:
        """Record that a migration ran, so that it is not tried again. Raises GitlabUpdateError."""
        return self._run(
            self._call(
                "POST",
                f"/{EncodedId(timestamp)}/mark",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                body=remove_none_from_dict({"database": database}),
                kwargs=kwargs,
            )
        )
