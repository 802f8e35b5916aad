"""What of a project or group goes into a file or to another place, and how it comes out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.access import OWNER
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.records import FEATURES, create_group, create_project

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["KINDS", "exported", "group_from", "project_from"]

KINDS = ("labels", "milestones", "badges", "boards", "snippets", "protected_branches")
"""The documents that go along."""
_KEPT = ("description", "visibility", "default_branch", "topics", "archived")


def exported(ctx: Context, table: str, owner: Row) -> dict[str, Any]:
    """How a project or group (`projects`, `namespaces`) is now: its attributes and documents."""
    kept = ctx.store.select("documents", doc_owner=table, doc_owner_id=owner["id"])
    documents = [
        {name: value for name, value in row.items() if name not in ("id", "doc_owner_id")}
        for row in kept.where_in("doc_kind", KINDS)
    ]
    attributes = {"description": owner.get("description") or ""}
    if table == "projects":
        attributes = {name: owner[name] for name in _KEPT}
        attributes |= {f"{name}_access_level": owner[f"{name}_access_level"] for name in FEATURES}
    return {"attributes": attributes, "documents": documents}


def project_from(
    ctx: Context, content: dict[str, Any], path: str, namespace: Row, **further: Any
) -> Row:
    """A project, the caller's, of what was exported."""
    creator = {"creator_id": ctx.user["id"] if ctx.user else None}
    attributes = content["attributes"] | creator | further
    made = create_project(ctx.store, path, namespace, **attributes)
    _restore(ctx, "projects", made["id"], content["documents"])
    return made


def group_from(
    ctx: Context, content: dict[str, Any], path: str, parent: Row | None, **further: Any
) -> Row:
    """A group, the caller's, of what was exported."""
    made = create_group(ctx.store, path, parent, **content["attributes"] | further)
    if ctx.user:
        add_member(ctx, made, ctx.user["id"], OWNER)
    _restore(ctx, "namespaces", made["id"], content["documents"])
    return made


def _restore(ctx: Context, table: str, id: int, documents: list[Row]) -> None:
    for row in documents:
        ctx.store.insert("documents", row | {"doc_owner": table, "doc_owner_id": id})
