"""Namespaces: groups, and the places that users have of their own.

https://docs.gitlab.com/api/namespaces/
"""

from __future__ import annotations

from gitlab.sandbox import access, lookup
from gitlab.sandbox.entities import namespace
from gitlab.sandbox.listing import matching
from gitlab.sandbox.naming import path_taken
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, not_found, route
from gitlab.sandbox.visible import groups_of


@route("GET", "/namespaces", params=PAGING)
def index(ctx: Context) -> Answer:
    """The namespaces in which the caller has a part; administrators get all."""
    assert ctx.user is not None
    found = ctx.store.select("namespaces")
    owned_only = ctx.params.get("owned_only")
    if owned_only or not ctx.is_admin:
        level = access.OWNER if owned_only else access.GUEST
        groups, *args = groups_of(ctx.store, ctx.user, level).ids()
        found = found.where(f"owner_id = ? OR {groups}", ctx.user["id"], *args)
    if ctx.params.get("top_level_only"):
        found = found.where("parent_id IS NULL")
    columns = ["full_path"] if ctx.params.get("full_path_search") else ["name", "path"]
    return ctx.paginate(matching(found, ctx.params.get("search"), *columns), namespace)


@route("GET", "/namespaces/:id")
def show(ctx: Context) -> Json:
    found = lookup.namespace(ctx.store, ctx.params["id"])
    if found is None:
        raise not_found("Namespace")
    is_group = found["kind"] == "group"
    if not (ctx.can_read_group(found) if is_group else ctx.can_admin_group(found)):
        raise not_found("Namespace")
    return namespace(ctx, found)


@route("GET", "/namespaces/:namespace/exists", params=[Param("parent_id", "int")])
def exists(ctx: Context) -> Json:
    path = ctx.params["namespace"]
    parent = ctx.store.get("namespaces", ctx.params.get("parent_id"))
    above = f"{parent['full_path']}/" if parent else ""
    if not path_taken(ctx.store, above + path):
        return {"exists": False, "suggests": []}
    number = 1
    while path_taken(ctx.store, f"{above}{path}{number}"):
        number += 1
    return {"exists": True, "suggests": [f"{path}{number}"]}
