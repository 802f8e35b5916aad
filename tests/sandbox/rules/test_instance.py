"""The instance: its settings and its version."""

from __future__ import annotations

from tests.sandbox.rules.conftest import Ask

ENFORCE = "enforce_ci_inbound_job_token_scope_enabled"


def test_settings_are_for_administrators(ask: Ask) -> None:
    assert ask("", "GET /application/settings").status == 401
    assert ask("dev", "GET /application/settings").status == 403
    assert ask("dev", "PUT /application/settings", **{ENFORCE: True}).status == 403
    assert ask("root", "GET /application/settings").json["default_projects_limit"] == 100_000


def test_enforcing_the_job_token_allowlist_takes_effect_at_once(ask: Ask) -> None:
    target = "/projects/1/job_token_scope"
    assert ask("mark", f"PATCH {target}", enabled=False).status == 204
    assert ask("mark", f"GET {target}").json["inbound_enabled"] is False
    assert ask("root", "PUT /application/settings", **{ENFORCE: True}).json[ENFORCE] is True
    assert ask("mark", f"GET {target}").json["inbound_enabled"] is True
    assert ask("mark", f"PATCH {target}", enabled=False).status == 400


def test_new_projects_get_the_default_visibility(ask: Ask) -> None:
    ask("root", "PUT /application/settings", default_project_visibility="internal")
    assert ask("dev", "POST /projects", name="x").json["visibility"] == "internal"


def test_the_version_is_for_users(ask: Ask) -> None:
    assert ask("", "GET /version").status == 401
    version = ask("dev", "GET /version").json
    assert version["version"].startswith("19.4")
    assert ask("dev", "GET /metadata").json == version
