"""Triggers of pipelines: tokens of a project, and the tokens of jobs.

https://docs.gitlab.com/api/pipeline_triggers/
"""

from __future__ import annotations

import secrets

from gitlab.sandbox import access, lookup
from gitlab.sandbox.auth import live_job
from gitlab.sandbox.ci import LIVE
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.features import least_level
from gitlab.sandbox.job_scope import JobScope, log_access
from gitlab.sandbox.rules import (
    Context,
    Json,
    Param,
    Row,
    bad_request,
    needed,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.rules.pipelines import new_pipeline

TRIGGERS = "/projects/:id/triggers"


def _prepare(triggers: Documents, before: Row, made: Row) -> None:
    if not before:
        made["token"] = f"glptt-{secrets.token_hex(20)}"


def _show(triggers: Documents, row: Row) -> Row:
    """The token is shown to who made it."""
    mine = triggers.ctx.user is not None and row["owner_id"] == triggers.ctx.user["id"]
    return {"token": row["token"] if mine else row["token"][:4]}


declare(Kind(thing="Trigger", prepare=_prepare, show=_show), TRIGGERS)


@route(
    "POST",
    "/projects/:id/trigger/pipeline",
    params=[*needed("ref", "token"), Param("variables", "dict")],
    public=True,
)
@route(
    "POST",
    "/projects/:id/ref/:ref/trigger/pipeline",
    params=[*needed("ref", "token"), Param("variables", "dict")],
    public=True,
)
def run(ctx: Context) -> Json:
    project = lookup.project(ctx.store, ctx.params["id"])
    if project is None:
        raise not_found()
    user = _trigger_user(ctx, project) or _job_user(ctx, project)
    level = access.access_level(ctx.store, user, project)
    if not access.is_admin(user) and level < access.DEVELOPER:
        raise refused(
            400, {"message": {"base": ["Insufficient permissions to create a new pipeline"]}}
        )
    variables = [
        {"key": key, "value": value, "variable_type": "env_var"}
        for key, value in (ctx.params.get("variables") or {}).items()
    ]
    if any(not isinstance(variable["value"], str) for variable in variables):
        raise bad_request("variables needs to be a map of key-valued strings")
    is_job = str(ctx.params["token"]).startswith("glcbt-")
    return new_pipeline(ctx, project, user, variables, "pipeline" if is_job else "trigger")


def _trigger_user(ctx: Context, project: Row) -> Row | None:
    """The owner of the project's trigger with this token."""
    found = (
        ctx.store.select(
            "documents", doc_owner="projects", doc_owner_id=project["id"], doc_kind="triggers"
        )
        .where("json_extract(data, '$.token') = ?", ctx.params["token"])
        .first()
    )
    if found is None:
        return None
    if found.get("expires_at") and found["expires_at"] <= ctx.now():
        raise not_found()
    ctx.store.update("documents", found["id"], last_used=ctx.now())
    return ctx.store.get("users", found["owner_id"])


def _job_user(ctx: Context, project: Row) -> Row:
    """The user of a running job that gets into the project."""
    token = ctx.params["token"]
    job = ctx.store.first("jobs", token=token)
    if job is None:
        raise not_found()
    if job["erased"]:
        raise refused(401, {"message": "Job has been erased!"})
    if job["status"] not in LIVE or live_job(ctx.store, token) is None:
        raise refused(401, {"message": "Job is not running"})
    origin, user = (
        ctx.store.get("projects", job["project_id"]),
        ctx.store.get("users", job["user_id"]),
    )
    assert origin is not None
    assert user is not None
    from gitlab.job_token import endpoint

    asked = endpoint("POST /projects/:id/trigger/pipeline")
    assert asked is not None
    scope = JobScope(ctx.store, ctx.version, origin, asked)
    is_open = access.is_open(user, project)
    shown = is_open and least_level(project, "builds", is_open=is_open) == 0
    if not scope.includes(project) and not shown:
        raise not_found()
    if not access.can_read_project(ctx.store, user, project):
        raise not_found()
    log_access(ctx.store, project, scope)
    return user
