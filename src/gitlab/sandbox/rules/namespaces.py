"""Namespaces: groups, and the places that users have of their own.

https://docs.gitlab.com/api/namespaces/
"""

from __future__ import annotations

from gitlab.sandbox import access, lookup
from gitlab.sandbox.entities import namespace
from gitlab.sandbox.listing import matching
from gitlab.sandbox.naming import path_taken
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    needed,
    not_found,
    route,
)
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
    found = _found(ctx)
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


# What administrators grant ------------------------------------------------------------------------

_EXCLUSIONS = "/namespaces/storage/limit_exclusions"
_GRANTS = (
    "shared_runners_minutes_limit",
    "extra_shared_runners_minutes_limit",
    "additional_purchased_storage_size",
    "additional_purchased_storage_ends_on",
)


@route("PUT", "/namespaces/:id")
def update(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    found = _found(ctx)
    grants = {name: ctx.params[name] for name in _GRANTS if name in ctx.params}
    return namespace(ctx, ctx.store.update("namespaces", found["id"], **grants))


@route("GET", _EXCLUSIONS, params=PAGING)
def limit_exclusions(ctx: Context) -> Answer:
    """The top-level groups that may keep as much as they like."""
    ctx.authenticated_as_admin()
    excluded = "json_extract(data, '$.limit_exclusion') IS NOT NULL"
    return ctx.paginate(ctx.store.select("namespaces").where(excluded), _exclusion)


@route("POST", "/namespaces/:id/storage/limit_exclusion", params=needed("reason"))
def lift_storage_limit(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    found = _found(ctx)
    if found["kind"] != "group" or found["parent_id"] is not None:
        raise bad_request("Namespace must be a top-level group")
    if found.get("limit_exclusion"):
        raise bad_request("Namespace has already been taken")
    exclusion = {"id": ctx.store.count_on("limit exclusions"), "reason": ctx.params["reason"]}
    return _exclusion(ctx, ctx.store.update("namespaces", found["id"], limit_exclusion=exclusion))


@route("DELETE", "/namespaces/:id/storage/limit_exclusion")
def restore_storage_limit(ctx: Context) -> None:
    ctx.authenticated_as_admin()
    found = _found(ctx)
    if not found.get("limit_exclusion"):
        raise not_found()
    ctx.store.update("namespaces", found["id"], limit_exclusion=None)


def _found(ctx: Context) -> Row:
    found = lookup.namespace(ctx.store, ctx.params["id"])
    if found is None:
        raise not_found("Namespace")
    return found


def _exclusion(ctx: Context, row: Row) -> Row:
    named = {"namespace_id": row["id"], "namespace_name": row["name"]}
    return {**row["limit_exclusion"], **named}
