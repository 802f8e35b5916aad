"""Pipeline schedules. Nothing starts their pipelines by itself: `play` does.

https://docs.gitlab.com/api/pipeline_schedules/
"""

from __future__ import annotations

from datetime import UTC, datetime

from gitlab.sandbox import access
from gitlab.sandbox.ci import PipelineError, create_pipeline
from gitlab.sandbox.cron import read, zone
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.entities.ci import pipeline_basic
from gitlab.sandbox.git import Repository
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid,
    route,
)
from gitlab.sandbox.store import Selection

SCHEDULES = "/projects/:id/pipeline_schedules"
SCHEDULE = f"{SCHEDULES}/:pipeline_schedule_id"
VARIABLES = f"{SCHEDULE}/variables"
_ID = Param("pipeline_schedule_id", "int")


def _prepare(schedules: Documents, before: Row, made: Row) -> None:
    row = before | made
    cron, place = read(row["cron"] or ""), zone(row["cron_timezone"] or "")
    errors: dict[str, list[str]] = {}
    if cron is None:
        errors["cron"] = [" is invalid syntax"]
    if place is None:
        errors["cron_timezone"] = [" is invalid syntax"]
    if cron is None or place is None:
        raise invalid(**errors)
    if {"cron", "cron_timezone", "active"} & made.keys() or not before:
        made["next_run_at"] = _next_run(schedules.ctx, row)
    branches = Repository(schedules.ctx.store, schedules.root.row or {})
    if "ref" in made:
        made["ref"] = _full_ref(branches, made["ref"])


def _next_run(ctx: Context, row: Row) -> str | None:
    cron, place = read(row["cron"]), zone(row["cron_timezone"])
    assert cron is not None
    assert place is not None
    now = datetime.fromtimestamp(ctx.store.clock(), UTC)
    found = cron.next_after(now, place)
    return ctx.store.timestamp(found.timestamp()) if found else None


def _full_ref(repository: Repository, name: str) -> str:
    """GitLab keeps whether a branch or a tag is meant."""
    if name.startswith("refs/"):
        return name
    kind = "tags" if repository.ref("tags", name) and not repository.ref("heads", name) else "heads"
    return f"refs/{kind}/{name}"


def _guard(schedules: Documents, row: Row) -> None:
    """Developers change what they own."""
    user = schedules.ctx.user
    if user is None or row["owner_id"] != user["id"]:
        schedules.demand(access.MAINTAINER)


def _select(schedules: Documents) -> Selection:
    """All, or those that are switched on or off."""
    scope = schedules.ctx.params.get("scope")
    if scope is None:
        return schedules.own()
    return schedules.own().where("json_extract(data, '$.active') = ?", scope == "active")


def _show(schedules: Documents, row: Row) -> Row:
    """Lists leave the last pipeline and the variables out; these are for who may change them."""
    ctx, project = schedules.ctx, schedules.root.row or {}
    if ctx.request.method == "GET" and "pipeline_schedule_id" not in ctx.params:
        return {}
    last = _pipelines(ctx, row).order_by("id DESC").first()
    found: Row = {"last_pipeline": pipeline_basic(ctx, project, last) if last else None}
    is_owner = ctx.user is not None and ctx.user["id"] == row.get("owner_id")
    if is_owner or ctx.can_admin_project(project):
        kept = ctx.store.select("documents", doc_owner="pipeline_schedules", doc_kind="variables")
        kept = kept.where("doc_owner_id = ?", row["id"])
        fields = ("key", "variable_type", "value", "raw")
        found["variables"] = [{name: it.get(name, False) for name in fields} for it in kept]
    return found


declare(
    Kind(
        thing="Pipeline Schedule",
        defaults={"active": True, "cron_timezone": "UTC"},
        param="pipeline_schedule_id",
        prepare=_prepare,
        guard=_guard,
        select=_select,
        show=_show,
    ),
    SCHEDULES,
)


def _prepare_variable(variables: Documents, before: Row, made: Row) -> None:
    """Whoever may change the schedule may change its variables."""
    _guard(variables, variables.owner.row or {})


declare(
    Kind(
        thing="Variable",
        absent=("hidden", "protected", "masked", "environment_scope", "description"),
        read=access.DEVELOPER,
        write=access.DEVELOPER,
        defaults={"variable_type": "env_var"},
        prepare=_prepare_variable,
        guard=lambda variables, row: _guard(variables, variables.owner.row or {}),
    ),
    VARIABLES,
)


def _pipelines(ctx: Context, schedule: Row) -> Selection:
    rows = ctx.store.select("pipelines", project_id=schedule["doc_owner_id"])
    return rows.where("json_extract(data, '$.schedule_id') = ?", schedule["id"])


@route("GET", f"{SCHEDULE}/pipelines", params=[*PAGING, _ID])
def pipelines(ctx: Context) -> Answer:
    schedules = Documents(ctx, SCHEDULES)
    rows = _pipelines(ctx, schedules.find(ctx.params["pipeline_schedule_id"]))
    direction = "DESC" if ctx.params.get("sort") == "desc" else "ASC"
    if status := ctx.params.get("status"):
        rows = rows.where("status = ?", status)
    project = schedules.root.row or {}
    shown = rows.order_by(f"id {direction}")
    return ctx.paginate(shown, lambda ctx, row: pipeline_basic(ctx, project, row))


@route("POST", f"{SCHEDULE}/take_ownership", params=[_ID])
def take_ownership(ctx: Context) -> Json:
    schedules = Documents(ctx, SCHEDULES, write=True)
    schedules.demand(access.MAINTAINER)
    row = schedules.find(ctx.params["pipeline_schedule_id"])
    assert ctx.user is not None
    return schedules.shown(schedules.change(row, {"owner_id": ctx.user["id"]}))


@route("POST", f"{SCHEDULE}/play", params=[_ID])
def play(ctx: Context) -> Json:
    """Starts a pipeline in the background, so that nobody hears of one that cannot be made."""
    schedules = Documents(ctx, SCHEDULES)
    schedules.demand(access.DEVELOPER)
    row = schedules.find(ctx.params["pipeline_schedule_id"])
    project, owner = schedules.root.row or {}, ctx.store.get("users", row["owner_id"])
    variables = Documents(ctx, VARIABLES).own()
    told = [{name: each[name] for name in ("key", "value", "variable_type")} for each in variables]
    assert owner is not None
    try:
        made = create_pipeline(
            *(ctx.store, project, owner, row["ref"].removeprefix("refs/heads/")),
            source="schedule",
            variables=told,
            keeps_errors=True,
        )
    except PipelineError:
        pass
    else:
        ctx.store.update("pipelines", made["id"], schedule_id=row["id"])
    return {"message": "201 Created"}


@route("DELETE", f"{VARIABLES}/:key", params=[_ID])
def delete_variable(ctx: Context) -> Answer:
    """Answers what it was."""
    variables = Documents(ctx, VARIABLES, write=True)
    row = variables.find(ctx.params["key"])
    shown = variables.shown(row)
    variables.delete(row)
    return Answer(202, shown)
