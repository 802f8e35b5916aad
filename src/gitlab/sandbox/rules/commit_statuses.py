"""The statuses of commits: those of jobs, and what other CI systems report.

https://docs.gitlab.com/api/commits/#commit-status
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.ci import change_job, create_job, insert_pipeline
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.git import Repository
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    not_found,
    refused,
    route,
)

STATUSES = "/projects/:id/repository/commits/:sha/statuses"
_LAST_STAGE = 1_000_000
_EVENTS = {
    "pending": "enqueue",
    "running": "run",
    "success": "success",
    "failed": "drop",
    "canceled": "cancel",
    "skipped": "skip",
}
_STATE = Param("state", f"Literal[{', '.join(map(repr, _EVENTS))}]", required=True, blank=False)


@route("GET", STATUSES, params=[*PAGING, Param("all", "bool")], public=True)
def index(ctx: Context) -> Answer:
    """The latest of each name, unless all are asked for."""
    project = ctx.find_project()
    repository = Repository(ctx.store, project)
    sha = _resolved(repository, ctx.params["sha"])
    found = "pipeline_id IN (SELECT id FROM pipelines WHERE project_id = ? AND sha = ?)"
    rows = ctx.store.select("jobs", project_id=project["id"]).where(found, project["id"], sha)
    if not ctx.params.get("all"):
        rows = rows.where("NOT coalesce(json_extract(data, '$.retried'), 0)")
    for name in ("ref", "stage", "name"):
        if value := ctx.params.get(name):
            rows = rows.where(f"json_extract(data, '$.{name}') = ?", value)
    if ctx.params.get("pipeline_id") is not None:
        rows = rows.where("pipeline_id = ?", ctx.params["pipeline_id"])
    direction = "DESC" if ctx.params.get("sort") == "desc" else "ASC"
    order = "pipeline_id" if ctx.params.get("order_by") == "pipeline_id" else "id"
    return ctx.paginate(rows.order_by(f"{order} {direction}, id {direction}"), _shown)


@route("GET", "/projects/:id/repository/commits/:sha/statuses/:status_id", public=True)
def show(ctx: Context) -> Json:
    """GitLab has no such endpoint."""
    raise refused(404, {"error": "404 Not Found"})


@route("POST", "/projects/:id/statuses/:sha", params=[_STATE, Param("coverage", "float")])
def create(ctx: Context) -> Json:
    """Report a job that runs elsewhere. A report of the same name goes on, until it has ended."""
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    sha = _resolved(repository, ctx.params["sha"])
    pipeline = _pipeline(ctx, repository, sha)
    name = ctx.params.get("name") or ctx.params.get("context") or "default"
    state = ctx.params["state"]
    told = {key: ctx.params.get(key) for key in ("target_url", "description", "coverage")}
    known = list(_external(ctx, pipeline, name))
    for status in known:
        if status["status"] in ("pending", "running"):
            _demand_progress(status["status"], state)
            kept = {key: value for key, value in told.items() if value is not None}
            return _shown(ctx, change_job(ctx.store, status, state, **kept))
        ctx.store.update("jobs", status["id"], retried=True)
    assert ctx.user is not None
    external = {"name": name, "stage": "external", "stage_number": _LAST_STAGE, "is_external": True}
    job = create_job(ctx.store, project, ctx.user, pipeline, **external)
    job = ctx.store.update("jobs", job["id"], **told)
    return _shown(ctx, change_job(ctx.store, job, state))


def _resolved(repository: Repository, name: str) -> str:
    sha = repository.resolve(name)
    if sha is None:
        raise not_found("Commit")
    return sha


def _pipeline(ctx: Context, repository: Repository, sha: str) -> Row:
    """The commit's latest, of the branch that is named; or a new one for what is reported."""
    project, ref = repository.project, ctx.params.get("ref")
    pipelines = ctx.store.select("pipelines", project_id=project["id"], sha=sha)
    if (id := ctx.params.get("pipeline_id")) is not None:
        if found := pipelines.where("id = ?", id).first():
            return found
        raise not_found("Pipeline")
    if ref:
        pipelines = pipelines.where("ref = ?", ref)
    if found := pipelines.order_by("id DESC").first():
        return found
    ref = ref or _branch(repository, sha)
    assert ctx.user is not None
    return insert_pipeline(ctx.store, project, ctx.user, ref, sha, "external", False)


def _branch(repository: Repository, sha: str) -> str:
    for row in repository.refs("heads"):
        if any(commit.id == sha for commit in repository.log(row["sha"])):
            return str(row["name"])
    raise not_found("References for commit")


def _external(ctx: Context, pipeline: Row, name: str) -> list[Row]:
    rows = ctx.store.select("jobs", pipeline_id=pipeline["id"])
    same = "json_extract(data, '$.is_external') AND NOT json_extract(data, '$.retried')"
    return list(rows.where(f"{same} AND json_extract(data, '$.name') = ?", name))


def _demand_progress(before: str, state: str) -> None:
    if state == before or (before, state) == ("running", "pending"):
        event = _EVENTS[state]
        raise bad_request(
            f"Cannot transition status via :{event} from :{before} (Reason(s): Status cannot"
            f' transition via "{event}")'
        )


def _shown(ctx: Context, row: Row) -> dict[str, Any]:
    pipeline = ctx.store.get("pipelines", row["pipeline_id"])
    author = ctx.store.get("users", row["user_id"])
    project = ctx.store.get("projects", row["project_id"])
    assert pipeline is not None
    assert project is not None
    page = ctx.url(f"{project['full_path']}/-/jobs/{row['id']}")
    names = ["name", "created_at", "started_at", "finished_at", "allow_failure", "coverage"]
    return {
        "id": row["id"],
        "sha": pipeline["sha"],
        "ref": row["ref"],
        "status": row["status"],
        **{name: row[name] for name in names},
        "target_url": row.get("target_url") if row.get("is_external") else page,
        "description": row.get("description"),
        "pipeline_id": pipeline["id"],
        "author": user_basic(ctx, author) if author else None,
    }
