"""What users did: of the caller, of a user, in a project.

https://docs.gitlab.com/api/events/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.rules import PAGING, Answer, Context, Param, Row, route
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import projects_of, visible_projects

_ACTIONS = {
    "commented": ("commented on",),
    "created": ("created", "opened"),
    "destroyed": ("destroyed", "deleted"),
    "expired": ("removed due to membership expiration from",),
    "merged": ("accepted",),
    "pushed": ("pushed to", "pushed new", "deleted"),
}
_TARGETS = {"merge_request": "MergeRequest", "wiki": "WikiPage::Meta"}
_FILTERS = (*PAGING, Param("action"), Param("target_type"))
_DAY = "substr(json_extract(data, '$.created_at'), 1, 10)"


@route("GET", "/events", params=[*_FILTERS, Param("scope")], scopes=["read_user"])
def index(ctx: Context) -> Answer:
    """One's own; with the scope "all" those of everybody in one's projects, too."""
    assert ctx.user is not None
    rows = _readable(ctx)
    if ctx.params.get("scope") == "all":
        sql, *args = projects_of(ctx.store, ctx.user).ids()
        of_projects = sql.replace("id IN", "doc_owner_id IN", 1)
        rows = rows.where(f"doc_key = ? OR {of_projects}", str(ctx.user["id"]), *args)
    else:
        rows = rows.where("doc_key = ?", str(ctx.user["id"]))
    return _listed(ctx, rows)


@route("GET", "/users/:user_id/events", params=_FILTERS, public=True, scopes=["read_user"])
def of_user(ctx: Context) -> Answer:
    user = ctx.find_user("user_id")
    return _listed(ctx, _readable(ctx).where("doc_key = ?", str(user["id"])))


@route("GET", "/projects/:id/events", params=_FILTERS, public=True)
def of_project(ctx: Context) -> Answer:
    project = ctx.find_project()
    return _listed(ctx, _all(ctx).where("doc_owner_id = ?", project["id"]))


def _all(ctx: Context) -> Selection:
    return ctx.store.select("documents", doc_kind="events", doc_owner="projects")


def _readable(ctx: Context) -> Selection:
    sql, *args = visible_projects(ctx.store, ctx.user).ids()
    return _all(ctx).where(sql.replace("id IN", "doc_owner_id IN", 1), *args)


def _listed(ctx: Context, rows: Selection) -> Answer:
    params = ctx.params
    if action := params.get("action"):
        names = _ACTIONS.get(action, (action,))
        marks = ", ".join("?" * len(names))
        rows = rows.where(f"json_extract(data, '$.action_name') IN ({marks})", *names)
        if action in ("pushed", "destroyed"):
            is_push = "json_extract(data, '$.push_data') IS NOT NULL"
            rows = rows.where(is_push if action == "pushed" else f"NOT ({is_push})")
    if kind := params.get("target_type"):
        wanted = _TARGETS.get(kind, kind.capitalize())
        rows = rows.where("json_extract(data, '$.target_type') = ?", wanted)
    for name, sign in (("before", "<"), ("after", ">")):
        if day := params.get(name):
            rows = rows.where(f"{_DAY} {sign} ?", day)
    direction = "ASC" if params.get("sort") == "asc" else "DESC"
    return ctx.paginate(rows.order_by(f"id {direction}"), _shown)


def _shown(ctx: Context, row: Row) -> dict[str, Any]:
    author = ctx.store.get("users", int(row["doc_key"]))
    named = user_basic(ctx, author) if author else None
    names = "action_name target_id target_iid target_type"
    shown = {
        "id": row["id"],
        "project_id": row["doc_owner_id"],
        **{name: row[name] for name in names.split()},
        "author_id": int(row["doc_key"]),
        "target_title": row["target_title"],
        "created_at": row["created_at"],
    }
    if note := row.get("note"):
        shown["note"] = note | {"author": named}
    shown |= {"author": named, "imported": False, "imported_from": "none"}
    if push := row.get("push_data"):
        shown["push_data"] = push
    return shown | {"author_username": author["username"] if author else None}
