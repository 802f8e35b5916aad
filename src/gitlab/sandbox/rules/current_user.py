"""The user whose credential makes the request.

https://docs.gitlab.com/api/users/#for-your-own-user-account
"""

from __future__ import annotations

import re

from gitlab.sandbox.entities import current_user, user_status, user_with_admin
from gitlab.sandbox.rules import Context, Json, Param, Row, invalid_parameter, route

_SECONDS = {"minutes": 60, "hour": 3600, "hours": 3600, "day": 86400, "days": 86400}
_AVAILABILITY = Param("availability", "Literal['not_set', 'busy']")
_CLEAR = Param(
    "clear_status_after",
    "Literal['30_minutes', '3_hours', '8_hours', '1_day', '3_days', '7_days', '30_days']",
)


@route("GET", "/user", scopes=["read_user"])
def show(ctx: Context) -> Json:
    found = _user(ctx)
    if not ctx.is_admin:
        return current_user(ctx, found)
    entity = user_with_admin(ctx, found)
    del entity["created_by"]
    return entity


@route("GET", "/user/status", scopes=["read_user"])
def status(ctx: Context) -> Json:
    return user_status(ctx, _user(ctx))


@route("PUT", "/user/status")
def set_status(ctx: Context) -> Json:
    """What is left out is taken back."""
    return _set(ctx, {})


@route("PATCH", "/user/status", params=[Param("emoji"), Param("message"), _AVAILABILITY, _CLEAR])
def change_status(ctx: Context) -> Json:
    return _set(ctx, _user(ctx).get("status") or {})


def _set(ctx: Context, before: Row) -> Json:
    names = ("emoji", "message", "availability")
    status = before | {name: ctx.params[name] for name in names if name in ctx.params}
    if any(status.get(name) for name in names):
        status = {"emoji": "speech_balloon", "availability": "not_set"} | status
    if after := ctx.params.get("clear_status_after"):
        status["clear_status_at"] = ctx.store.timestamp(ctx.store.clock() + _duration(after))
    return user_status(ctx, ctx.store.update("users", _user(ctx)["id"], status=status))


def _duration(text: str) -> int:
    match = re.fullmatch(r"(\d+)_(\w+)", text)
    assert match is not None
    return int(match[1]) * _SECONDS[match[2]]


# What is kept for the user ------------------------------------------------------------------------

_PREFERENCES = {
    "view_diffs_file_by_file": False,
    "show_whitespace_in_diffs": True,
    "pass_user_identities_to_ci_jwt": False,
    "policy_advanced_editor": False,
}


@route("GET", "/user/preferences")
def preferences(ctx: Context) -> Json:
    found = _user(ctx)
    kept = _PREFERENCES | found.get("preferences", {})
    return {"id": found["id"], "user_id": found["id"], **kept}


@route("PUT", "/user/preferences")
def set_preferences(ctx: Context) -> Json:
    if not ctx.params:
        names = ", ".join(_PREFERENCES)
        raise invalid_parameter(f"{names} are missing, at least one parameter must be provided")
    found = _user(ctx)
    kept = found.get("preferences", {}) | ctx.params
    ctx.user = ctx.store.update("users", found["id"], preferences=kept)
    return preferences(ctx)


@route("GET", "/user_counts")
def counts(ctx: Context) -> Json:
    """What waits for the user in open issues, merge requests and to-do items."""
    id = _user(ctx)["id"]
    opened = "json_extract(data, '$.state') = 'opened'"
    among = "EXISTS (SELECT 1 FROM json_each(data, '$.{}') WHERE value = ?)"
    issues = ctx.store.select("documents", doc_kind="issues").where(opened)
    requests = ctx.store.select("documents", doc_kind="merge_requests").where(opened)
    assigned = requests.where(among.format("assignee_ids"), id).count()
    todos = ctx.store.select("documents", doc_kind="todos", doc_owner="users", doc_owner_id=id)
    return {
        "merge_requests": assigned,
        "assigned_issues": issues.where(among.format("assignee_ids"), id).count(),
        "assigned_merge_requests": assigned,
        "review_requested_merge_requests": requests.where(among.format("reviewer_ids"), id).count(),
        "todos": todos.where("json_extract(data, '$.state') = 'pending'").count(),
    }


def _user(ctx: Context) -> Row:
    assert ctx.user is not None
    return ctx.user
