"""Numbers by which GitLab's support recognises a user who calls.

https://docs.gitlab.com/api/users/
"""

from __future__ import annotations

import secrets

from gitlab.sandbox.rules import Context, Json, Param, Row, not_found, route

_USER = Param("user_id", "int")
_LIFETIME_SECONDS = 7 * 86400


@route("POST", "/user/support_pin")
def create(ctx: Context) -> Json:
    """A new one takes the place of the one before."""
    assert ctx.user is not None
    expires_at = ctx.store.timestamp(ctx.store.clock() + _LIFETIME_SECONDS)
    pin = {"pin": f"{secrets.randbelow(10**6):06}", "expires_at": expires_at}
    ctx.store.update("users", ctx.user["id"], support_pin=pin)
    return pin


@route("GET", "/user/support_pin")
def show(ctx: Context) -> Json:
    assert ctx.user is not None
    return _of(ctx, ctx.user)


@route("GET", "/users/:user_id/support_pin", params=[_USER])
def show_to_admin(ctx: Context) -> Json:
    return _of(ctx, _managed(ctx))


@route("POST", "/users/:user_id/support_pin/revoke", params=[_USER])
def revoke(ctx: Context) -> None:
    found = _managed(ctx)
    _of(ctx, found)
    ctx.store.update("users", found["id"], support_pin=None)


def _managed(ctx: Context) -> Row:
    ctx.authenticated_as_admin()
    return ctx.find_user("user_id")


def _of(ctx: Context, user: Row) -> Row:
    pin: Row | None = user.get("support_pin")
    if pin is None or pin["expires_at"] <= ctx.now():
        raise not_found("Support PIN")
    return pin
