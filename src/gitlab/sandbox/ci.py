"""Pipelines and jobs: how they begin, go on and end.

A job waits ("created", "pending", "manual"), runs and ends. Nothing runs it by itself: whoever has
the sandbox says when (`Sandbox.job_token`, `Sandbox.end_job`), or the job does, over the runner's
endpoints. Its token counts as long as it runs.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from gitlab.sandbox.ci_config import Job, PipelineError, read_config
from gitlab.sandbox.git import Repository
from gitlab.sandbox.store import Row, Selection, Store
from gitlab.sandbox.versions import Version, has

__all__ = [
    "ENDED",
    "LIVE",
    "PipelineError",
    "cancel",
    "change_job",
    "create_job",
    "create_pipeline",
    "insert_pipeline",
    "jobs_of",
    "retry",
]

LIVE = ("running", "canceling")
ENDED = ("success", "failed", "canceled", "skipped")
WAITING = ("created", "pending", "manual", "scheduled", "preparing", "waiting_for_resource")
CONFIG = ".gitlab-ci.yml"


def create_pipeline(
    store: Store,
    version: Version,
    project: Row,
    user: Row,
    ref: str,
    *,
    source: str = "api",
    variables: Sequence[Row] = (),
) -> Row:
    """What the project's configuration says for a ref; a PipelineError when it says nothing."""
    repository = Repository(store, project)
    sha = repository.resolve(ref)
    if sha is None:
        raise PipelineError("Reference not found")
    file = repository.at(repository.commit(sha).tree, project.get("ci_config_path") or CONFIG)
    if file is None:
        raise PipelineError("Missing CI config file")
    is_tag = repository.ref("heads", ref) is None and repository.ref("tags", ref) is not None
    known = {
        "CI_PIPELINE_SOURCE": source,
        "CI_COMMIT_TAG" if is_tag else "CI_COMMIT_BRANCH": ref,
        "CI_COMMIT_REF_NAME": ref,
        "CI_DEFAULT_BRANCH": repository.default_branch,
        "CI_COMMIT_SHA": sha,
        **{variable["key"]: str(variable.get("value", "")) for variable in variables},
    }
    config = read_config(repository.blob(file.id).decode("utf-8", "replace"), known)
    pipeline = insert_pipeline(store, project, user, ref, sha, source, is_tag, variables)
    pipeline = store.update("pipelines", pipeline["id"], name=config.name)
    for job in config.jobs:
        create_job(store, version, project, user, pipeline, job)
    return _advance(store, pipeline)


def create_job(
    store: Store,
    version: Version,
    project: Row,
    user: Row,
    pipeline: Row | None = None,
    job: Job | None = None,
    **attributes: Any,
) -> Row:
    """A job, by default of a pipeline of its own on the default branch."""
    job = job or Job(attributes.get("name") or "test")
    if pipeline is None:
        repository = Repository(store, project)
        ref = repository.default_branch
        sha = repository.resolve(ref) or "0" * 40
        pipeline = insert_pipeline(store, project, user, ref, sha, "push", False, ())
    id = attributes.get("id")
    row: Row = {
        **({} if id is None else {"id": id}),
        "project_id": project["id"],
        "user_id": user["id"],
        "pipeline_id": pipeline["id"],
        "status": "created",
        "token": None,
        "name": job.name,
        "stage": job.stage,
        "stage_number": job.stage_number,
        "when": job.when,
        "allow_failure": job.allow_failure,
        "tag_list": list(job.tags),
        "is_bridge": job.is_bridge,
        "ref": pipeline["ref"],
        "tag": pipeline["tag"],
        "created_at": store.timestamp(),
        "started_at": None,
        "finished_at": None,
        "erased": False,
        "retried": False,
        "failure_reason": None,
        "coverage": None,
    }
    made = store.insert("jobs", row | attributes)
    if made["token"] is None:
        made = store.update("jobs", made["id"], token=_new_token(store, version, made))
    if "status" in attributes:
        _settle(store, pipeline)
    return made


def jobs_of(store: Store, pipeline: Row) -> Selection:
    """The jobs that count: the latest attempt of each."""
    return store.select("jobs", pipeline_id=pipeline["id"]).where(
        "NOT coalesce(json_extract(data, '$.retried'), 0)"
    )


def change_job(store: Store, job: Row, status: str, **attributes: Any) -> Row:
    """Let a job begin or end, and its pipeline go on."""
    now = store.timestamp()
    moments: Row = {}
    if status == "running":
        moments["started_at"] = now
    elif status in ENDED:
        moments["finished_at"] = now
    changed = store.update("jobs", job["id"], status=status, **moments, **attributes)
    if pipeline := store.get("pipelines", job["pipeline_id"]):
        _advance(store, pipeline)
    return store.get("jobs", changed["id"]) or changed


