"""Environments and deployments, as other things name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.entities.ci import job
from gitlab.sandbox.entities.users import user_basic
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["deployment", "environment_basic"]


def environment_basic(row: Row) -> dict[str, Any]:
    names = ("id", "name", "slug", "external_url", "created_at", "updated_at")
    return {name: row.get(name) for name in names}


def deployment(ctx: Context, row: Row) -> dict[str, Any]:
    """A deployment as lists and environments name it."""
    user = ctx.store.get("users", row["user_id"])
    environment = ctx.store.get("documents", row["environment_id"])
    return {
        **{name: row[name] for name in ("id", "iid", "ref", "sha", "created_at", "updated_at")},
        "user": user_basic(ctx, user) if user else None,
        "environment": environment_basic(environment) if environment else None,
        "deployable": _deployable(ctx, row),
        "status": row["status"],
    }


def _deployable(ctx: Context, row: Row) -> dict[str, Any] | None:
    """The job that deploys."""
    found = ctx.store.get("jobs", row.get("job_id"))
    project = ctx.store.get("projects", found["project_id"]) if found else None
    return job(ctx, project, found) if found and project else None
