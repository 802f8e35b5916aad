"""Content that requests bring and take away: artifacts, packages, secure files, states, traces."""

from __future__ import annotations

from gitlab.sandbox.store import Row, Store

__all__ = ["forget", "keep", "kept"]


def keep(store: Store, project: Row, kind: str, owner_id: int, content: bytes) -> None:
    """Keep the content of a thing, in place of what it had before."""
    forget(store, kind, owner_id)
    place = {"project_id": project["id"], "kind": kind, "owner_id": owner_id}
    store.insert("contents", {**place, "content": content})


def kept(store: Store, kind: str, owner_id: int) -> bytes | None:
    found = store.first("contents", kind=kind, owner_id=owner_id)
    return None if found is None else bytes(found["content"])


def forget(store: Store, kind: str, owner_id: int) -> None:
    for row in list(store.select("contents", kind=kind, owner_id=owner_id)):
        store.delete("contents", row["id"])
