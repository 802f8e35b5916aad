"""Pipelines and jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox.entities.commits import commit
from gitlab.sandbox.entities.runners import runner
from gitlab.sandbox.entities.users import user, user_basic
from gitlab.sandbox.git import Repository
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["job", "job_basic", "pipeline", "pipeline_basic"]


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


def pipeline(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    creator = ctx.store.get("users", row["user_id"])
    return pipeline_basic(ctx, project, row) | {
        "before_sha": row["before_sha"],
        "tag": row["tag"],
        "name": row["name"],
        "yaml_errors": row.get("yaml_errors"),
        "user": user_basic(ctx, creator) if creator else None,
        "started_at": row["started_at"],
        "finished_at": row["finished_at"],
        "committed_at": None,
        "duration": _duration(ctx, row["started_at"], row["finished_at"]),
        "queued_duration": _duration(ctx, row["created_at"], row["started_at"]),
        "coverage": None,
        "detailed_status": _detailed_status(ctx, project, row),
        "archived": False,
    }


def _detailed_status(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    status = row["status"]
    text = "Passed" if status == "success" else status.capitalize()
    return {
        "icon": f"status_{status}",
        "text": text,
        "label": text.lower(),
        "group": status,
        "tooltip": text.lower(),
        "has_details": True,
        "details_path": f"/{project['full_path']}/-/pipelines/{row['id']}",
        "illustration": None,
        "favicon": ctx.url(f"assets/ci_favicons/favicon_status_{status}.png"),
    }


def job_basic(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    """What jobs and bridges have in common."""
    owner = ctx.store.get("users", row["user_id"])
    parent = ctx.store.get("pipelines", row["pipeline_id"])
    assert parent is not None
    settings = project["ci_settings"] or {}
    repository = Repository(ctx.store, project)
    known = repository.get(parent["sha"], "commit") is not None
    told = ("id", "status", "stage", "name", "ref", "tag", "coverage", "allow_failure")
    moments = ("created_at", "started_at", "finished_at")
    reason = {"failure_reason": row["failure_reason"]} if row["failure_reason"] else {}
    return {
        **{name: row[name] for name in (*told, *moments)},
        "erased_at": row.get("erased_at"),
        "duration": _duration(ctx, row["started_at"], row["finished_at"]),
        "queued_duration": _duration(ctx, row["created_at"], row["started_at"]),
        "user": user(ctx, owner) if owner else None,
        "commit": commit(ctx, project, repository.commit(parent["sha"])) if known else None,
        "pipeline": pipeline_basic(ctx, project, parent),
        "web_url": ctx.url(f"{project['full_path']}/-/jobs/{row['id']}"),
        "project": {"ci_job_token_scope_enabled": settings.get("job_token_scope_enabled", False)},
        **reason,
    }


def job(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    entity = job_basic(ctx, project, row)
    if row["is_bridge"]:
        return entity | {"downstream_pipeline": _downstream(ctx, row)}
    return entity | {
        **_artifacts(row),
        "runner": _runner(ctx, row),
        "runner_manager": None,
        "artifacts_expire_at": row.get("artifacts_expire_at"),
        "archived": False,
        "tag_list": row["tag_list"],
    }


def _runner(ctx: Context, row: Row) -> dict[str, Any] | None:
    found = ctx.store.get("documents", row.get("runner_id"))
    return runner(ctx, found) if found else None


def _downstream(ctx: Context, row: Row) -> dict[str, Any] | None:
    started = ctx.store.get("pipelines", row.get("downstream_pipeline_id"))
    project = ctx.store.get("projects", started["project_id"]) if started else None
    return pipeline_basic(ctx, project, started) if started and project else None


def _artifacts(row: Row) -> dict[str, Any]:
    found, report = row.get("artifacts_file"), row.get("junit_file")
    listed = [{"file_type": "archive", "file_format": "zip", **found}] if found else []
    listed += [{"file_type": "junit", "file_format": "gzip", **report}] if report else []
    return {**({"artifacts_file": found} if found else {}), "artifacts": listed}


def _duration(ctx: Context, start: str | None, end: str | None) -> float | None:
    if start is None or end is None:
        return None
    return round(ctx.store.seconds(end) - ctx.store.seconds(start), 3)