def cancel(store: Store, jobs: Iterable[Row]) -> None:
    for job in list(jobs):
        if job["status"] not in ENDED:
            change_job(store, job, "canceled")


def retry(store: Store, version: Version, job: Row, user: Row) -> Row:
    """A new attempt, which takes the old one's place."""
    project, pipeline = store.get("projects", job["project_id"]), _pipeline(store, job)
    assert project is not None
    store.update("jobs", job["id"], retried=True)
    again = Job(
        *(job["name"], job["stage"], job["stage_number"]),
        when=job["when"],
        allow_failure=job["allow_failure"],
        tags=tuple(job["tag_list"]),
        is_bridge=job["is_bridge"],
    )
    made = create_job(store, version, project, user, pipeline, again)
    return change_job(store, made, "pending")


def _pipeline(store: Store, job: Row) -> Row:
    pipeline = store.get("pipelines", job["pipeline_id"])
    assert pipeline is not None
    return pipeline


def insert_pipeline(
    store: Store,
    project: Row,
    user: Row,
    ref: str,
    sha: str,
    source: str,
    is_tag: bool,
    variables: Sequence[Row],
) -> Row:
    now = store.timestamp()
    return store.insert(
        "pipelines",
        {
            "iid": store.count_on(f"projects {project['id']} pipelines"),
            "project_id": project["id"],
            "user_id": user["id"],
            "status": "created",
            "ref": ref,
            "sha": sha,
            "before_sha": "0" * 40,
            "source": source,
            "tag": is_tag,
            "name": None,
            "variables": [dict(variable) for variable in variables],
            "created_at": now,
            "updated_at": now,
            "started_at": None,
            "finished_at": None,
        },
    )


def _new_token(store: Store, version: Version, job: Row) -> str:
    """Opaque to clients; since 19.0 it looks like a signed one."""
    if not has(version, "job tokens are JWT"):
        return f"glcbt-64_{secrets.token_urlsafe(15)}"
    parts = (
        {"alg": "RS256", "typ": "JWT"},
        {"version": "0.1.0", "sub": f"gid://gitlab/Ci::Build/{job['id']}"},
    )
    packed = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return "glcbt-" + ".".join([*(part.decode() for part in packed), secrets.token_urlsafe(32)])


# Going on ----------------------------------------------------------------------------------------


def _advance(store: Store, pipeline: Row) -> Row:
    """Let the jobs of the next stage wait for a runner, when all before have ended."""
    while (step := _next_step(list(jobs_of(store, pipeline)))) is not None:
        for job, status in step:
            store.update("jobs", job["id"], status=status)
    return _settle(store, pipeline)


def _next_step(jobs: list[Row]) -> list[tuple[Row, str]] | None:
    waiting = [job for job in jobs if job["status"] == "created" and not job["is_bridge"]]
    if not waiting:
        return None
    stage = min(job["stage_number"] for job in waiting)
    before = [job for job in jobs if job["stage_number"] < stage]
    if any(not _lets_pass(job) for job in before):
        return None
    failed = any(
        job["status"] in ("failed", "canceled") and not job["allow_failure"] for job in before
    )
    return [(job, _begun(job["when"], failed)) for job in waiting if job["stage_number"] == stage]


def _lets_pass(job: Row) -> bool:
    return (
        job["status"] in ENDED
        or (job["status"] == "manual" and job["allow_failure"])
        or job["is_bridge"]
    )


def _begun(when: str, failed: bool) -> str:
    if when == "manual":
        return "skipped" if failed else "manual"
    wanted = {"on_success": not failed, "on_failure": failed, "always": True}
    return "pending" if wanted.get(when, not failed) else "skipped"


def _settle(store: Store, pipeline: Row) -> Row:
    """Give the pipeline the status that its jobs make."""
    jobs = [job for job in jobs_of(store, pipeline) if not job["is_bridge"]]
    status = _status(jobs)
    now = store.timestamp()
    begun = [job["started_at"] for job in jobs if job["started_at"]]
    changes: Row = {"status": status, "updated_at": now, "started_at": min(begun, default=None)}
    changes["finished_at"] = now if status in ENDED else None
    return store.update("pipelines", pipeline["id"], **changes)


def _status(jobs: list[Row]) -> str:
    found = {
        "success" if job["status"] == "failed" and job["allow_failure"] else job["status"]
        for job in jobs
        if not (job["status"] == "manual" and job["allow_failure"])
    }
    if not found:
        return "manual" if jobs else "skipped"
    for status in LIVE:
        if status in found:
            return status
    if "pending" in found:
        return "running" if found & {"success", "failed", "canceled"} else "pending"
    for status in ("manual", "failed", "canceled", "created", "scheduled"):
        if status in found:
            return status
    return "skipped" if found == {"skipped"} else "success"
