"""Epics that relate to other epics, block them, or are blocked by them.

https://docs.gitlab.com/api/linked_epics/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.issuables import home, seen
from gitlab.sandbox.linking import link, links, other_end, seen_from
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    missing,
    refused,
    route,
)
from gitlab.sandbox.rules.epics import EPICS, shown_anywhere

_RELATED = f"{EPICS}/:epic_iid/related_epics"
_IID = Param("epic_iid", "int")
_NO_EPIC = "No matching epic found. Make sure that you are adding a valid epic URL."


@route("GET", _RELATED, params=[_IID])
def index(ctx: Context) -> Json:
    """The epics at the other ends that the caller may see, all on one page."""
    _, epic = _epic(ctx)
    return [
        epics.shown(end, "list")
        | {
            "related_epic_link_id": found["id"],
            "link_type": seen_from(found, epic),
            "link_created_at": found["created_at"],
            "link_updated_at": found["updated_at"],
        }
        for found in links(ctx.store, epic)
        if (end := other_end(ctx.store, found, epic)) and (epics := seen(ctx, EPICS, end))
    ]


@route(
    "POST",
    _RELATED,
    params=[
        _IID,
        Param("target_group_id", "str", required=True),
        Param("target_epic_iid", "int", required=True),
        Param("link_type", "Literal['relates_to', 'blocks', 'is_blocked_by']"),
    ],
)
def create(ctx: Context) -> Json:
    epics, source = _epic(ctx)
    group = ctx.find_group("target_group_id")
    there = home(ctx, EPICS, group["id"])
    target = there.get(ctx.params["target_epic_iid"]) if there else None
    if target is None:
        raise missing()
    groups = (epics.root.row or {}, group)
    if not (ctx.is_admin or all(ctx.access_level(it) >= access.GUEST for it in groups)):
        raise refused(404, {"message": _NO_EPIC})
    return _shown(ctx, link(ctx, source, target, ctx.params.get("link_type") or "relates_to"))


@route(
    "DELETE",
    f"{_RELATED}/:related_epic_link_id",
    params=[_IID, Param("related_epic_link_id", "int")],
)
def delete(ctx: Context) -> Answer:
    epics, epic = _epic(ctx)
    epics.demand(access.GUEST)
    for found in links(ctx.store, epic):
        if found["id"] == ctx.params["related_epic_link_id"]:
            shown = _shown(ctx, found)
            ctx.store.delete("documents", found["id"])
            return Answer(200, shown)
    raise missing()


@route("GET", "/groups/:id/related_epic_links", params=PAGING)
def index_of_group(ctx: Context) -> Answer:
    """Links of the epics of a group and of those below it, to epics that the caller sees."""
    groups = access.descendants(ctx.store, ctx.find_group()["id"])
    epics = ctx.store.select("documents", doc_kind="epics", doc_owner="namespaces")
    inside = {epic["id"] for epic in epics.where_in("doc_owner_id", groups)}
    rows = ctx.store.select("documents", doc_kind="epics links")
    for name in ("created", "updated"):
        for limit, operator in (("after", ">="), ("before", "<=")):
            if moment := ctx.params.get(f"{name}_{limit}"):
                rows = rows.where(f"json_extract(data, '$.{name}_at') {operator} ?", moment)
    found = [row for row in rows.order_by("id") if row["doc_owner_id"] in inside]
    shown = [_shown(ctx, row) for row in found]
    both = [it for it in shown if it["source_epic"] and it["target_epic"]]
    return ctx.paginate(both, lambda _, it: it)


def _epic(ctx: Context) -> tuple[Documents, Row]:
    epics = Documents(ctx, EPICS)
    return epics, epics.find(ctx.params["epic_iid"])


def _shown(ctx: Context, found: Row) -> Row:
    shown: Row = {"id": found["id"]}
    for name, id in (("source", found["doc_owner_id"]), ("target", int(found["doc_key"]))):
        end = ctx.store.get("documents", id)
        is_seen = end is not None and seen(ctx, EPICS, end) is not None
        shown[f"{name}_epic"] = shown_anywhere(ctx, end) if end and is_seen else None
    told = {name: found[name] for name in ("link_type", "created_at", "updated_at")}
    return shown | told
