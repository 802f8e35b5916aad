# Generated from src/gitlab/v4/objects/batched_background_migrations.py by tools/gen_async.py; edit that file.
"""Batched background migrations: changes of large tables that go on for days."""

from __future__ import annotations

from typing import Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._core.values import Call
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import RetrieveMixin
from gitlab.v4.objects.batched_background_migrations import (
    BatchedBackgroundMigrationFilters,
    DatabaseName,
)

__all__ = [
    "BatchedBackgroundMigration",
    "BatchedBackgroundMigrationFilters",
    "BatchedBackgroundMigrationManager",
]


class BatchedBackgroundMigration(RESTObject):
    """A change of a table, made a batch of rows at a time."""

    id: int
    job_class_name: str
    table_name: str
    column_name: str
    status: Literal["paused", "active", "finished", "failed", "finalizing", "finalized"]
    progress: float
    created_at: str
    estimated_time_remaining: str | None

    async def pause(self, database: DatabaseName | None = None, **kwargs: Any) -> None:
        """Have it wait after the batch it is at. Raises GitlabStopError."""
        self._update_attrs(await self._run(self._switch("/pause", database, exc.GitlabStopError, kwargs)))

    async def resume(self, database: DatabaseName | None = None, **kwargs: Any) -> None:
        """Have it go on. Raises GitlabActivateError."""
        self._update_attrs(
            await self._run(self._switch("/resume", database, exc.GitlabActivateError, kwargs))
        )

    def _switch(
        self,
        suffix: str,
        database: DatabaseName | None,
        error: type[exc.GitlabError],
        kwargs: dict[str, Any],
    ) -> Call[dict[str, Any]]:
        return self._call(
            "PUT",
            suffix,
            decode=decode.to_dict,
            error=error,
            body={} if database is None else {"database": database},
            kwargs=kwargs,
        )


class BatchedBackgroundMigrationManager(
    RetrieveMixin[BatchedBackgroundMigration, BatchedBackgroundMigrationFilters]
):
    """https://docs.gitlab.com/api/batched_background_migrations/

    Administrators only. Those of the main database, unless `database` names another one.
    """

    _path = "/admin/batched_background_migrations"
