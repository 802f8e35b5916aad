"""Runners: made by users or registered with a token, for the instance, a group or projects.

https://docs.gitlab.com/api/runners/
https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
"""

from __future__ import annotations

import secrets
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.entities import basic_project, group_basic, project_identity
from gitlab.sandbox.entities.ci import job_basic
from gitlab.sandbox.entities.runners import runner, runner_status
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    forbidden,
    invalid,
    invalid_parameter,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection

_ID = Param("runner_id", "int")
_KIND = Param(
    "runner_type",
    "Literal['instance_type', 'group_type', 'project_type']",
    required=True,
    blank=False,
)
_FILTERS = (
    Param("type", _KIND.type),
    Param("status"),
    Param("paused", "bool"),
    Param("tag_list", "list[str]", style="comma"),
)
_SENT = (
    "description",
    "paused",
    "locked",
    "run_untagged",
    "tag_list",
    "access_level",
    "maximum_timeout",
    "maintenance_note",
)
_DEFAULTS: Row = {
    "description": None,
    "paused": False,
    "locked": False,
    "run_untagged": True,
    "tag_list": [],
    "access_level": "not_protected",
    "maximum_timeout": None,
    "maintenance_note": None,
    "contacted_at": None,
    "group_id": None,
    "projects": [],
    "managers": {},
}
_SCOPES = {"specific": "project_type", "shared": "instance_type"}


# Making them --------------------------------------------------------------------------------------


@route("POST", "/user/runners", params=[_KIND], scopes=["create_runner"])
def create(ctx: Context) -> Json:
    kind = ctx.params["runner_type"]
    place: Row = {}
    if kind == "instance_type":
        ctx.authenticated_as_admin()
    else:
        name = kind.removesuffix("_type")
        if ctx.params.get(f"{name}_id") is None:
            raise invalid_parameter(f"{name}_id is missing")
        place = _place(ctx, name)
    return secret(made(ctx, kind, place, "glrt-"))


def _place(ctx: Context, name: str) -> Row:
    """The project or group that gets a runner, for those who may give it one."""
    if name == "project":
        project = ctx.find_project("project_id")
        ctx.authorize_admin_project(project)
        return {"projects": [project["id"]]}
    group = ctx.find_group("group_id")
    ctx.authorize(ctx.can_admin_group(group))
    return {"group_id": group["id"]}


def made(ctx: Context, kind: str, place: Row, prefix: str) -> Row:
    row = _DEFAULTS | _sent(ctx) | place
    _check(row)
    made: Row = {
        "doc_kind": "runners",
        "doc_owner": "",
        "doc_owner_id": 0,
        "runner_type": kind,
        "token": f"{prefix}{secrets.token_urlsafe(15)}",
        "created_by_id": ctx.user["id"] if ctx.user else None,
        "created_at": ctx.now(),
    }
    return ctx.store.insert("documents", row | made)


def _sent(ctx: Context) -> Row:
    sent = {name: ctx.params[name] for name in _SENT if ctx.params.get(name) is not None}
    if ctx.params.get("active") is not None:
        sent["paused"] = not ctx.params["active"]
    return sent


def _check(row: Row) -> None:
    if not row["run_untagged"] and not row["tag_list"]:
        text = "can not be empty when runner is not allowed to pick untagged jobs"
        raise invalid(tags_list=[text])
    if (timeout := row["maximum_timeout"]) is not None and timeout < 600:
        raise invalid(maximum_timeout=["needs to be at least 10 minutes"])


def secret(row: Row) -> Row:
    return {"id": row["id"], "token": row["token"], "token_expires_at": None}


# Lists --------------------------------------------------------------------------------------------


@route("GET", "/runners", params=PAGING)
def index(ctx: Context) -> Answer:
    """Those of the projects and groups that the caller manages."""
    return _listed(ctx, [row for row in _filtered(ctx, runners(ctx)) if _may_manage(ctx, row)])


@route("GET", "/runners/all", params=[*PAGING, *_FILTERS])
def index_all(ctx: Context) -> Answer:
    ctx.authenticated_as_admin()
    return _listed(ctx, list(_filtered(ctx, runners(ctx))))


@route("GET", "/projects/:id/runners", params=PAGING)
def index_of_project(ctx: Context) -> Answer:
    """Its own, those of the groups above it, and those of the instance."""
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    groups = access.lineage(ctx.store, project["namespace_id"])
    return _listed(
        ctx,
        [
            row
            for row in _filtered(ctx, runners(ctx))
            if row["runner_type"] == "instance_type"
            or row["group_id"] in groups
            or project["id"] in row["projects"]
        ],
    )


@route("GET", "/groups/:id/runners", params=PAGING)
def index_of_group(ctx: Context) -> Answer:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    groups = access.lineage(ctx.store, group["id"])
    return _listed(
        ctx,
        [
            row
            for row in _filtered(ctx, runners(ctx))
            if row["runner_type"] == "instance_type" or row["group_id"] in groups
        ],
    )


def runners(ctx: Context) -> Selection:
    return ctx.store.select("documents", doc_kind="runners").order_by("id DESC")


