"""Where a project would be mirrored from. The sandbox keeps it, and pulls nothing.

https://docs.gitlab.com/api/project_pull_mirroring/
"""

from __future__ import annotations

from gitlab.sandbox.rules import Answer, Context, Json, Param, Row, bad_request, invalid, route
from gitlab.sandbox.rules.remote_mirrors import CANNOT, SCHEMES, without_password

PULL = "/projects/:id/mirror/pull"
_FLAGS = (
    "mirror_trigger_builds",
    "only_mirror_protected_branches",
    "mirror_overwrites_diverged_branches",
)
_TOLD = ("enabled", "url", *_FLAGS, "mirror_branch_regex")


@route("GET", PULL)
def show(ctx: Context) -> Json:
    return _shown(_mirrored(ctx))


@route("PUT", PULL, params=[Param(name, "bool") for name in ("enabled", *_FLAGS)])
def update(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    before: Row = project.get("pull_mirror") or {}
    changes = {name: ctx.params[name] for name in _TOLD if name in ctx.params}
    row = {"id": before.get("id") or ctx.store.count_on("pull mirrors"), "enabled": False} | before
    row |= changes
    if not SCHEMES.match(str(row.get("url") or "")):
        raise invalid(import_url=["is blocked: Only allowed schemes are http, https, ssh, git"])
    ctx.store.update("projects", project["id"], pull_mirror=row)
    return _shown(row)


@route("POST", PULL)
def start(ctx: Context) -> Answer:
    """GitLab pulls in the background; here the mirror then tells why it could not."""
    row = _mirrored(ctx)
    tried = {"last_update_started_at": ctx.now(), "last_update_at": ctx.now()}
    row |= {**tried, "update_status": "failed", "last_error": CANNOT}
    project = ctx.find_project()
    ctx.store.update("projects", project["id"], pull_mirror=row)
    return Answer(200, "200")


def _mirrored(ctx: Context) -> Row:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    row: Row = project.get("pull_mirror") or {}
    if not row.get("enabled"):
        raise bad_request("The project is not mirrored")
    return row


def _shown(row: Row) -> Row:
    moments = (
        "last_error",
        "last_update_at",
        "last_update_started_at",
        "last_successful_update_at",
    )
    return {
        "id": row["id"],
        "update_status": row.get("update_status", "none"),
        "url": without_password(row["url"]),
        **{name: row.get(name) for name in moments},
        "enabled": row["enabled"],
        **{name: bool(row.get(name)) for name in _FLAGS},
        "mirror_branch_regex": row.get("mirror_branch_regex"),
    }
