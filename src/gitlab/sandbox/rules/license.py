"""The license of the instance: of the highest tier, as the sandbox has what needs one.

https://docs.gitlab.com/api/license/
"""

from __future__ import annotations

from typing import NoReturn

from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    needed,
    not_found,
    refused,
    route,
)

_ID = Param("license_id", "int")
_USERS = 10_000


@route("GET", "/license")
def current(ctx: Context) -> Json:
    return _license(ctx) | {"user_limit": _USERS, "active_users": _count(ctx)}


@route("GET", "/licenses")
def index(ctx: Context) -> Json:
    return [_license(ctx)]


@route("GET", "/license/:license_id", params=[_ID])
def show(ctx: Context) -> Json:
    return _found(ctx) | {"user_limit": _USERS, "active_users": _count(ctx)}


@route("POST", "/license", params=needed("license"))
def create(ctx: Context) -> NoReturn:
    """Only GitLab signs licenses, and it signs none for a sandbox."""
    ctx.authenticated_as_admin()
    text = "The license key is invalid. Make sure it is exactly as you received it from GitLab Inc."
    raise refused(400, {"message": text})


@route("PUT", "/license/:license_id/refresh_billable_users", params=[_ID])
def refresh(ctx: Context) -> Answer:
    _found(ctx)
    return Answer(202, {"success": True})


def _found(ctx: Context) -> Row:
    found = _license(ctx)
    if ctx.params["license_id"] != found["id"]:
        raise not_found("License")
    return found


def _count(ctx: Context) -> int:
    return ctx.store.select("users", state="active").count()


def _license(ctx: Context) -> Row:
    ctx.authenticated_as_admin()
    created_at = ctx.store.first("users", id=1) or {}
    active = _count(ctx)
    return {
        "id": 1,
        "plan": "ultimate",
        "created_at": created_at.get("created_at", ctx.now()),
        "starts_at": created_at.get("created_at", ctx.now())[:10],
        "expires_at": None,
        "historical_max": active,
        "maximum_user_count": active,
        "licensee": {"Name": "Sandbox", "Company": "Sandbox", "Email": "sandbox@example.com"},
        "add_ons": {},
        "expired": False,
        "overage": 0,
    }
