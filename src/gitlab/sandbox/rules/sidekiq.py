"""GitLab's work in the background, of which the sandbox has none: nothing waits, nothing failed.

https://docs.gitlab.com/api/sidekiq_metrics/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.rules import Context, Json, route

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
