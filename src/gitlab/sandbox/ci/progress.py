"""How jobs and pipelines go on: who waits for whom, what ends what.

A job waits, runs and ends. Nothing runs it by itself: whoever has the sandbox says when
(`Sandbox.run_job`, `Sandbox.end_job`), or the job does, over the runner's endpoints. Its token
counts as long as it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gitlab.sandbox.ci.deploying import follow, prepare
from gitlab.sandbox.ci.jobs import ENDED, Job, insert_job, jobs_of, said
from gitlab.sandbox.ci.resources import is_free, next_after
from gitlab.sandbox.store import Row, Store

__all__ = ["advance", "cancel", "change_job", "play", "retry", "settle", "wake"]

_CANCELABLE = (
    *("created", "preparing", "pending", "running", "scheduled"),
    *("waiting_for_resource", "waiting_for_callback"),
)
_STARTS: dict[str, tuple[str, ...]] = {
    "on_failure": ("failed",),
    "always": ("success", "failed", "canceled", "skipped"),
}
_TOGETHER: tuple[tuple[str, set[str]], ...] = (
    ("skipped", {"skipped", "ignored"}),
    ("success", {"success", "skipped", "warned", "ignored"}),
    ("created", {"created", "warned", "ignored"}),
    ("preparing", {"preparing", "warned", "ignored"}),
    ("canceled", {"canceled", "success", "skipped", "warned", "ignored"}),
    ("pending", {"pending", "created", "skipped", "warned", "ignored"}),
)
"""What jobs together are, when there are only such ones among them."""


def change_job(store: Store, job: Row, status: str, **attributes: Any) -> Row:
    """Let a job begin or end, and its pipeline go on."""
    _set(store, job, status, **attributes)
    advance(store, _pipeline(store, job))
    return store.get("jobs", job["id"]) or job


def _set(store: Store, job: Row, status: str, **attributes: Any) -> Row:
    now = store.timestamp()
    moments: Row = {}
    if status == "running":
        moments["started_at"] = now
    elif status in ENDED:
        moments["finished_at"] = now
    changed = store.update("jobs", job["id"], status=status, **moments, **attributes)
    follow(store, changed)
    if status in ENDED and (waiting := next_after(store, job)):
        store.update("jobs", waiting["id"], status="pending")
        if waiting["pipeline_id"] != job["pipeline_id"]:
            settle(store, _pipeline(store, waiting))
    return changed


def play(store: Store, job: Row) -> Row:
    """Let a job that waits for somebody begin to wait for a runner."""
    pipeline = _pipeline(store, job)
    _take_up(store, pipeline, job)
    _enqueue(store, job)
    advance(store, pipeline)
    return store.get("jobs", job["id"]) or job


def cancel(store: Store, jobs: Iterable[Row]) -> None:
    """End those that can still be ended; nothing after them begins because of that."""
    ended = [job for job in jobs if job["status"] in _CANCELABLE]
    for job in ended:
        _set(store, job, "canceled")
    for pipeline in {job["pipeline_id"]: _pipeline(store, job) for job in ended}.values():
        advance(store, pipeline)


def retry(store: Store, job: Row, user: Row) -> Row:
    """A new attempt, which takes the old one's place; what was skipped after it waits again."""
    pipeline = _pipeline(store, job)
    store.update("jobs", job["id"], retried=True)
    same = {name: job[name] for name in said(Job("")) if name in job}
    made = prepare(store, pipeline, insert_job(store, pipeline, user, **same))
    _take_up(store, pipeline, job)
    _enqueue(store, made)
    advance(store, pipeline)
    return store.get("jobs", made["id"]) or made


def _take_up(store: Store, pipeline: Row, job: Row) -> None:
    for later in list(jobs_of(store, pipeline).where("status = 'skipped'")):
        needs = later.get("needs")
        is_after = later["stage_number"] > job["stage_number"]
        if is_after if needs is None else (is_after or job["name"] in needs):
            store.update("jobs", later["id"], status="created", finished_at=None)


def wake(store: Store, project: Row) -> None:
    """Let jobs wait for a runner whose delay is over."""
    due = store.select("jobs", project_id=project["id"], status="scheduled")
    for job in list(due):
        if job["scheduled_at"] <= store.timestamp():
            _enqueue(store, job)
            advance(store, _pipeline(store, job))


