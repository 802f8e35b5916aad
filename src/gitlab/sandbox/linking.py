"""Links of issues to issues, and of epics to epics: either end shows them from its side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.answers import conflict, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Selection, Store

__all__ = ["count_blocked", "link", "links", "other_end", "seen_from"]


def links(store: Store, row: Row) -> Selection:
    """Those from and to an issue or epic, the oldest first."""
    kind = row["doc_kind"]
    return (
        store.select("documents", doc_kind=f"{kind} links", doc_owner=kind)
        .where("doc_owner_id = ? OR doc_key = ?", row["id"], str(row["id"]))
        .order_by("id")
    )


def other_end(store: Store, link: Row, row: Row) -> Row | None:
    """What a link of the row leads to; None when it is gone."""
    return next((end for end in _ends(store, link) if end["id"] != row["id"]), None)


def seen_from(link: Row, row: Row) -> str:
    """The type of a link, as one of its ends says it."""
    blocked = link["link_type"] == "blocks" and link["doc_owner_id"] != row["id"]
    return "is_blocked_by" if blocked else str(link["link_type"])


def link(ctx: Context, source: Row, target: Row, link_type: str) -> Row:
    """409 when there is one, in whatever direction. What is blocked by a thing is its target."""
    thing = source["doc_kind"].removesuffix("s").capitalize()
    linked = [other_end(ctx.store, found, source) for found in links(ctx.store, source)]
    if any(end and end["id"] == target["id"] for end in linked):
        raise conflict(f"{thing}(s) already assigned")
    if source["id"] == target["id"]:
        sign = "&" if thing == "Epic" else "#"
        text = f"{sign}{target['iid']} cannot be added: cannot be related to itself"
        raise refused(422, {"message": text})
    if link_type == "is_blocked_by":
        source, target, link_type = target, source, "blocks"
    made: dict[str, Any] = {
        "doc_kind": f"{source['doc_kind']} links",
        "doc_owner": source["doc_kind"],
        "doc_owner_id": source["id"],
        "doc_key": str(target["id"]),
        "link_type": link_type,
        "created_at": ctx.now(),
        "updated_at": ctx.now(),
    }
    return ctx.store.insert("documents", made)


def count_blocked(store: Store, row: Row) -> int:
    """How many open things wait for this one."""
    own = store.select(
        "documents",
        doc_owner=row["doc_kind"],
        doc_owner_id=row["id"],
        doc_kind=f"{row['doc_kind']} links",
    )
    blocked = [other_end(store, found, row) for found in own if found["link_type"] == "blocks"]
    return sum(end is not None and end["state"] == "opened" for end in blocked)


def _ends(store: Store, link: Row) -> Iterator[Row]:
    for id in (link["doc_owner_id"], int(link["doc_key"])):
        if end := store.get("documents", id):
            yield end
