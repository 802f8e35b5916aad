"""Access tokens; the secret itself is shown once, when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["access_token", "impersonation_token", "is_active"]


def is_active(ctx: Context, token: Row) -> bool:
    expired = token["expires_at"] is not None and token["expires_at"] <= ctx.store.today()
    return not token["revoked"] and not expired


def access_token(ctx: Context, token: Row) -> dict[str, Any]:
    """A personal access token without its secret."""
    return {
        "id": token["id"],
        "name": token["name"],
        "revoked": token["revoked"],
        "created_at": token["created_at"],
        "description": token["description"],
        "scopes": token["scopes"],
        "user_id": token["user_id"],
        "last_used_at": token["last_used_at"],
        "active": is_active(ctx, token),
        "granular": token["kind"] == "granular",
        "expires_at": token["expires_at"],
    }


def impersonation_token(ctx: Context, token: Row) -> dict[str, Any]:
    entity = access_token(ctx, token) | {"impersonation": True}
    del entity["granular"]
    return entity
