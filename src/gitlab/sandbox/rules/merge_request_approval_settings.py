"""How approvals work in projects, and what a top-level group holds fast in all of its own.

https://docs.gitlab.com/api/merge_request_approval_settings/
"""

from __future__ import annotations

from gitlab.sandbox.approving import SETTINGS, setting
from gitlab.sandbox.rules import Context, Json, Row, missing, route

OF_GROUP = "/groups/:id/merge_request_approval_setting"
OF_PROJECT = "/projects/:id/merge_request_approval_setting"


@route("GET", OF_GROUP)
def show_of_group(ctx: Context) -> Json:
    return _of_group(_group(ctx))


@route("PUT", OF_GROUP)
def change_of_group(ctx: Context) -> Json:
    group = _group(ctx)
    kept = group.get("approval_settings") or {}
    made = {name: value for name, value in ctx.params.items() if name in SETTINGS}
    return _of_group(ctx.store.update("namespaces", group["id"], approval_settings=kept | made))


@route("GET", OF_PROJECT)
def show_of_project(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    return _of_project(ctx, project)


@route("PUT", OF_PROJECT)
def change_of_project(ctx: Context) -> Json:
    """What the group holds fast stays as it is."""
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    made: Row = {}
    for name, (own, is_opposite, _) in SETTINGS.items():
        if ctx.params.get(name) is not None and setting(ctx.store, project, name)[1] is None:
            made[own] = ctx.params[name] != is_opposite
    return _of_project(ctx, ctx.store.update("projects", project["id"], **made))


def _group(ctx: Context) -> Row:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    if group["parent_id"] is not None:
        raise missing()
    return group


def _of_group(group: Row) -> Json:
    kept = group.get("approval_settings") or {}
    shown = {name: kept.get(name, not _is_off_at_first(name)) for name in SETTINGS}
    return {name: _told(value, None) for name, value in shown.items()}


def _is_off_at_first(name: str) -> bool:
    """Groups begin with holding nothing fast."""
    return name.startswith(("require_", "selective_"))


def _of_project(ctx: Context, project: Row) -> Json:
    return {name: _told(*setting(ctx.store, project, name)) for name in SETTINGS}


def _told(value: bool, whose: str | None) -> Row:
    return {"value": value, "locked": whose is not None, "inherited_from": whose}
