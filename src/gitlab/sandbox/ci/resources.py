"""Resource groups: of the jobs that want the same resource, one at a time has it.

https://docs.gitlab.com/api/resource_groups/
"""

from __future__ import annotations

from gitlab.sandbox.ci.jobs import LIVE
from gitlab.sandbox.store import Row, Selection, Store

__all__ = ["current", "group_of", "is_free", "next_after", "upcoming"]

_WAITS = "waiting_for_resource"
_ORDERS = {
    "unordered": "id",
    "oldest_first": "pipeline_id, id",
    "newest_first": "pipeline_id DESC, id",
    "newest_ready_first": "pipeline_id DESC, id",
}


def group_of(store: Store, project_id: int, key: str) -> Row:
    """The group, which begins with the first job that names it."""
    place = {"project_id": project_id, "key": key}
    now = store.timestamp()
    new = {"process_mode": "unordered", "created_at": now, "updated_at": now}
    return store.first("resource_groups", **place) or store.insert("resource_groups", place | new)


def _jobs(store: Store, project_id: int, key: str) -> Selection:
    rows = store.select("jobs", project_id=project_id)
    return rows.where("json_extract(data, '$.resource_group') = ?", key)


def current(store: Store, group: Row) -> Row | None:
    """The job that has the resource."""
    jobs = _jobs(store, group["project_id"], group["key"])
    return jobs.where_in("status", ("pending", *LIVE)).first()


def upcoming(store: Store, group: Row) -> Selection:
    """The jobs that wait for it, in the order in which they get it."""
    jobs = _jobs(store, group["project_id"], group["key"])
    return jobs.where("status = ?", _WAITS).order_by(_ORDERS[group["process_mode"]])


def is_free(store: Store, job: Row) -> bool:
    return current(store, group_of(store, job["project_id"], job["resource_group"])) is None


def next_after(store: Store, job: Row) -> Row | None:
    """Of those that wait, the one that gets the resource of a job that has ended."""
    if not job.get("resource_group"):
        return None
    group = group_of(store, job["project_id"], job["resource_group"])
    return upcoming(store, group).first() if current(store, group) is None else None
