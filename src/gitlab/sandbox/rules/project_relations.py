"""Projects and the groups around them, the members they take over, and who likes them.

https://docs.gitlab.com/api/projects/
https://docs.gitlab.com/api/project_starring/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.entities import group, group_basic, user_basic
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.listing import matching
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Row, route
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import groups_of, visible_groups


@route("GET", "/projects/:id/invited_groups", params=PAGING, public=True)
def invited_groups(ctx: Context) -> Answer:
    """The groups that were invited here, or to a group above."""
    project = ctx.find_project()
    kinds = ctx.params.get("relation") or ("direct", "inherited")
    level = ctx.params.get("min_access_level") or 0
    above = access.lineage(ctx.store, project["namespace_id"]) if "inherited" in kinds else []
    marks = ", ".join("?" * len(above))
    sql = f"project_id IS ? OR namespace_id IN ({marks})"
    found = visible_groups(ctx.store, ctx.user).where(
        f"id IN (SELECT group_id FROM shares WHERE group_access >= ? AND ({sql}))",
        level,
        project["id"] if "direct" in kinds else -1,
        *above,
    )
    return _listed(ctx, found, group)


@route("GET", "/projects/:id/share_locations", params=PAGING)
def share_locations(ctx: Context) -> Answer:
    """The groups that may be invited: neither the project's own, nor those invited before."""
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    assert ctx.user is not None
    groups = visible_groups(ctx.store, ctx.user) if ctx.is_admin else groups_of(ctx.store, ctx.user)
    invited = "id NOT IN (SELECT group_id FROM shares WHERE project_id = ?)"
    groups = groups.where(invited, project["id"]).where("id != ?", project["namespace_id"])
    return _listed(ctx, groups, group)


@route("GET", "/projects/:id/transfer_locations", params=PAGING)
def transfer_locations(ctx: Context) -> Answer:
    """The groups into which the caller may move the project."""
    project = ctx.find_project()
    ctx.authorize_level(project, access.OWNER)
    assert ctx.user is not None
    groups = groups_of(ctx.store, ctx.user, access.MAINTAINER)
    return _listed(ctx, groups.where("id != ?", project["namespace_id"]), group_basic)


def _listed(ctx: Context, groups: Selection, entity: Any) -> Answer:
    found = matching(groups, ctx.params.get("search"), "name", "path")
    return ctx.paginate(found.order_by("name, id"), entity)


@route("POST", "/projects/:id/import_project_members/:source_project_id")
def import_members(ctx: Context) -> Json:
    """Those who were added to another project are added here, too, if they are not here yet."""
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    source = ctx.find_project("source_project_id")
    ctx.authorize_admin_project(source)
    known = {row["user_id"] for row in access.own_members(ctx.store, project)}
    highest = access.OWNER if ctx.is_admin else ctx.access_level(project)
    for row in list(ctx.store.select("members", project_id=source["id"])):
        if row["user_id"] not in known:
            level = min(row["access_level"], highest)
            add_member(ctx, project, row["user_id"], level, row["expires_at"])
    return {"status": "success"}


@route("GET", "/projects/:id/starrers", params=PAGING, public=True)
def starrers(ctx: Context) -> Answer:
    project = ctx.find_project()
    found = ctx.store.select("users").where(
        "id IN (SELECT user_id FROM stars WHERE project_id = ?)", project["id"]
    )

    def starrer(ctx: Context, row: Row) -> Row:
        star = ctx.store.first("stars", user_id=row["id"], project_id=project["id"]) or {}
        return {"starred_since": star.get("starred_since"), "user": user_basic(ctx, row)}

    return ctx.paginate(matching(found, ctx.params.get("search"), "username", "name"), starrer)
