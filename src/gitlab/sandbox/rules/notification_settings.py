"""When GitLab writes to the caller: in general, and for a project or group.

https://docs.gitlab.com/api/notification_settings/
"""

from __future__ import annotations

from gitlab.sandbox.rules import Context, Json, Row, route

_EVENTS = """
    new_release new_note new_issue reopen_issue close_issue reassign_issue issue_due
    new_merge_request push_to_merge_request reopen_merge_request close_merge_request
    reassign_merge_request change_reviewer_merge_request merge_merge_request failed_pipeline
    fixed_pipeline success_pipeline moved_project merge_when_pipeline_succeeds
"""
_ON = ("failed_pipeline", "fixed_pipeline", "moved_project")
_PATHS = tuple(f"{place}/notification_settings" for place in ("", "/projects/:id", "/groups/:id"))


def show(ctx: Context) -> Json:
    return _shown(ctx, _settings(ctx))


def update(ctx: Context) -> Json:
    row = _settings(ctx)
    changes = {name: value for name, value in ctx.params.items() if name != "id"}
    return _shown(ctx, ctx.store.update("documents", row["id"], **changes))


for _path in _PATHS:
    route("GET", _path)(show)
    route("PUT", _path)(update)


def _settings(ctx: Context) -> Row:
    """The caller's, here."""
    assert ctx.user is not None
    owner: Row = {"doc_owner": "users", "doc_owner_id": ctx.user["id"]}
    if ctx.route.path.startswith("/projects"):
        owner = {"doc_owner": "projects", "doc_owner_id": ctx.find_project()["id"]}
    elif ctx.route.path.startswith("/groups"):
        owner = {"doc_owner": "namespaces", "doc_owner_id": ctx.find_group()["id"]}
    place = owner | {"doc_kind": "notification_settings", "doc_key": str(ctx.user["id"])}
    if row := ctx.store.first("documents", **place):
        return row
    level = "participating" if owner["doc_owner"] == "users" else "global"
    return ctx.store.insert("documents", place | {"level": level})


def _shown(ctx: Context, row: Row) -> Row:
    """Single events count, and are shown, at the level `custom`."""
    shown: Row = {"level": row["level"]}
    if row["doc_owner"] == "users":
        assert ctx.user is not None
        shown["notification_email"] = row.get("notification_email") or ctx.user["email"]
    if row["level"] == "custom":
        shown["events"] = {name: row.get(name, name in _ON) for name in _EVENTS.split()}
    return shown
