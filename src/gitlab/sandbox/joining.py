"""How users come to have a role on a project or group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.sandbox.audit import audit_member

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["add_member"]


def add_member(
    ctx: Context, source: Row, user_id: int, level: int, expires_at: str | None = None
) -> Row:
    """Make a user a member of a project or group, in the caller's name."""
    is_project = "namespace_id" in source
    made = ctx.store.insert(
        "members",
        {
            "project_id": source["id"] if is_project else None,
            "namespace_id": None if is_project else source["id"],
            "user_id": user_id,
            "access_level": level,
            "expires_at": expires_at or None,
            "created_by_id": ctx.user["id"] if ctx.user else None,
            "created_at": ctx.now(),
        },
    )
    audit_member(ctx, source, made, "add")
    return made
