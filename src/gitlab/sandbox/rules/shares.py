"""Invitations of groups to projects and to other groups.

https://docs.gitlab.com/api/projects/#share-a-project-with-a-group
https://docs.gitlab.com/api/groups/#share-groups-with-groups
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access, lookup
from gitlab.sandbox.audit import audit
from gitlab.sandbox.entities import group_detail
from gitlab.sandbox.rules import (
    Context,
    Json,
    Param,
    Row,
    conflict,
    not_found,
    route,
)

ROLE = "Literal[10, 15, 20, 25, 30, 40, 50]"
INVITATION = (
    Param("group_id", "int", required=True),
    Param("group_access", ROLE, required=True),
)


@route("POST", "/projects/:id/share", params=INVITATION)
def share_project(ctx: Context) -> Json:
    found = ctx.find_project()
    ctx.authorize_admin_project(found)
    share = _share(ctx, found, project_id=found["id"])
    names = ("id", "project_id", "group_id", "group_access", "expires_at")
    return {name: share[name] for name in names}


@route("DELETE", "/projects/:id/share/:group_id", params=[Param("group_id", "int")])
def unshare_project(ctx: Context) -> None:
    found = ctx.find_project()
    share = ctx.store.first("shares", project_id=found["id"], group_id=ctx.params["group_id"])
    if share is None:
        raise not_found("Group Link")
    ctx.authorize_admin_project(found)
    _end(ctx, found, share)


@route("POST", "/groups/:id/share", params=INVITATION)
def share_group(ctx: Context) -> Json:
    found = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(found))
    _share(ctx, found, namespace_id=found["id"])
    return group_detail(ctx, found)


@route("DELETE", "/groups/:id/share/:group_id", params=[Param("group_id", "int")])
def unshare_group(ctx: Context) -> None:
    found = ctx.find_group()
    share = ctx.store.first("shares", namespace_id=found["id"], group_id=ctx.params["group_id"])
    if share is None:
        raise not_found()
    ctx.authorize(ctx.can_admin_group(found))
    _end(ctx, found, share)


def _share(ctx: Context, found: Row, **target: Any) -> Row:
    invited = lookup.group(ctx.store, ctx.params["group_id"])
    if invited is None or not ctx.can_read_group(invited):
        raise not_found("Group")
    pair = {"group_id": invited["id"], **target}
    if ctx.store.first("shares", **pair):
        if "project_id" in target:
            raise conflict("Group already shared with this group")
        raise conflict("Shared group has already been taken")
    row = {"project_id": None, "namespace_id": None, **pair, "created_at": ctx.now()}
    row |= {name: ctx.params.get(name) for name in ("group_access", "expires_at")}
    _audit(ctx, found, row, "add")
    return ctx.store.insert("shares", row)


def _end(ctx: Context, found: Row, share: Row) -> None:
    ctx.store.delete("shares", share["id"])
    _audit(ctx, found, share, "remove")


def _audit(ctx: Context, found: Row, share: Row, verb: str) -> None:
    link = "project_group_link" if share["project_id"] else "group_share_with_group_link"
    event = f"{link}_{'created' if verb == 'add' else 'removed'}"
    what = "project_access" if share["project_id"] else "group_access"
    told = {verb: what, "as": access.ROLES[share["group_access"]]}
    audit(ctx, event, found, told, ctx.store.get("namespaces", share["group_id"]))
