"""Resource groups of projects. They begin with the first job that names them.

https://docs.gitlab.com/api/resource_groups/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.ci import wake
from gitlab.sandbox.ci.resources import current, upcoming
from gitlab.sandbox.entities.ci import job_basic
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, not_found, route

GROUPS = "/projects/:id/resource_groups"
GROUP = f"{GROUPS}/:key"
_MODES = "Literal['unordered', 'oldest_first', 'newest_first', 'newest_ready_first']"


@route("GET", GROUPS, params=PAGING)
def index(ctx: Context) -> Answer:
    project = _project(ctx)
    rows = ctx.store.select("resource_groups", project_id=project["id"])
    return ctx.paginate(rows, lambda _, row: _shown(row))


@route("GET", GROUP)
def show(ctx: Context) -> Json:
    return _shown(_found(ctx))


@route("PUT", GROUP, params=[Param("process_mode", _MODES)])
def update(ctx: Context) -> Json:
    found = _found(ctx)
    mode = ctx.params.get("process_mode") or found["process_mode"]
    changes = {"process_mode": mode, "updated_at": ctx.now()}
    return _shown(ctx.store.update("resource_groups", found["id"], **changes))


@route("GET", f"{GROUP}/current_job")
def current_job(ctx: Context) -> Json:
    """The job that has the resource."""
    project = _project(ctx)
    found = current(ctx.store, _found(ctx))
    if found is None:
        raise not_found("Job")
    return job_basic(ctx, project, found)


@route("GET", f"{GROUP}/upcoming_jobs", params=PAGING)
def upcoming_jobs(ctx: Context) -> Answer:
    """Those that wait for it, in the order in which they get it."""
    project = _project(ctx)
    rows = upcoming(ctx.store, _found(ctx))
    return ctx.paginate(rows, lambda ctx, row: job_basic(ctx, project, row))


def _project(ctx: Context) -> Row:
    project = ctx.find_project()
    ctx.authorize(ctx.can_use(project, "builds"))
    ctx.authorize_level(project, access.DEVELOPER)
    wake(ctx.store, project)
    return project


def _found(ctx: Context) -> Row:
    place = {"project_id": _project(ctx)["id"], "key": ctx.params["key"]}
    if found := ctx.store.first("resource_groups", **place):
        return found
    raise not_found("Resource Group")


def _shown(row: Row) -> Row:
    return {name: row[name] for name in ("id", "key", "process_mode", "created_at", "updated_at")}
