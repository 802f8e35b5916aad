"""GitLab's work in the background, of which the sandbox has none: nothing waits, nothing failed.

https://docs.gitlab.com/api/sidekiq_metrics/
https://docs.gitlab.com/api/admin_sidekiq_queues/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.rules import Context, Json, Param, invalid_parameter, route

_METRICS: dict[str, dict[str, Any]] = {
    "queue_metrics": {"queues": {}},
    "process_metrics": {"processes": []},
    "job_stats": {"jobs": {"processed": 0, "failed": 0, "enqueued": 0, "dead": 0}},
}


def metrics(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    name = ctx.route.path.rpartition("/")[2]
    if name in _METRICS:
        return _METRICS[name]
    return {key: value for part in _METRICS.values() for key, value in part.items()}


for _name in (*_METRICS, "compound_metrics"):
    route("GET", f"/sidekiq/{_name}")(metrics)


# Whose jobs go. GitLab takes any of what a job knows about itself.
_CHOSEN_BY = (
    "user",
    "project",
    "root_namespace",
    "subscription_plan",
    "caller_id",
    "feature_category",
    "worker_class",
)


@route("DELETE", "/admin/sidekiq/queues/:queue_name", params=[Param(name) for name in _CHOSEN_BY])
def delete_jobs(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    if not any(name in ctx.params for name in _CHOSEN_BY):
        names = ", ".join(_CHOSEN_BY)
        raise invalid_parameter(f"{names} are missing, at least one parameter must be provided")
    return {"completed": True, "deleted_jobs": 0, "queue_size": 0}