def _pipeline(store: Store, job: Row) -> Row:
    pipeline = store.get("pipelines", job["pipeline_id"])
    assert pipeline is not None
    return pipeline


# Beginning ----------------------------------------------------------------------------------------


def advance(store: Store, pipeline: Row) -> Row:
    """Let all jobs begin to wait for a runner that may, and give the pipeline its status."""
    jobs = list(jobs_of(store, pipeline))
    while started := [
        (job, before)
        for job in jobs
        if job["status"] == "created" and (before := _before(job, jobs)) in ENDED
    ]:
        for job, before in started:
            job["status"] = _begin(store, job, before)["status"]
    return settle(store, pipeline)


def _before(job: Row, jobs: list[Row]) -> str:
    """The status of what a job waits for."""
    needs = job.get("needs")
    if needs is None:
        return _status([each for each in jobs if each["stage_number"] < job["stage_number"]])
    return _needed([each for each in jobs if each["name"] in needs])


def _needed(jobs: list[Row]) -> str:
    """A need that does not run at all is not met."""
    found = set(map(_counted, jobs))
    if found & {"skipped", "ignored"}:
        return "skipped"
    if not found <= {"success", "failed", "canceled", "warned"}:
        return "pending"
    return _status(jobs)


def _begin(store: Store, job: Row, before: str) -> Row:
    wanted = _STARTS.get(job["when"])
    if wanted is None:
        wanted = ("success", "skipped") if job.get("needs") is None else ("success",)
    if before not in wanted:
        return _set(store, job, "skipped")
    if job["when"] == "manual":
        return _set(store, job, "manual")
    if job["when"] == "delayed" and job.get("start_in"):
        due = store.timestamp(store.clock() + job["start_in"])
        return _set(store, job, "scheduled", scheduled_at=due)
    return _enqueue(store, job)


def _enqueue(store: Store, job: Row) -> Row:
    if job.get("resource_group") and not is_free(store, job):
        return _set(store, job, "waiting_for_resource")
    if not job["is_bridge"]:
        return _set(store, job, "pending")
    # A bridge makes a pipeline, whose jobs go on in turn.
    from gitlab.sandbox.ci.downstream import start

    return _set(store, job, **start(store, job))


# The status of several ----------------------------------------------------------------------------


def settle(store: Store, pipeline: Row) -> Row:
    """Give the pipeline the status that its jobs make."""
    jobs = list(jobs_of(store, pipeline))
    now = store.timestamp()
    status = _status(jobs) if jobs else "skipped"
    begun = [job["started_at"] for job in jobs if job["started_at"]]
    changes: Row = {"status": status, "updated_at": now, "started_at": min(begun, default=None)}
    changes["finished_at"] = now if status in ENDED else None
    changed = store.update("pipelines", pipeline["id"], **changes)
    if bridge := store.get("jobs", pipeline.get("upstream_job_id")):
        _follow(store, bridge, status)
    if status == "success":
        # Merging starts pipelines in turn.
        from gitlab.sandbox.automerging import merge_waiting

        merge_waiting(store, changed)
    return changed


def _follow(store: Store, bridge: Row, status: str) -> None:
    """A bridge that depends on what it started ends as that ends."""
    if bridge["status"] != "running" or not bridge.get("depends"):
        return
    if status in ENDED:
        change_job(store, bridge, "success" if status == "skipped" else status)


def _counted(job: Row) -> str:
    """A job that may fail never stops others."""
    if job["allow_failure"]:
        if job["status"] == "manual":
            return "ignored"
        if job["status"] in ("failed", "canceled"):
            return "warned"
    return str(job["status"])


def _status(jobs: list[Row]) -> str:
    """Of jobs together; without any nothing is in the way."""
    found = set(map(_counted, jobs))
    for status, others in _TOGETHER:
        if found <= others and (found or status == "success"):
            return status
    if found & {"running", "pending"}:
        return "running"
    for status in ("canceling", "waiting_for_resource", "manual", "scheduled", "preparing"):
        if status in found:
            return status
    return "running" if "created" in found else "failed"
