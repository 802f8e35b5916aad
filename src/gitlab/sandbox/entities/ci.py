"""Pipelines and jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context


def pipeline_basic(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "iid": row["iid"],
        "project_id": project["id"],
        "sha": row["sha"],
        "ref": row["ref"],
        "status": row["status"],
        "source": row["source"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "web_url": ctx.url(f"{project['full_path']}/-/pipelines/{row['id']}"),
    }
