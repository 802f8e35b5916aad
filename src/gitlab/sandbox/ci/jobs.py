"""Jobs and pipelines as they are kept."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from gitlab.sandbox.git import Repository
from gitlab.sandbox.store import Row, Selection, Store
from gitlab.sandbox.versions import Version, has

__all__ = [
    "ENDED",
    "LIVE",
    "WAITING",
    "Job",
    "Need",
    "default_pipeline",
    "insert_job",
    "insert_pipeline",
    "jobs_of",
    "said",
]

LIVE = ("running", "canceling")
ENDED = ("success", "failed", "canceled", "skipped")
WAITING = ("created", "pending", "manual", "scheduled", "preparing", "waiting_for_resource")


class Need(NamedTuple):
    """A job that has to end before another one begins."""

    name: str
    optional: bool


class Job(NamedTuple):
    """What a configuration says of a job."""

    name: str
    stage: str = "test"
    stage_number: int = 2
    when: str = "on_success"
    allow_failure: bool = False
    tags: tuple[str, ...] = ()
    is_bridge: bool = False
    entry: str = ""
    """The name in the configuration, which parallel jobs have in common."""
    needs: tuple[Need, ...] | None = None
    """None where the job waits for all earlier stages."""
    start_in: int | None = None
    """In seconds."""
    resource_group: str | None = None
    interruptible: bool = False
    environment: Mapping[str, str | None] | None = None
    """Its name, the URL, the tier, and what the job does with it: "start", "stop" or less."""
    trigger: Any = None
    """What a bridge starts."""
    variables: Mapping[str, str] = {}
    """What a bridge tells the pipeline that it starts."""


def said(job: Job) -> Row:
    """What the row of a job, and that of each later attempt, has of its configuration."""
    row: Row = job._asdict()
    row["tag_list"] = list(row.pop("tags"))
    row["needs"] = None if job.needs is None else [need.name for need in job.needs]
    return row


def insert_job(store: Store, pipeline: Row, user: Row, **attributes: Any) -> Row:
    """A job that waits, if `attributes` do not say otherwise."""
    row: Row = {
        **said(Job("test")),
        "project_id": pipeline["project_id"],
        "user_id": user["id"],
        "pipeline_id": pipeline["id"],
        "status": "created",
        "token": None,
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
        made = store.update("jobs", made["id"], token=_new_token(store.version, made))
    return made


def jobs_of(store: Store, pipeline: Row) -> Selection:
    """The jobs that count: the latest attempt of each."""
    return store.select("jobs", pipeline_id=pipeline["id"]).where(
        "NOT coalesce(json_extract(data, '$.retried'), 0)"
    )


def insert_pipeline(
    store: Store,
    project: Row,
    user: Row,
    ref: str,
    sha: str,
    source: str,
    is_tag: bool,
    **attributes: Any,
) -> Row:
    now = store.timestamp()
    row: Row = {
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
        "yaml_errors": None,
        "variables": [],
        "created_at": now,
        "updated_at": now,
        "started_at": None,
        "finished_at": None,
    }
    return store.insert("pipelines", row | attributes)


def default_pipeline(store: Store, project: Row, user: Row) -> Row:
    """One on the default branch, for a job that nothing was configured for."""
    repository = Repository(store, project)
    ref = repository.default_branch
    sha = repository.resolve(ref) or "0" * 40
    return insert_pipeline(store, project, user, ref, sha, "push", False)


def _new_token(version: Version, job: Row) -> str:
    """Opaque to clients; since 19.0 it looks like a signed one."""
    if not has(version, "job tokens are JWT"):
        return f"glcbt-64_{secrets.token_urlsafe(15)}"
    parts = (
        {"alg": "RS256", "typ": "JWT"},
        {"version": "0.1.0", "sub": f"gid://gitlab/Ci::Build/{job['id']}"},
    )
    packed = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return "glcbt-" + ".".join([*(part.decode() for part in packed), secrets.token_urlsafe(32)])
