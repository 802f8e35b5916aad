"""CI/CD job token scope of a project: its settings, and who is let in.

https://docs.gitlab.com/api/project_job_token_scopes/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import lookup
from gitlab.sandbox.entities import basic_project
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Param,
    Row,
    bad_request,
    not_found,
    route,
)

SCOPE = "/projects/:id/job_token_scope"
MAX_LINKS = 200
SELF_ALLOWED_SINCE = (18, 1)
INBOUND = "inbound"

_ENFORCED = (
    "Job token scope cannot be disabled for this project because it is enforced for the instance."
    " Contact your administrator to modify this setting."
)
_CANNOT_MODIFY = "Insufficient permissions to modify the job token scope"
_CANNOT_READ = (
    "The {target} that you are attempting to access does not exist or you don't have permission to"
    " perform this action"
)


def inbound_enabled(ctx: Context, project: Row) -> bool:
    """Whether only listed projects get in: enforced, or the project's own setting."""
    own = project["ci_settings"]
    return bool(
        ctx.settings["enforce_ci_inbound_job_token_scope_enabled"]
        or own is None
        or own["inbound_job_token_scope_enabled"]
    )


@route("GET", SCOPE, permission="read_job_token_scope")
def show(ctx: Context) -> dict[str, bool]:
    project = _administered_project(ctx)
    return {
        "inbound_enabled": inbound_enabled(ctx, project),
        "outbound_enabled": bool((project["ci_settings"] or {}).get("job_token_scope_enabled")),
    }


@route(
    "PATCH",
    SCOPE,
    params=[Param("enabled", "bool", required=True, blank=False)],
    permission="update_job_token_scope",
)
def update(ctx: Context) -> None:
    project = _administered_project(ctx)
    enabled = ctx.params["enabled"]
    if not enabled and ctx.settings["enforce_ci_inbound_job_token_scope_enabled"]:
        raise bad_request(_ENFORCED)
    ci_settings = (project["ci_settings"] or {}) | {"inbound_job_token_scope_enabled": enabled}
    ctx.store.update("projects", project["id"], ci_settings=ci_settings)


# Projects ---------------------------------------------------------------------------------------


@route("GET", f"{SCOPE}/allowlist", params=PAGING, permission="read_job_token_scope_allowlist")
def list_projects(ctx: Context) -> Answer:
    """The project itself is always on its list, with or without a link."""
    project = _administered_project(ctx)
    listed = ctx.store.select("projects").where(
        "id = ? OR id IN (SELECT target_project_id FROM project_links"
        " WHERE source_project_id = ? AND direction = 'inbound')",
        project["id"],
        project["id"],
    )
    return ctx.paginate(listed, basic_project)


@route(
    "POST",
    f"{SCOPE}/allowlist",
    params=[Param("id", "int"), Param("target_project_id", "int", required=True, blank=False)],
    permission="create_job_token_scope_allowlist",
)
def add_project(ctx: Context) -> dict[str, int]:
    project = _administered_project(ctx)
    target = ctx.store.get("projects", ctx.params["target_project_id"])
    if target is None:
        raise not_found("target_project_id not found")
    if not ctx.can_read_project(target):
        raise bad_request(_CANNOT_READ.format(target="target_project"))
    pair = {"source_project_id": project["id"], "target_project_id": target["id"]}
    links = ctx.store.select("project_links", source_project_id=project["id"], direction=INBOUND)
    if links.count() >= MAX_LINKS:
        raise _invalid_link(
            "Source project exceeds the allowable number of project links in this direction"
        )
    if target["id"] == project["id"] and ctx.version < SELF_ALLOWED_SINCE:
        raise _invalid_link("Target project can't be the same as the source project")
    if ctx.store.first("project_links", **pair, direction=INBOUND):
        raise bad_request("This project is already in the job token allowlist.")
    ctx.store.insert("project_links", pair | {"direction": INBOUND} | _new_link(ctx))
    return pair


@route(
    "DELETE",
    f"{SCOPE}/allowlist/:target_project_id",
    params=[Param("id", "int"), Param("target_project_id", "int")],
    permission="delete_job_token_scope_allowlist",
)
def remove_project(ctx: Context) -> None:
    target = ctx.find_project("target_project_id")
    project = _administered_project(ctx, _CANNOT_MODIFY)
    if target["id"] == project["id"]:
        raise bad_request("Source project cannot be removed from the job token scope")
    link = ctx.store.first(
        "project_links",
        source_project_id=project["id"],
        target_project_id=target["id"],
        direction=INBOUND,
    )
    if link is None:
        raise bad_request("Target project is not in the job token scope")
    ctx.store.delete("project_links", link["id"])


# Groups -----------------------------------------------------------------------------------------


@route(
    "GET", f"{SCOPE}/groups_allowlist", params=PAGING, permission="read_job_token_scope_allowlist"
)
def list_groups(ctx: Context) -> Answer:
    project = _administered_project(ctx)
    listed = ctx.store.select("namespaces").where(
        "id IN (SELECT target_group_id FROM group_links WHERE source_project_id = ?)",
        project["id"],
    )
    return ctx.paginate(listed, _listed_group)


@route(
    "POST",
    f"{SCOPE}/groups_allowlist",
    params=[Param("id", "int"), Param("target_group_id", "int", required=True, blank=False)],
    permission="create_job_token_scope_allowlist",
)
def add_group(ctx: Context) -> dict[str, int]:
    project = _administered_project(ctx)
    target = _target_group(ctx)
    if not ctx.can_read_group(target):
        raise bad_request(_CANNOT_READ.format(target="target_group"))
    pair = {"source_project_id": project["id"], "target_group_id": target["id"]}
    if ctx.store.select("group_links", source_project_id=project["id"]).count() >= MAX_LINKS:
        raise _invalid_link("Source project exceeds the allowable number of group links")
    if ctx.store.first("group_links", **pair):
        raise bad_request("This group is already in the job token allowlist.")
    ctx.store.insert("group_links", pair | _new_link(ctx))
    return pair


@route(
    "DELETE",
    f"{SCOPE}/groups_allowlist/:target_group_id",
    params=[Param("id", "int"), Param("target_group_id", "int")],
    permission="delete_job_token_scope_allowlist",
)
def remove_group(ctx: Context) -> None:
    """The group is looked up first, and nobody asks whether the caller may read it."""
    target = _target_group(ctx)
    project = _administered_project(ctx, _CANNOT_MODIFY)
    link = ctx.store.first(
        "group_links", source_project_id=project["id"], target_group_id=target["id"]
    )
    if link is None:
        raise bad_request("Target group is not in the job token scope")
    ctx.store.delete("group_links", link["id"])


def _administered_project(ctx: Context, reason: str = "") -> Row:
    project = ctx.find_project()
    ctx.authorize_admin_project(project, reason)
    return project


def _target_group(ctx: Context) -> Row:
    group = lookup.group(ctx.store, ctx.params["target_group_id"])
    if group is None:
        raise not_found("target_group_id not found")
    return group


def _listed_group(ctx: Context, group: Row) -> dict[str, Any]:
    web_url = ctx.url(f"groups/{group['full_path']}")
    return {"id": group["id"], "web_url": web_url, "name": group["name"]}


def _new_link(ctx: Context) -> Row:
    assert ctx.user is not None
    return {
        "added_by_id": ctx.user["id"],
        "created_at": ctx.now(),
        "default_permissions": True,
        "job_token_policies": [],
        "autopopulated": False,
    }


def _invalid_link(error: str) -> Exception:
    return bad_request(f"Validation failed: {error}")
