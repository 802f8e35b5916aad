"""Jobs of pipelines, as people and as the jobs themselves see them.

https://docs.gitlab.com/api/jobs/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.auth import live_job
from gitlab.sandbox.ci import ENDED, LIVE, WAITING, cancel, change_job, jobs_of, play, retry, wake
from gitlab.sandbox.contents import forget, keep, kept
from gitlab.sandbox.entities.ci import job
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    forbidden,
    invalid_parameter,
    needed,
    not_found,
    route,
)
from gitlab.sandbox.rules.pipelines import find_pipeline
from gitlab.sandbox.store import Selection

JOBS = "/projects/:id/jobs"
JOB = f"{JOBS}/:job_id"
ID = Param("job_id", "int")
_SCOPE = Param("scope", "list[str]", style="array")
_STATUSES = (*LIVE, *WAITING, *ENDED, "waiting_for_callback")


@route("GET", JOBS, params=[*PAGING, _SCOPE, Param("ref")], public=True)
def index(ctx: Context) -> Answer:
    project = ctx.find_project()
    wake(ctx.store, project)
    rows = ctx.store.select("jobs", project_id=project["id"])
    if ref := ctx.params.get("ref"):
        rows = rows.where("json_extract(data, '$.ref') = ?", ref)
    return _listed(ctx, project, rows, is_bridge=False)


@route(
    "GET",
    "/projects/:id/pipelines/:pipeline_id/jobs",
    params=[*PAGING, Param("pipeline_id", "int"), _SCOPE, Param("include_retried", "bool")],
    public=True,
)
def of_pipeline(ctx: Context) -> Answer:
    project, pipeline = find_pipeline(ctx)
    if ctx.params.get("include_retried"):
        rows = ctx.store.select("jobs", pipeline_id=pipeline["id"])
    else:
        rows = jobs_of(ctx.store, pipeline)
    return _listed(ctx, project, rows, is_bridge=False)


@route(
    "GET",
    "/projects/:id/pipelines/:pipeline_id/bridges",
    params=[*PAGING, Param("pipeline_id", "int"), _SCOPE],
    public=True,
)
def bridges(ctx: Context) -> Answer:
    project, pipeline = find_pipeline(ctx)
    return _listed(ctx, project, jobs_of(ctx.store, pipeline), is_bridge=True)


def _listed(ctx: Context, project: Row, rows: Selection, *, is_bridge: bool) -> Answer:
    scope = ctx.params.get("scope")
    if scope:
        if not set(scope) <= set(_STATUSES):
            raise invalid_parameter("scope does not have a valid value")
        rows = rows.where_in("status", scope)
    rows = rows.where("coalesce(json_extract(data, '$.is_bridge'), 0) = ?", is_bridge)
    rows = rows.where("NOT coalesce(json_extract(data, '$.is_external'), 0)")
    direction = "ASC" if ctx.params.get("sort") == "asc" else "DESC"
    return ctx.paginate(rows.order_by(f"id {direction}"), lambda ctx, row: job(ctx, project, row))


@route("GET", "/job")
def current(ctx: Context) -> Json:
    """The job whose token this is."""
    project = ctx.store.get("projects", ctx.job["project_id"]) if ctx.job else None
    if ctx.job is None or project is None:
        raise not_found("Job")
    return job(ctx, project, ctx.job)


@route("GET", "/job/allowed_agents")
def allowed_agents(ctx: Context) -> Json:
    """No project of the sandbox lets its jobs use an agent for Kubernetes."""
    if ctx.job is None:
        raise not_found("Job")
    project = ctx.store.get("projects", ctx.job["project_id"])
    assert project is not None
    pipeline = ctx.store.get("pipelines", ctx.job["pipeline_id"])
    assert pipeline is not None
    assert ctx.user is not None
    groups = reversed(access.lineage(ctx.store, project["namespace_id"]))
    return {
        "allowed_agents": [],
        "job": {"id": ctx.job["id"]},
        "pipeline": {"id": pipeline["id"]},
        "project": {"id": project["id"], "groups": [{"id": id} for id in groups]},
        "user": {"id": ctx.user["id"], "username": ctx.user["username"], "roles_in_project": []},
    }


@route("GET", JOB, params=[ID], public=True)
def show(ctx: Context) -> Json:
    project, found = find_job(ctx)
    return job(ctx, project, found)


@route("GET", f"{JOB}/trace", params=[ID], public=True)
def trace(ctx: Context) -> Answer:
    _, found = find_job(ctx)
    content = kept(ctx.store, "trace", found["id"]) or b""
    return Answer(200, content, {"Content-Type": "text/plain"})


@route("POST", f"{JOB}/cancel", params=[ID, Param("force", "bool")])
def cancel_one(ctx: Context) -> Json:
    project, found = _find_mine(ctx)
    cancel(ctx.store, [found])
    return job(ctx, project, ctx.store.get("jobs", found["id"]) or found)


@route("POST", f"{JOB}/retry", params=[ID])
def retry_one(ctx: Context) -> Json:
    project, found = _find_mine(ctx)
    if found["status"] not in ("success", "failed", "canceled") or found["retried"]:
        raise forbidden("Job is not retryable")
    assert ctx.user is not None
    return job(ctx, project, retry(ctx.store, found, ctx.user))


@route("POST", f"{JOB}/play", params=[ID, Param("job_variables_attributes", "list[dict]")])
def play_one(ctx: Context) -> Answer:
    project, found = _find_mine(ctx)
    if found["status"] not in ("manual", "scheduled"):
        raise bad_request("Unplayable Job")
    assert ctx.user is not None
    ctx.store.update("jobs", found["id"], user_id=ctx.user["id"])
    return Answer(200, job(ctx, project, play(ctx.store, found)))


@route("POST", f"{JOB}/erase", params=[ID])
def erase(ctx: Context) -> Json:
    project, found = find_job(ctx)
    ctx.authorize_level(project, access.MAINTAINER)
    if found["status"] not in ("success", "failed", "canceled"):
        raise forbidden("Job is not erasable!")
    for kind in ("trace", "artifacts"):
        forget(ctx.store, kind, found["id"])
    erased: Row = {"erased": True, "erased_at": ctx.now(), "artifacts_file": None}
    return job(ctx, project, ctx.store.update("jobs", found["id"], **erased))


# What jobs report of themselves: the runner speaks for them with their token ----------------------


@route(
    "PUT",
    "/jobs/:job_id",
    params=[
        ID,
        *needed("token"),
        Param("state"),
        Param("failure_reason"),
        Param("exit_code", "int"),
        Param("trace"),
    ],
    public=True,
)
def report(ctx: Context) -> Answer:
    found = _reporting(ctx, ctx.params["token"])
    if trace := ctx.params.get("trace"):
        _keep_trace(ctx, found, trace.encode())
    if ctx.params.get("state") in ("success", "failed"):
        reason = ctx.params.get("failure_reason") or "script_failure"
        failed = {"failure_reason": reason} if ctx.params["state"] == "failed" else {}
        change_job(ctx.store, found, ctx.params["state"], **failed)
    return Answer(200, "200")


@route("PATCH", "/jobs/:job_id/trace", params=[ID], public=True, raw=True)
def append_trace(ctx: Context) -> Answer:
    headers = ctx.request.headers
    found = _reporting(ctx, headers.get("job-token", ""))
    before = kept(ctx.store, "trace", found["id"]) or b""
    start, dash, _ = headers.get("content-range", "").partition("-")
    if not dash or not start.isdecimal():
        raise bad_request("Missing header Content-Range")
    if int(start) != len(before):
        return Answer(416, {"message": "416 Range Not Satisfiable"}, {"Range": f"0-{len(before)}"})
    _keep_trace(ctx, found, before + ctx.request.body)
    length = len(before) + len(ctx.request.body)
    return Answer(202, None, {"Range": f"0-{length}", "Job-Status": found["status"]})


def _keep_trace(ctx: Context, found: Row, content: bytes) -> None:
    project: Any = ctx.store.get("projects", found["project_id"])
    keep(ctx.store, project, "trace", found["id"], content)


def _reporting(ctx: Context, token: str) -> Row:
    """The job of the path, if this is its token and it still runs."""
    found = live_job(ctx.store, token)
    if found is None or found["id"] != ctx.params["job_id"]:
        raise forbidden()
    return found


def find_job(ctx: Context) -> tuple[Row, Row]:
    project = ctx.find_project()
    wake(ctx.store, project)
    found = ctx.store.first("jobs", id=ctx.params["job_id"], project_id=project["id"])
    if found is None:
        raise not_found()
    return project, found


def _find_mine(ctx: Context) -> tuple[Row, Row]:
    """A job that the caller may start and stop."""
    project, found = find_job(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    return project, found
