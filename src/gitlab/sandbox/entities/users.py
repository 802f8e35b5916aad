"""Users and members, from what anybody sees to what administrators do."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from gitlab.sandbox.custom_attributes import with_attributes
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = [
    "avatar_url",
    "current_user",
    "gravatar",
    "member",
    "user",
    "user_basic",
    "user_status",
    "user_with_admin",
]

_PROFILE: dict[str, Any] = {
    "bio": "",
    "location": "",
    "linkedin": "",
    "twitter": "",
    "discord": "",
    "website_url": "",
    "github": "",
    "job_title": "",
    "pronouns": None,
    "organization": "",
    "bot": False,
    "work_information": None,
}

_ACCOUNT: dict[str, Any] = {
    "theme_id": 3,
    "color_scheme_id": 1,
    "projects_limit": 100000,
    "current_sign_in_at": None,
    "identities": [],
    "can_create_group": True,
    "can_create_project": True,
    "two_factor_enabled": False,
    "external": False,
    "private_profile": False,
}


def user_basic(ctx: Context, row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "username": row["username"],
        "public_email": row.get("public_email"),
        "name": row["name"],
        "state": row["state"],
        "locked": row.get("locked", False),
        "avatar_url": avatar_url(row),
        "web_url": ctx.url(row["username"]),
    }


def user(ctx: Context, row: Row) -> dict[str, Any]:
    """A user's profile."""
    followed = ctx.user is not None and ctx.store.first(
        "follows", user_id=ctx.user["id"], followed_id=row["id"]
    )
    return user_basic(ctx, row) | {
        "created_at": row["created_at"],
        **{name: row.get(name, default) for name, default in _PROFILE.items()},
        "followers": ctx.store.select("follows", followed_id=row["id"]).count(),
        "following": ctx.store.select("follows", user_id=row["id"]).count(),
        "is_followed": bool(followed),
        "local_time": None,
    }


def current_user(ctx: Context, row: Row) -> dict[str, Any]:
    """A user's profile and account, as the user sees it."""
    return user(ctx, row) | {
        "last_sign_in_at": row.get("last_sign_in_at"),
        "confirmed_at": row.get("confirmed_at", row["created_at"]),
        "last_activity_on": row.get("last_activity_on"),
        "email": row["email"],
        **{name: row.get(name, default) for name, default in _ACCOUNT.items()},
        "commit_email": row.get("commit_email") or row["email"],
        "preferred_language": row.get("preferred_language", "en"),
        "shared_runners_minutes_limit": row.get("shared_runners_minutes_limit"),
        "extra_shared_runners_minutes_limit": row.get("extra_shared_runners_minutes_limit"),
        "scim_identities": [],
    }


def user_with_admin(ctx: Context, row: Row) -> dict[str, Any]:
    """A user as administrators see it."""
    namespace = ctx.store.first("namespaces", owner_id=row["id"], kind="user")
    creator = ctx.store.get("users", row.get("created_by_id"))
    return current_user(ctx, row) | {
        "is_admin": row["admin"],
        "note": row.get("note"),
        "namespace_id": namespace["id"] if namespace else None,
        "created_by": user_basic(ctx, creator) if creator else None,
        "is_auditor": row.get("auditor", False),
        "using_license_seat": False,
        **with_attributes(ctx, row, "users"),
    }


def member(ctx: Context, row: Row) -> dict[str, Any]:
    """A user with a role on a project or group."""
    found = ctx.store.get("users", row["user_id"])
    assert found is not None
    creator = ctx.store.get("users", row.get("created_by_id"))
    entity = user_basic(ctx, found) | {
        "access_level": row["access_level"],
        "created_at": row["created_at"],
        **({"created_by": user_basic(ctx, creator)} if creator else {}),
        "expires_at": row["expires_at"],
        "membership_state": "active",
    }
    if ctx.is_admin:
        entity["email"] = found["email"]
    if role := ctx.store.get("documents", row.get("member_role_id")):
        names = "id name description base_access_level"
        entity["member_role"] = {name: role.get(name) for name in names.split()}
        entity["member_role"]["group_id"] = role["doc_owner_id"] or None
    if ctx.params.get("show_seat_info"):
        entity["is_using_seat"] = found["state"] == "active"
    return entity


def user_status(ctx: Context, row: Row) -> dict[str, Any]:
    status = row.get("status") or {}
    message = status.get("message")
    return {
        "emoji": status.get("emoji"),
        "message": message,
        "availability": status.get("availability"),
        "message_html": message or "",
        "clear_status_at": status.get("clear_status_at"),
    }


def avatar_url(row: Row) -> str | None:
    """The user's own picture; of those who never had one, what Gravatar has."""
    url: str | None = row.get("avatar_url", gravatar(row["email"]))
    return url


def gravatar(email: str, size: int = 80) -> str:
    digest = hashlib.sha256(email.lower().encode()).hexdigest()
    return f"https://www.gravatar.com/avatar/{digest}?s={size}&d=identicon"
