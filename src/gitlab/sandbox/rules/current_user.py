"""The user whose credential makes the request.

https://docs.gitlab.com/api/users/#for-your-own-user-account
"""

from __future__ import annotations

import re

from gitlab.sandbox.entities import current_user, user_status, user_with_admin
from gitlab.sandbox.rules import Context, Json, Param, Row, route

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


def _user(ctx: Context) -> Row:
    assert ctx.user is not None
    return ctx.user
