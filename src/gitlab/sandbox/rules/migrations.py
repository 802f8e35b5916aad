"""Changes of the database. The sandbox's is always as new as the sandbox.

https://docs.gitlab.com/api/batched_background_migrations/
https://docs.gitlab.com/api/database_migrations/
"""

from __future__ import annotations

from typing import NoReturn

from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, not_found, route

BATCHED = "/admin/batched_background_migrations"
_ID, _TIMESTAMP = Param("migration_id", "int"), Param("timestamp", "int")


@route("GET", BATCHED, params=PAGING)
def index(ctx: Context) -> Answer:
    ctx.authenticated_as_admin()
    return ctx.paginate([], lambda _, row: row)


@route("GET", "/admin/migrations/pending")
def pending(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return {"pending_migrations": []}


@route("GET", f"{BATCHED}/:migration_id", params=[_ID])
@route("PUT", f"{BATCHED}/:migration_id/pause", params=[_ID])
@route("PUT", f"{BATCHED}/:migration_id/resume", params=[_ID])
@route("POST", "/admin/migrations/:timestamp/mark", params=[_TIMESTAMP])
def nothing(ctx: Context) -> NoReturn:
    ctx.authenticated_as_admin()
    raise not_found()
