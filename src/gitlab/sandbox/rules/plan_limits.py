"""What the instance's plan lets users have. There is one plan, "default".

https://docs.gitlab.com/api/plan_limits/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.rules import Context, Json, Param, Row, not_found, route

_DEFAULTS: dict[str, Any] = {
    "ci_instance_level_variables": 25,
    "ci_pipeline_size": 0,
    "ci_active_jobs": 0,
    "ci_project_subscriptions": 2,
    "ci_pipeline_schedules": 10,
    "ci_needs_size_limit": 50,
    "ci_registered_group_runners": 1000,
    "ci_registered_project_runners": 1000,
    "conan_max_file_size": 3221225472,
    "dotenv_size": 5120,
    "dotenv_variables": 20,
    "enforcement_limit": 0,
    "generic_packages_max_file_size": 5368709120,
    "helm_max_file_size": 5242880,
    "limits_history": {},
    "maven_max_file_size": 3221225472,
    "notification_limit": 0,
    "npm_max_file_size": 524288000,
    "nuget_max_file_size": 524288000,
    "pipeline_hierarchy_size": 1000,
    "pypi_max_file_size": 3221225472,
    "terraform_module_max_file_size": 1073741824,
    "storage_size_limit": 0,
    "web_hook_calls": 0,
    "web_hook_calls_low": 0,
    "web_hook_calls_mid": 0,
}
_PLACE = {"doc_kind": "plan_limits", "doc_owner": "", "doc_owner_id": 0}
_RECORDED = ("enforcement_limit", "notification_limit", "storage_size_limit")


@route("GET", "/application/plan_limits", params=[Param("plan_name")])
def show(ctx: Context) -> Json:
    return _limits(ctx)


@route("PUT", "/application/plan_limits")
def update(ctx: Context) -> Json:
    """The history of the limits of storage is kept."""
    before = _limits(ctx)
    changes: Row = {
        name: value for name, value in ctx.params.items() if value is not None and name in before
    }
    history: Row = dict(before["limits_history"])
    assert ctx.user is not None
    for name in _RECORDED:
        if name in changes:
            change = {"timestamp": int(ctx.store.clock()), "value": changes[name]}
            by = {"user_id": ctx.user["id"], "username": ctx.user["username"]}
            history[name] = [*history.get(name, ()), change | by]
    kept = ctx.store.first("documents", **_PLACE) or ctx.store.insert("documents", {**_PLACE})
    ctx.store.update("documents", kept["id"], **changes, limits_history=history)
    return _limits(ctx)


def _limits(ctx: Context) -> Row:
    ctx.authenticated_as_admin()
    if (ctx.params.get("plan_name") or "default") != "default":
        raise not_found("Plan")
    kept = ctx.store.first("documents", **_PLACE) or {}
    return {name: kept.get(name, value) for name, value in _DEFAULTS.items()}
