"""Runners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.entities.users import user_basic
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["runner", "runner_status"]

ONLINE, STALE = 2 * 3600, 7 * 86_400
"""For how many seconds one that was heard of counts as online, and as no more than offline."""


def runner(ctx: Context, row: Row) -> dict[str, Any]:
    creator = ctx.store.get("users", row["created_by_id"])
    status = runner_status(ctx, row["contacted_at"])
    return {
        "id": row["id"],
        "description": row["description"],
        "ip_address": None,
        "active": not row["paused"],
        "paused": row["paused"],
        "is_shared": row["runner_type"] == "instance_type",
        "runner_type": row["runner_type"],
        "name": None,
        "online": None if status == "never_contacted" else status == "online",
        "created_by": user_basic(ctx, creator) if creator else None,
        "created_at": row["created_at"],
        "status": status,
        "job_execution_status": "idle",
    }


def runner_status(ctx: Context, contacted_at: str | None) -> str:
    if contacted_at is None:
        return "never_contacted"
    silent = ctx.store.clock() - ctx.store.seconds(contacted_at)
    return "online" if silent < ONLINE else "offline" if silent < STALE else "stale"
