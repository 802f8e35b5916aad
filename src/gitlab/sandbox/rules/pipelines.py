"""Pipelines.

https://docs.gitlab.com/api/pipelines/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.ci import (
    LIVE,
    WAITING,
    PipelineError,
    cancel,
    create_pipeline,
    jobs_of,
    retry,
    wake,
)
from gitlab.sandbox.ci.junit import read_suite, total
from gitlab.sandbox.contents import kept
from gitlab.sandbox.entities.ci import pipeline, pipeline_basic
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    needed,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection

PIPELINES = "/projects/:id/pipelines"
PIPELINE = f"{PIPELINES}/:pipeline_id"
_ID = Param("pipeline_id", "int")
_VARIABLES = Param("variables", "list[dict]")


@route("GET", PIPELINES, params=[*PAGING, Param("scope"), Param("status")], public=True)
def index(ctx: Context) -> Answer:
    """Without child pipelines, unless these are asked for."""
    project = ctx.find_project()
    wake(ctx.store, project)
    rows = _filtered(ctx, ctx.store.select("pipelines", project_id=project["id"]))
    direction = "ASC" if ctx.params.get("sort") == "asc" else "DESC"
    order = ctx.params.get("order_by") or "id"
    key = f"json_extract(data, '$.{order}')" if order == "updated_at" else order
    rows = rows.order_by(f"{key} {direction}, id {direction}")
    return ctx.paginate(rows, lambda ctx, row: _listed(ctx, project, row))


def _listed(ctx: Context, project: Row, row: Row) -> Row:
    return pipeline_basic(ctx, project, row) | {"name": row["name"]}


def _filtered(ctx: Context, rows: Selection) -> Selection:
    params = ctx.params
    for name, sql in {
        "status": "status = ?",
        "ref": "ref = ?",
        "sha": "sha = ?",
        "source": "json_extract(data, '$.source') = ?",
        "name": "json_extract(data, '$.name') = ?",
        "updated_after": "json_extract(data, '$.updated_at') > ?",
        "updated_before": "json_extract(data, '$.updated_at') < ?",
        "created_after": "json_extract(data, '$.created_at') > ?",
        "created_before": "json_extract(data, '$.created_at') < ?",
        "username": "user_id = (SELECT id FROM users WHERE username = ?)",
    }.items():
        if params.get(name) is not None:
            rows = rows.where(sql, params[name])
    if params.get("source") is None:
        rows = rows.where("json_extract(data, '$.source') != 'parent_pipeline'")
    if (wrong := params.get("yaml_errors")) is not None:
        rows = rows.where("(json_extract(data, '$.yaml_errors') IS NOT NULL) = ?", wrong)
    scope = params.get("scope")
    if scope in ("running", "pending"):
        rows = rows.where("status = ?", scope)
    elif scope == "finished":
        rows = rows.where("status IN ('success', 'failed', 'canceled')")
    elif scope in ("tags", "branches"):
        rows = rows.where("json_extract(data, '$.tag') = ?", scope == "tags")
    return rows


@route("POST", "/projects/:id/pipeline", params=[*needed("ref"), _VARIABLES])
def create(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    return new_pipeline(ctx, project, ctx.user, checked(ctx.params.get("variables")), "api")


def new_pipeline(
    ctx: Context, project: Row, user: Row | None, variables: list[Row], source: str
) -> Json:
    assert user is not None
    try:
        row = create_pipeline(
            *(ctx.store, project, user, ctx.params["ref"]),
            source=source,
            variables=variables,
        )
    except PipelineError as error:
        raise invalid(base=[str(error)]) from None
    return pipeline(ctx, project, row)


def checked(sent: list[dict[str, Any]] | None) -> list[Row]:
    """Variables of a pipeline; each has a key and a value."""
    found = []
    for variable in sent or ():
        key = variable.get("key")
        if not isinstance(key, str) or not key:
            raise bad_request("variables[0][key] is missing")
        kind = variable.get("variable_type") or "env_var"
        found.append({"key": key, "value": str(variable.get("value", "")), "variable_type": kind})
    return found


@route("GET", f"{PIPELINES}/latest", params=[Param("ref")], public=True)
def latest(ctx: Context) -> Json:
    project = ctx.find_project()
    ref = ctx.params.get("ref") or project["default_branch"]
    rows = ctx.store.select("pipelines", project_id=project["id"], ref=ref)
    found = rows.order_by("id DESC").first()
    if found is None:
        raise not_found("Pipeline")
    return pipeline(ctx, project, found)


@route("GET", PIPELINE, params=[_ID], public=True)
def show(ctx: Context) -> Json:
    project, found = find_pipeline(ctx)
    return pipeline(ctx, project, found)


@route("GET", f"{PIPELINE}/variables", params=[*PAGING, _ID])
def variables(ctx: Context) -> Answer:
    project, found = find_pipeline(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    listed = [{"raw": False, **variable} for variable in found["variables"]]
    return ctx.paginate(listed, lambda _, row: _variable(row))


def _variable(row: Row) -> Row:
    return {
        "variable_type": row["variable_type"],
        "key": row["key"],
        "value": row["value"],
        "hidden": False,
        "protected": False,
        "masked": False,
        "raw": row["raw"],
        "environment_scope": "*",
        "description": None,
    }


@route("PUT", f"{PIPELINE}/metadata", params=[_ID, *needed("name")])
def set_name(ctx: Context) -> Json:
    project, found = find_pipeline(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    found = ctx.store.update("pipelines", found["id"], name=ctx.params["name"])
    return pipeline(ctx, project, found)


@route("POST", f"{PIPELINE}/cancel", params=[_ID])
def cancel_all(ctx: Context) -> Json:
    project, found = find_pipeline(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    cancel(ctx.store, jobs_of(ctx.store, found).where_in("status", (*LIVE, *WAITING)))
    return pipeline(ctx, project, ctx.store.get("pipelines", found["id"]) or found)


@route("POST", f"{PIPELINE}/retry", params=[_ID])
def retry_all(ctx: Context) -> Json:
    project, found = find_pipeline(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    assert ctx.user is not None
    for job in list(jobs_of(ctx.store, found).where_in("status", ("failed", "canceled"))):
        retry(ctx.store, job, ctx.user)
    return pipeline(ctx, project, ctx.store.get("pipelines", found["id"]) or found)


@route("DELETE", PIPELINE, params=[_ID])
def delete(ctx: Context) -> None:
    project, found = find_pipeline(ctx)
    ctx.authorize_level(project, access.OWNER)
    ctx.store.delete("pipelines", found["id"])


@route("GET", f"{PIPELINE}/test_report", params=[_ID], public=True)
def test_report(ctx: Context) -> Json:
    """What the JUnit reports say that its jobs left."""
    suites = [suite for _, suite in _suites(ctx)]
    return {**total(suites), "test_suites": suites}


@route("GET", f"{PIPELINE}/test_report_summary", params=[_ID], public=True)
def test_report_summary(ctx: Context) -> Json:
    found = _suites(ctx)
    listed = [
        {name: value for name, value in suite.items() if name != "test_cases"} | {"build_ids": ids}
        for ids, suite in found
    ]
    counts = total([suite for _, suite in found])
    named = {name.removeprefix("total_").removesuffix("_count"): counts[name] for name in counts}
    return {"total": {**named, "suite_error": None}, "test_suites": listed}


def _suites(ctx: Context) -> list[tuple[list[int], Row]]:
    """A suite for each job that left a report."""
    _, found = find_pipeline(ctx)
    return [
        ([job["id"]], read_suite(job["name"], content))
        for job in jobs_of(ctx.store, found)
        if (content := kept(ctx.store, "junit", job["id"])) is not None
    ]


def find_pipeline(ctx: Context) -> tuple[Row, Row]:
    project = ctx.find_project()
    wake(ctx.store, project)
    found = ctx.store.first("pipelines", id=ctx.params["pipeline_id"], project_id=project["id"])
    if found is None:
        raise not_found("Pipeline")
    return project, found
