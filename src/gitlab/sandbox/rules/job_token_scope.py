"""CI/CD job token scope of a project: its settings, and who is let in.

https://docs.gitlab.com/api/project_job_token_scopes/
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from gitlab.sandbox import allowlist, lookup
from gitlab.sandbox.entities import basic_project
from gitlab.sandbox.records import ci_settings
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

_CANNOT_MODIFY = "Insufficient permissions to modify the job token scope"


@route("GET", SCOPE, permission="read_job_token_scope")
def show(ctx: Context) -> dict[str, bool]:
    project = _administered_project(ctx)
    return {
        "inbound_enabled": allowlist.inbound_enabled(ctx.store, project),
        "outbound_enabled": bool(ci_settings(project)["job_token_scope_enabled"]),
    }


@route(
    "PATCH",
    SCOPE,
    params=[Param("enabled", "bool", required=True, blank=False)],
    permission="update_job_token_scope",
)
def update(ctx: Context) -> None:
    project = _administered_project(ctx)
    with _refusing():
        allowlist.set_inbound(ctx.store, project, enabled=ctx.params["enabled"])


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
    _add(ctx, project, target)
    return {"source_project_id": project["id"], "target_project_id": target["id"]}


@route(
    "DELETE",
    f"{SCOPE}/allowlist/:target_project_id",
    params=[Param("id", "int"), Param("target_project_id", "int")],
    permission="delete_job_token_scope_allowlist",
)
def remove_project(ctx: Context) -> None:
    target = ctx.find_project("target_project_id")
    project = _administered_project(ctx, _CANNOT_MODIFY)
    with _refusing():
        allowlist.remove(ctx.store, project, target)


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
    _add(ctx, project, target)
    return {"source_project_id": project["id"], "target_group_id": target["id"]}


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
    with _refusing():
        allowlist.remove(ctx.store, project, target)


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


def _add(ctx: Context, project: Row, target: Row) -> None:
    assert ctx.user is not None
    with _refusing():
        allowlist.add(ctx.store, project, target, ctx.user, ctx.version)


@contextmanager
def _refusing() -> Generator[None]:
    """Say in REST's form what the allowlist does not accept."""
    try:
        yield
    except allowlist.NotChanged as refusal:
        raise bad_request(str(refusal)) from None
