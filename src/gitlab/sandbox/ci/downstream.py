"""What bridges start: pipelines of other projects, and child pipelines.

https://docs.gitlab.com/ci/pipelines/downstream_pipelines/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gitlab.sandbox import access, lookup
from gitlab.sandbox.ci.content import dumped
from gitlab.sandbox.ci.errors import PipelineError
from gitlab.sandbox.ci.expressions import expanded
from gitlab.sandbox.ci.jobs import ENDED
from gitlab.sandbox.ci.pipelines import create_pipeline
from gitlab.sandbox.store import Row, Store

__all__ = ["start"]

DEEPEST_CHILD = 2


def start(store: Store, bridge: Row) -> Row:
    """Start what a bridge triggers; how the bridge is then."""
    told = bridge["trigger"]
    told = told if isinstance(told, Mapping) else {"project": told}
    project, user = store.get("projects", bridge["project_id"]), bridge["user_id"]
    upstream, owner = store.get("pipelines", bridge["pipeline_id"]), store.get("users", user)
    assert project is not None
    assert upstream is not None
    assert owner is not None
    variables = [
        {"key": key, "value": expanded(value, bridge["variables"]), "variable_type": "env_var"}
        for key, value in bridge["variables"].items()
    ]
    above = _above(store, upstream)
    wanted: dict[str, Any] = {"variables": variables, "bridge": bridge, "keeps_errors": True}
    if "include" in told:
        if len(above) > DEEPEST_CHILD:
            return _failed("reached_max_descendant_pipelines_depth")
        wanted |= {"source": "parent_pipeline", "text": dumped({"include": told["include"]})}
        target, ref = project, upstream["ref"]
    else:
        path = expanded(str(told.get("project") or ""), bridge["variables"])
        found = lookup.project(store, path) if "/" in path else None
        if found is None or not access.can_read_project(store, owner, found):
            return _failed("downstream_bridge_project_not_found")
        level = access.access_level(store, owner, found)
        if level < access.DEVELOPER and not access.is_admin(owner):
            return _failed("insufficient_bridge_permissions")
        target, ref = found, str(told.get("branch") or found["default_branch"] or "main")
        if (target["id"], ref) in [(each["project_id"], each["ref"]) for each in above]:
            return _failed("pipeline_loop_detected")
        wanted |= {"source": "pipeline"}
    try:
        made = create_pipeline(store, target, owner, ref, **wanted)
    except PipelineError:
        return _failed("downstream_pipeline_creation_failed")
    depends = told.get("strategy") in ("depend", "mirror")
    is_over = made["status"] in ENDED
    status = "success" if not depends else made["status"] if is_over else "running"
    return {"status": status, "downstream_pipeline_id": made["id"], "depends": depends}


def _failed(reason: str) -> Row:
    return {"status": "failed", "failure_reason": reason}


def _above(store: Store, pipeline: Row) -> list[Row]:
    """A pipeline and those that it comes from."""
    found: list[Row] = []
    at: Row | None = pipeline
    while at is not None:
        found.append(at)
        bridge = store.get("jobs", at.get("upstream_job_id"))
        at = store.get("pipelines", bridge["pipeline_id"]) if bridge else None
    return found
