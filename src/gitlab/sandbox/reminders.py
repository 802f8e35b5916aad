"""To-do items: what is put on people's lists when others mention them or give them work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gitlab.sandbox import access
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["mentions", "remember", "settle", "tell_mentioned"]


def mentions(text: str | None) -> list[str]:
    """The names that a text addresses, each once."""
    return list(dict.fromkeys(re.findall(r"(?<!\w)@([\w.-]*\w)", text or "")))


def remember(
    ctx: Context, user: Row, action: str, target_type: str, target: Row, *, body: str, root: Row
) -> Row:
    """Put a to-do item on a user's list. `target` is the JSON that GitLab shows of the thing."""
    owner = {"project_id": root["id"]} if "namespace_id" in root else {"group_id": root["id"]}
    return ctx.store.insert(
        "documents",
        {
            "doc_kind": "todos",
            "doc_owner": "users",
            "doc_owner_id": user["id"],
            "author_id": ctx.user["id"] if ctx.user else None,
            "action_name": action,
            "target_type": target_type,
            "target": target,
            "body": body,
            "state": "pending",
            "created_at": ctx.now(),
            "updated_at": ctx.now(),
            **owner,
        },
    )


def settle(ctx: Context, target_type: str, target_id: int) -> None:
    """The caller dealt with a thing: what waits for the caller because of it is done."""
    if ctx.user is None:
        return
    todos = ctx.store.select(
        "documents", doc_owner="users", doc_owner_id=ctx.user["id"], doc_kind="todos"
    )
    for todo in list(todos.where("json_extract(data, '$.state') = 'pending'")):
        if (todo["target_type"], todo["target"]["id"]) == (target_type, target_id):
            ctx.store.update("documents", todo["id"], state="done", updated_at=ctx.now())


def tell_mentioned(ctx: Context, target_type: str, target: Row, *, body: str, root: Row) -> None:
    """Who is named in a text gets a to-do item; the first words address somebody directly."""
    for name in mentions(body):
        user = ctx.store.first("users", username=name)
        if user is None or (ctx.user and user["id"] == ctx.user["id"]):
            continue
        if "namespace_id" in root and not access.can_read_project(ctx.store, user, root):
            continue
        action = "directly_addressed" if body.startswith(f"@{name}") else "mentioned"
        remember(ctx, user, action, target_type, target, body=body, root=root)
