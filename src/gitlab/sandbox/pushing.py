"""What a push does besides moving a branch or tag: it is noted, and pipelines start.

https://docs.gitlab.com/ci/pipelines/pipeline_types/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access
from gitlab.sandbox.activity import note_push
from gitlab.sandbox.answers import Refused
from gitlab.sandbox.approving import approvals_after_push
from gitlab.sandbox.automerging import STOPPED
from gitlab.sandbox.ci import (
    CONFIG,
    PipelineError,
    cancel,
    create_pipeline,
    insert_pipeline,
    jobs_of,
)
from gitlab.sandbox.git import Repository
from gitlab.sandbox.protection import open_requests

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["drop", "push", "start_request_pipeline"]

_SKIP = re.compile(r"\[(ci[ _-]skip|skip[ _-]ci)\]", re.I)


def push(
    ctx: Context,
    repository: Repository,
    kind: str,
    name: str,
    sha: str,
    *,
    skip_ci: bool = False,
    **attributes: Any,
) -> Row:
    """Let a branch ("heads") or tag name a commit, as if the caller had pushed it there."""
    # Merging pushes too.
    from gitlab.sandbox.merging import note_version

    before = repository.ref(kind, name)
    made = repository.point(kind, name, sha, **attributes)
    was = str(before["sha"]) if before else None
    note_push(ctx, repository, kind, name, was, sha)
    if kind == "heads" and was != sha:
        for target, request in _requests(ctx, repository, name):
            approvals_after_push(ctx.store, target.project, request)
            if request.get("merge_when_pipeline_succeeds"):
                ctx.store.update("documents", request["id"], **STOPPED)
            note_version(ctx, target, request)
    if _runs_pipelines(ctx, repository.project):
        skips = skip_ci or _SKIP.search(repository.commit(sha).message) is not None
        _start(ctx, repository, kind, name, was, skips=skips)
    return made


def drop(ctx: Context, repository: Repository, ref: Row) -> None:
    """Take a branch or tag away."""
    repository.remove(ref)
    note_push(ctx, repository, ref["kind"], ref["name"], ref["sha"], None)


def start_request_pipeline(ctx: Context, repository: Repository, request: Row) -> Row | None:
    """The pipeline of a merge request, where the configuration has jobs for one.

    `repository` has the source branch: the pipelines of forks run in them.
    """
    if not _runs_pipelines(ctx, repository.project):
        return None
    return _made(ctx, repository, request["source_branch"], "merge_request_event", request=request)


def _runs_pipelines(ctx: Context, project: Row) -> bool:
    """A job's own pushes start no pipelines."""
    is_off = project["builds_access_level"] == "disabled" or project["archived"]
    level = access.OWNER if ctx.is_admin else ctx.access_level(project)
    return not is_off and ctx.job is None and level >= access.DEVELOPER


def _start(
    ctx: Context, repository: Repository, kind: str, name: str, before: str | None, *, skips: bool
) -> None:
    assert ctx.user is not None
    if skips:
        _skipped(ctx, repository, kind, name, before)
        return
    made = _made(ctx, repository, name, "push", before=before)
    if made is not None:
        _cancel_older(ctx, repository.project, made)
    if kind == "heads":
        for _, request in _requests(ctx, repository, name):
            start_request_pipeline(ctx, repository, request)


def _skipped(
    ctx: Context, repository: Repository, kind: str, name: str, before: str | None
) -> None:
    """A pipeline that only says that there is none."""
    project, sha = repository.project, repository.resolve(f"refs/{kind}/{name}")
    assert ctx.user is not None
    assert sha is not None
    path = project.get("ci_config_path") or CONFIG
    if repository.at(repository.commit(sha).tree, path) is not None:
        told: Row = {"status": "skipped", "before_sha": before or "0" * 40}
        place = (ctx.store, project, ctx.user, name, sha, "push", kind == "tags")
        insert_pipeline(*place, **told)


def _made(
    ctx: Context,
    repository: Repository,
    name: str,
    source: str,
    *,
    before: str | None = None,
    request: Row | None = None,
) -> Row | None:
    assert ctx.user is not None
    try:
        return create_pipeline(
            *(ctx.store, repository.project, ctx.user, name),
            source=source,
            before=before,
            request=request,
            keeps_errors=request is None,
        )
    except (PipelineError, Refused):
        # A push is not refused for the sake of its pipeline.
        return None


def _requests(ctx: Context, repository: Repository, branch: str) -> list[tuple[Repository, Row]]:
    """The open merge requests of a branch, each with the repository that it is to be merged in."""
    rows = open_requests(ctx.store, repository.project, branch)
    targets = [ctx.store.get("projects", row["doc_owner_id"]) for row in rows]
    return [
        (Repository(ctx.store, target), row)
        for target, row in zip(targets, rows, strict=True)
        if target
    ]


def _cancel_older(ctx: Context, project: Row, made: Row) -> None:
    """Pipelines for the branch's older commits are not needed, as long as no job of them began."""
    if project.get("auto_cancel_pending_pipelines", "enabled") != "enabled" or made["tag"]:
        return
    older = ctx.store.select("pipelines", project_id=project["id"], ref=made["ref"])
    older = older.where_in("status", ("created", "pending", "running", "scheduled", "manual"))
    for pipeline in list(older.where("id < ? AND sha != ?", made["id"], made["sha"])):
        jobs = list(jobs_of(ctx.store, pipeline))
        if not any(job["started_at"] and not job.get("interruptible") for job in jobs):
            cancel(ctx.store, jobs)
