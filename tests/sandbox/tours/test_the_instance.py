"""What administrators look after."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab


def test_an_applications_secret_is_renewed(gl: Gitlab) -> None:
    made = gl.applications.create(
        {"name": "web", "redirect_uri": "https://web.example.com", "scopes": "api"}
    )
    before = made.secret
    made.renew_secret()
    assert made.secret.startswith("gloas-")
    assert made.secret != before
    (listed,) = gl.applications.list(get_all=True)
    assert "secret" not in listed.asdict()


def test_the_license_is_there_and_takes_no_made_up_key(gl: Gitlab) -> None:
    license = gl.get_license()
    assert license["plan"] == "ultimate"
    (listed,) = gl.gitlab_licenses.list(get_all=True)
    assert gl.gitlab_licenses.get(listed.id).active_users == 1
    assert gl.gitlab_licenses.refresh_billable_users(listed.id)
    with pytest.raises(gitlab.GitlabLicenseError, match="The license key is invalid"):
        gl.set_license("made up")


def test_sites_of_geo_are_kept_by_either_name(gl: Gitlab) -> None:
    primary = gl.geo_sites.create(
        {"name": "home", "url": "https://home.example.com", "primary": True}
    )
    assert (primary.current, primary.url) == (True, "https://home.example.com/")
    assert primary.internal_url == primary.url
    other = gl.geo_sites.create({"name": "far", "url": "https://far.example.com/git"})
    with pytest.raises(gitlab.GitlabCreateError, match="has already been taken"):
        gl.geo_sites.create({"name": "far", "url": "https://far.example.com"})
    node = gl.geonodes.get(other.id)
    node.enabled = False
    node.save()
    assert [site.enabled for site in gl.geo_sites.list(get_all=True)] == [True, False]
    assert gl.geonodes.status() == []
    with pytest.raises(gitlab.GitlabHttpError, match="404"):
        gl.http_get(f"/geo_sites/{other.id}/status")
    node.delete()
    assert [site.name for site in gl.geonodes.list(get_all=True)] == ["home"]


def test_a_found_token_is_named_and_revoked(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    token = project.access_tokens.create({"name": "bot", "scopes": ["api"]})
    found = gl.token_information.identify(token.token)
    assert (found["name"], found["revoked"]) == ("bot", False)
    gl.token_information.revoke(token.token)
    assert project.access_tokens.get(token.id).revoked is True
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        gl.token_information.identify("glpat-unknown")


def test_owners_revoke_only_tokens_that_reach_into_their_group(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    inside = gl.projects.create({"name": "app", "namespace_id": group.id})
    outside = gl.projects.create({"name": "other"})
    deploy = inside.deploytokens.create({"name": "d", "scopes": ["read_repository"]})
    revoked = group.revoke_token(deploy.token)
    assert (revoked["name"], revoked["revoked"]) == ("d", True)
    other = outside.access_tokens.create({"name": "bot", "scopes": ["api"]})
    with pytest.raises(gitlab.GitlabDeleteError, match="422"):
        group.revoke_token(other.token)


def test_namespaces_are_granted_more(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    gl.namespaces.update(group.id, {"shared_runners_minutes_limit": 50})
    assert gl.namespaces.get(group.id).shared_runners_minutes_limit == 50
    namespace = gl.namespaces.get(group.id)
    namespace.lift_storage_limit("large files")
    (exclusion,) = gl.storage_limit_exclusions.list(get_all=True)
    assert (exclusion.namespace_name, exclusion.reason) == ("acme", "large files")
    namespace.restore_storage_limit()
    with pytest.raises(gitlab.GitlabDeleteError, match="404"):
        namespace.restore_storage_limit()


def test_limits_of_the_plan_are_changed_and_their_history_kept(gl: Gitlab) -> None:
    limits = gl.plan_limits.get()
    assert (limits.ci_pipeline_schedules, limits.helm_max_file_size) == (10, 5242880)
    gl.plan_limits.update(new_data={"plan_name": "default", "enforcement_limit": 7})
    changed = gl.plan_limits.get()
    assert changed.enforcement_limit == 7
    (change,) = changed.limits_history["enforcement_limit"]
    assert (change["username"], change["value"]) == ("root", 7)
    with pytest.raises(gitlab.GitlabUpdateError, match="404 Plan Not Found"):
        gl.plan_limits.update(new_data={"plan_name": "gold", "enforcement_limit": 7})


def test_nothing_migrates_and_nothing_is_queued(gl: Gitlab) -> None:
    assert gl.batched_background_migrations.list(get_all=True) == []
    assert gl.database_migrations.pending() == {"pending_migrations": []}
    assert gl.features.definitions() == []
    with pytest.raises(gitlab.GitlabDeleteError, match="at least one parameter"):
        gl.sidekiq_queues.delete_jobs("default")
    done = gl.sidekiq_queues.delete_jobs("default", worker_class="AuthorizedProjectsWorker")
    assert done == {"completed": True, "deleted_jobs": 0, "queue_size": 0}


def test_settings_have_gitlabs_defaults_and_take_effect(gl: Gitlab) -> None:
    settings = gl.settings.get()
    assert (settings.max_pages_size, settings.search_rate_limit) == (100, 30)
    assert settings.valid_runner_registrars == ["project", "group"]
    settings.minimum_password_length = 12
    settings.save()
    with pytest.raises(gitlab.GitlabCreateError, match="minimum is 12 characters"):
        gl.users.create(
            {"email": "a@b.example", "username": "ada", "name": "Ada", "password": "ten-letter"}
        )