def _filtered(ctx: Context, rows: Selection) -> Selection:
    params = ctx.params
    scope = params.get("scope")
    kind = params.get("type") or _SCOPES.get(scope or "", scope)
    if kind and kind.endswith("_type"):
        rows = rows.where("json_extract(data, '$.runner_type') = ?", kind)
    status = params.get("status") or (scope if scope in ("active", "paused", "online") else None)
    if status in ("active", "paused"):
        rows = rows.where("json_extract(data, '$.paused') = ?", status == "paused")
    elif status:
        found = [row["id"] for row in rows if runner_status(ctx, row["contacted_at"]) == status]
        rows = rows.where_in("id", found)
    if params.get("paused") is not None:
        rows = rows.where("json_extract(data, '$.paused') = ?", params["paused"])
    for tag in params.get("tag_list") or ():
        rows = rows.where("? IN (SELECT value FROM json_each(data, '$.tag_list'))", tag)
    return rows


def _listed(ctx: Context, rows: list[Row]) -> Answer:
    return ctx.paginate(rows, runner)


# One runner ---------------------------------------------------------------------------------------


@route("GET", "/runners/:runner_id", params=[_ID])
def show(ctx: Context) -> Json:
    return _detailed(ctx, _managed(ctx))


@route("PUT", "/runners/:runner_id", params=[_ID])
def update(ctx: Context) -> Json:
    row = _managed(ctx)
    changes = _sent(ctx)
    _check(row | changes)
    return _detailed(ctx, ctx.store.update("documents", row["id"], **changes))


@route("DELETE", "/runners/:runner_id", params=[_ID])
def delete(ctx: Context) -> None:
    ctx.store.delete("documents", _managed(ctx)["id"])


@route("POST", "/runners/:runner_id/reset_authentication_token", params=[_ID])
def reset(ctx: Context) -> Json:
    return reset_token(ctx, _managed(ctx))


def reset_token(ctx: Context, row: Row) -> Row:
    token = f"glrt-{secrets.token_urlsafe(15)}"
    ctx.store.update("documents", row["id"], token=token)
    return {"token": token, "token_expires_at": None}


@route("GET", "/runners/:runner_id/jobs", params=[*PAGING, _ID])
def jobs(ctx: Context) -> Answer:
    """The jobs that it took: `Sandbox.run_job` says so."""
    rows = ctx.store.select("jobs").where(
        "json_extract(data, '$.runner_id') = ?", _managed(ctx)["id"]
    )
    if status := ctx.params.get("status"):
        rows = rows.where("status = ?", status)
    direction = "ASC" if ctx.params.get("sort") == "asc" else "DESC"
    return ctx.paginate(rows.order_by(f"id {direction}"), _job)


def _job(ctx: Context, row: Row) -> Row:
    project = ctx.store.get("projects", row["project_id"])
    assert project is not None
    return job_basic(ctx, project, row) | {"project": project_identity(ctx, project)}


@route("GET", "/runners/:runner_id/managers", params=[*PAGING, _ID])
def managers(ctx: Context) -> Answer:
    """The machines that share its token."""
    rows = sorted(_managed(ctx)["managers"].values(), key=lambda row: -row["id"])
    return ctx.paginate(
        rows, lambda ctx, row: row | {"status": runner_status(ctx, row["contacted_at"])}
    )


@route("GET", "/runners/:runner_id/projects", params=[*PAGING, _ID])
def projects(ctx: Context) -> Answer:
    rows = [ctx.store.get("projects", id) for id in _managed(ctx)["projects"]]
    return ctx.paginate([row for row in rows if row], basic_project)


@route("POST", "/projects/:id/runners", params=[_ID._replace(required=True)])
def enable(ctx: Context) -> Json:
    """Let a runner of other projects work for this one."""
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    row = _managed(ctx)
    if row["runner_type"] != "project_type":
        what = "shared" if row["group_id"] is None else "a group runner"
        raise forbidden(f"Runner is {what}")
    if row["locked"]:
        raise forbidden("Runner is locked")
    if project["id"] in row["projects"]:
        raise bad_request("Runner has already been assigned to project")
    row = ctx.store.update("documents", row["id"], projects=[*row["projects"], project["id"]])
    return runner(ctx, row)


@route("DELETE", "/projects/:id/runners/:runner_id", params=[_ID])
def disable(ctx: Context) -> None:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    row = _found(ctx)
    if project["id"] not in row["projects"]:
        raise not_found("Runner")
    left = [id for id in row["projects"] if id != project["id"]]
    if not left:
        raise forbidden(
            "Only one project associated with the runner. Please remove the runner instead"
        )
    ctx.store.update("documents", row["id"], projects=left)


def _found(ctx: Context) -> Row:
    if row := runners(ctx).where("id = ?", ctx.params["runner_id"]).first():
        return row
    raise not_found("Runner")


def _managed(ctx: Context) -> Row:
    row = _found(ctx)
    if not _may_manage(ctx, row):
        raise forbidden("No access granted")
    return row


def _may_manage(ctx: Context, row: Row) -> bool:
    if ctx.is_admin:
        return True
    group = ctx.store.get("namespaces", row["group_id"])
    if group is not None and ctx.can_admin_group(group):
        return True
    projects = (ctx.store.get("projects", id) for id in row["projects"])
    return any(project is not None and ctx.can_admin_project(project) for project in projects)


def _detailed(ctx: Context, row: Row) -> dict[str, Any]:
    projects = [ctx.store.get("projects", id) for id in row["projects"]]
    group = ctx.store.get("namespaces", row["group_id"])
    names = ("tag_list", "run_untagged", "locked", "maximum_timeout", "access_level")
    return runner(ctx, row) | {
        **{name: row[name] for name in names},
        **dict.fromkeys(("version", "revision", "platform", "architecture")),
        "contacted_at": row["contacted_at"],
        "maintenance_note": row["maintenance_note"],
        "projects": [project_identity(ctx, project) for project in projects if project],
        "groups": [group_basic(ctx, group)] if group else [],
    }
