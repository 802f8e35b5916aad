"""Settings of the whole instance.

https://docs.gitlab.com/api/settings/
"""

from __future__ import annotations

from functools import cache
from typing import Any

from gitlab.sandbox.audit import INSTANCE, audit
from gitlab.sandbox.rules import Context, Json, route

_DEFAULTS: dict[str, Any] = {
    "id": 1,
    "bulk_import_enabled": True,
    "can_create_group": True,
    "ci_max_includes": 150,
    "default_branch_protection": 2,
    "default_group_visibility": "private",
    "default_project_creation": 2,
    "default_project_visibility": "private",
    "default_projects_limit": 100_000,
    "default_snippet_visibility": "private",
    "deletion_adjourned_period": 30,
    "first_day_of_week": 0,
    "gitaly_timeout_default": 55,
    "gitaly_timeout_fast": 10,
    "gitaly_timeout_medium": 30,
    "gravatar_enabled": True,
    "html_emails_enabled": True,
    "import_sources": [],
    "keep_latest_artifact": True,
    "max_artifacts_size": 100,
    "max_attachment_size": 100,
    "minimum_password_length": 8,
    "password_authentication_enabled_for_git": True,
    "password_authentication_enabled_for_web": True,
    "personal_access_token_prefix": "glpat-",
    "project_export_enabled": True,
    "repository_storages_weighted": {"default": 100},
    "require_personal_access_token_expiry": True,
    "restricted_visibility_levels": [],
    "session_expire_delay": 10080,
    "shared_runners_enabled": True,
    "signup_enabled": True,
    "user_oauth_applications": True,
}

_NEUTRAL = {"bool": False, "int": 0, "float": 0.0, "list": [], "dict": {}}


@route("GET", "/application/settings")
def show(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return _described() | _DEFAULTS | ctx.settings


@route("PUT", "/application/settings")
def update(ctx: Context) -> Json:
    """Takes effect at once."""
    ctx.authenticated_as_admin()
    changes = {name: value for name, value in ctx.params.items() if name != "id"}
    before = _described() | _DEFAULTS | ctx.settings
    ctx.store.update("settings", 1, **changes)
    for name, value in changes.items():
        if value != before.get(name):
            told = {"change": name, "from": before.get(name), "to": value}
            audit(ctx, "application_setting_updated", INSTANCE, told)
    return show(ctx)


@cache
def _described() -> dict[str, Any]:
    """Every setting that GitLab has, with a value that says nothing."""
    from gitlab._registry import resources

    settings = resources()["ApplicationSettingsManager"].attributes
    return {
        name: None if "None" in kind else _NEUTRAL.get(kind.partition("[")[0])
        for name, kind in settings
    }
