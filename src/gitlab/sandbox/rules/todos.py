"""What waits for the caller.

https://docs.gitlab.com/api/todos/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.documents import Documents
from gitlab.sandbox.entities import group_basic, project_identity, user_basic
from gitlab.sandbox.reminders import remember
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, missing, route
from gitlab.sandbox.store import Selection

_TYPES = {"epics": "Epic", "issues": "Issue", "merge_requests": "MergeRequest"}
_FILTERS = {
    "action": "action_name",
    "type": "target_type",
    "author_id": "author_id",
    "project_id": "project_id",
    "group_id": "group_id",
}


@route("GET", "/todos", params=PAGING, scopes=["read_user"])
def index(ctx: Context) -> Answer:
    """One's own, the newest first; those that are done only on request."""
    rows = _own(ctx)
    for name, column in _FILTERS.items():
        if (value := ctx.params.get(name)) is not None:
            rows = rows.where(f"json_extract(data, '$.{column}') = ?", value)
    state = ctx.params.get("state") or "pending"
    rows = rows.where("json_extract(data, '$.state') = ?", state)
    return ctx.paginate(rows.order_by("id DESC"), _shown)


@route("POST", "/todos/:id/mark_as_done", params=[Param("id", "int")])
def mark_as_done(ctx: Context) -> Json:
    row = _own(ctx).where("id = ?", ctx.params["id"]).first()
    if row is None:
        raise missing()
    return _shown(ctx, _done(ctx, row))


@route("POST", "/todos/mark_as_done")
def mark_all_as_done(ctx: Context) -> Answer:
    for row in _own(ctx):
        _done(ctx, row)
    return Answer(204)


@route("POST", "/projects/:id/issues/:iid/todo", params=[Param("iid", "int")])
@route("POST", "/projects/:id/merge_requests/:iid/todo", params=[Param("iid", "int")])
@route("POST", "/groups/:id/epics/:iid/todo", params=[Param("iid", "int")])
def mark(ctx: Context) -> Answer | Json:
    """Put something on one's own list; 304 while it is there."""
    things = Documents(ctx, ctx.route.path.removesuffix("/:iid/todo"))
    row = things.find(ctx.params["iid"])
    kind = _TYPES[things.collection.name]
    pending = _own(ctx).where("json_extract(data, '$.state') = 'pending'")
    if any((todo["target_type"], todo["target"]["id"]) == (kind, row["id"]) for todo in pending):
        return Answer(304)
    assert ctx.user is not None
    root = things.root.row or {}
    target = things.shown(row)
    return _shown(
        ctx, remember(ctx, ctx.user, "marked", kind, target, body=row["title"], root=root)
    )


def _own(ctx: Context) -> Selection:
    assert ctx.user is not None
    owner = {"doc_owner": "users", "doc_owner_id": ctx.user["id"]}
    return ctx.store.select("documents", doc_kind="todos", **owner)


def _done(ctx: Context, row: Row) -> Row:
    return ctx.store.update("documents", row["id"], state="done", updated_at=ctx.now())


def _shown(ctx: Context, row: Row) -> dict[str, Any]:
    author = ctx.store.get("users", row["author_id"])
    project = ctx.store.get("projects", row.get("project_id"))
    group = ctx.store.get("namespaces", row.get("group_id"))
    return {
        "id": row["id"],
        **({"project": project_identity(ctx, project)} if project else {}),
        **({"group": group_basic(ctx, group)} if group else {}),
        "author": user_basic(ctx, author) if author else None,
        "action_name": row["action_name"],
        "target_type": row["target_type"],
        "target": row["target"],
        "target_url": row["target"].get("web_url", ""),
        "body": row["body"],
        "state": row["state"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }
