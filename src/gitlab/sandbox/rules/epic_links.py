"""The epics right below an epic.

https://docs.gitlab.com/api/epic_links/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.issuables import seen
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    conflict,
    missing,
    refused,
    route,
)
from gitlab.sandbox.rules.epics import EPICS, shown_anywhere

_BELOW = f"{EPICS}/:epic_iid/epics"
_IID, _ID = Param("epic_iid", "int"), Param("child_epic_id", "int")
_NO_EPIC = "No matching epic found. Make sure that you are adding a valid epic URL."
_BY_HAND = "coalesce(json_extract(data, '$.child_position'), id + 1e9), id"


@route("GET", _BELOW, params=[_IID])
def index(ctx: Context) -> Json:
    _, parent = _parent(ctx)
    return _listed(ctx, parent)


@route("POST", _BELOW, params=[_IID, Param("title", required=True), Param("confidential", "bool")])
def create(ctx: Context) -> Json:
    """A new epic of the same group."""
    epics, parent = _parent(ctx, write=True)
    sent = {name: ctx.params[name] for name in ("title", "confidential") if name in ctx.params}
    return epics.shown(epics.create(sent | {"parent_id": parent["id"]}), "create")


@route("POST", f"{_BELOW}/:child_epic_id", params=[_IID, _ID])
def assign(ctx: Context) -> Json:
    _, parent = _parent(ctx, write=True)
    child = ctx.store.first("documents", id=ctx.params["child_epic_id"], doc_kind="epics")
    if child is None or seen(ctx, EPICS, child) is None:
        raise refused(404, {"message": _NO_EPIC})
    if child.get("parent_id") == parent["id"]:
        raise conflict("Epic(s) already assigned")
    if child["id"] in _line(ctx, parent):
        text = f"&{child['iid']} cannot be added: It is already above this epic"
        raise refused(422, {"message": text})
    changes = {"parent_id": parent["id"], "child_position": None}
    return shown_anywhere(ctx, ctx.store.update("documents", child["id"], **changes))


@route(
    "PUT",
    f"{_BELOW}/:child_epic_id",
    params=[_IID, _ID, Param("move_before_id", "int"), Param("move_after_id", "int")],
)
def move(ctx: Context) -> Json:
    """Behind the one that is to come right before it, or before the one right after it."""
    _, parent = _parent(ctx, write=True)
    child = _child(ctx, parent, ctx.params["child_epic_id"])
    others = [it for it in _children(ctx, parent) if it["id"] != child["id"]]
    for name, further in (("move_after_id", 0), ("move_before_id", 1)):
        if (id := ctx.params.get(name)) is not None:
            _child(ctx, parent, id)
            others.insert([it["id"] for it in others].index(id) + further, child)
            for at, it in enumerate(others):
                ctx.store.update("documents", it["id"], child_position=at)
            break
    return _listed(ctx, parent)


@route("DELETE", f"{_BELOW}/:child_epic_id", params=[_IID, _ID])
def remove(ctx: Context) -> Answer:
    """Out of the epic; it stays where it is."""
    _, parent = _parent(ctx, write=True)
    child = _child(ctx, parent, ctx.params["child_epic_id"])
    return Answer(
        200, shown_anywhere(ctx, ctx.store.update("documents", child["id"], parent_id=None))
    )


def _parent(ctx: Context, *, write: bool = False) -> tuple[Documents, Row]:
    epics = Documents(ctx, EPICS)
    if write:
        epics.demand(access.GUEST)
    return epics, epics.find(ctx.params["epic_iid"])


def _children(ctx: Context, parent: Row) -> list[Row]:
    below = "json_extract(data, '$.parent_id') = ?"
    rows = ctx.store.select("documents", doc_kind="epics").where(below, parent["id"])
    return [row for row in rows.order_by(_BY_HAND) if seen(ctx, EPICS, row)]


def _child(ctx: Context, parent: Row, id: int) -> Row:
    for row in _children(ctx, parent):
        if row["id"] == id:
            return row
    raise missing()


def _line(ctx: Context, epic: Row) -> list[int]:
    """The ids of an epic and of all above it."""
    ids: list[int] = []
    above: Row | None = epic
    while above is not None and above["id"] not in ids:
        ids.append(above["id"])
        above = ctx.store.get("documents", above.get("parent_id"))
    return ids


def _listed(ctx: Context, parent: Row) -> Json:
    return [shown_anywhere(ctx, row) for row in _children(ctx, parent)]
