"""Deployments that jobs make: of a job with an environment, from its beginning to its end."""

from __future__ import annotations

from gitlab.sandbox.environments import add_deployment, environment
from gitlab.sandbox.store import Row, Store

__all__ = ["follow", "prepare"]

_DEPLOYED = ("running", "success", "failed", "canceled", "skipped")


def prepare(store: Store, pipeline: Row, job: Row) -> Row:
    """Give a job its environment and, if it deploys to that, its deployment."""
    told = job.get("environment")
    if not told:
        return job
    about = {"external_url": told.get("url"), "tier": told.get("tier")}
    place = environment(store, job["project_id"], told["name"], **about)
    if told["action"] != "start":
        return store.update("jobs", job["id"], environment_id=place["id"])
    made = add_deployment(
        store,
        place,
        **{name: pipeline[name] for name in ("ref", "sha", "tag")},
        user_id=job["user_id"],
        job_id=job["id"],
    )
    return store.update("jobs", job["id"], environment_id=place["id"], deployment_id=made["id"])


def follow(store: Store, job: Row) -> None:
    """Let the deployment be as the job is, and the environment available or stopped."""
    told, status = job.get("environment"), job["status"]
    place = store.get("documents", job.get("environment_id"))
    if not told or place is None or status not in _DEPLOYED:
        return
    now = store.timestamp()
    if store.get("documents", job.get("deployment_id")):
        finished = None if status == "running" else now
        changes = {"status": status, "updated_at": now, "finished_at": finished}
        store.update("documents", job["deployment_id"], **changes)
    if status == "success" and told["action"] in ("start", "stop"):
        state = "available" if told["action"] == "start" else "stopped"
        store.update("documents", place["id"], state=state, updated_at=now)
