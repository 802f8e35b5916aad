"""Groups that are read-only, that invite others, or may hold another one.

https://docs.gitlab.com/api/groups/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.entities import group, group_basic, group_detail
from gitlab.sandbox.listing import matching
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Row, refused, route
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import groups_of, visible_groups


@route("POST", "/groups/:id/archive")
def archive(ctx: Context) -> Json:
    return _archived(ctx, to=True)


@route("POST", "/groups/:id/unarchive")
def unarchive(ctx: Context) -> Json:
    return _archived(ctx, to=False)


def _archived(ctx: Context, *, to: bool) -> Json:
    found = _owned(ctx)
    if bool(found.get("archived")) == to:
        raise refused(422, {"message": f"Group is already {'' if to else 'un'}archived!"})
    return group_detail(ctx, ctx.store.update("namespaces", found["id"], archived=to))


@route("GET", "/groups/:id/groups/shared", params=PAGING, public=True)
def shared_groups(ctx: Context) -> Answer:
    """The groups that invited this one."""
    sql = "id IN (SELECT namespace_id FROM shares WHERE group_id = ?)"
    found = visible_groups(ctx.store, ctx.user).where(sql, ctx.find_group()["id"])
    return _listed(ctx, found)


@route("GET", "/groups/:id/invited_groups", params=PAGING, public=True)
def invited_groups(ctx: Context) -> Answer:
    sql = "id IN (SELECT group_id FROM shares WHERE namespace_id = ?)"
    found = visible_groups(ctx.store, ctx.user).where(sql, ctx.find_group()["id"])
    return _listed(ctx, found)


@route("GET", "/groups/:id/transfer_locations", params=PAGING)
def transfer_locations(ctx: Context) -> Answer:
    """The groups into which the caller may move this one."""
    found = _owned(ctx)
    assert ctx.user is not None
    groups = groups_of(ctx.store, ctx.user, access.OWNER)
    if ctx.is_admin:
        groups = visible_groups(ctx.store, ctx.user)
    below = access.descendants(ctx.store, found["id"])
    groups = groups.where(f"id NOT IN ({', '.join('?' * len(below))})", *below)
    groups = matching(
        groups.where("id IS NOT ?", found["parent_id"]), ctx.params.get("search"), "name"
    )
    return ctx.paginate(
        groups.order_by("name, id"),
        lambda ctx, row: {**group_basic(ctx, row), "full_path": row["full_path"]},
    )


def _listed(ctx: Context, groups: Selection) -> Answer:
    found = matching(groups, ctx.params.get("search"), "name", "path")
    return ctx.paginate(found.order_by("name, id"), group)


def _owned(ctx: Context) -> Row:
    found = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(found))
    return found
