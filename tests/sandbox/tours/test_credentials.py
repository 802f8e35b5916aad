"""What lets people and bots in, and what is kept out."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab


def test_owners_look_through_the_tokens_of_their_group(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    project.access_tokens.create({"name": "inner", "scopes": ["api"]})
    outer = group.access_tokens.create({"name": "outer", "scopes": ["api"]})
    gl.projects.create({"name": "other"}).access_tokens.create({"name": "x", "scopes": ["api"]})
    found = group.managed_resource_access_tokens.list(sort="name_asc", get_all=True)
    assert [(each.name, each.resource_type) for each in found] == [
        ("inner", "project"),
        ("outer", "group"),
    ]
    group.managed_resource_access_tokens.delete(outer.id)
    active = group.managed_resource_access_tokens.list(state="active", get_all=True)
    assert [each.name for each in active] == ["inner"]
    assert group.managed_personal_access_tokens.list(get_all=True) == []
    with pytest.raises(gitlab.GitlabDeleteError, match="404"):
        group.managed_ssh_keys.delete(1)


def test_secrets_are_kept_out_of_all_projects_of_a_group(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    one, two = (
        gl.projects.create({"name": name, "namespace_id": group.id}) for name in ("one", "two")
    )
    group.security_settings.update(
        new_data={"secret_push_protection_enabled": True, "projects_to_exclude": [two.id]}
    )
    assert one.security_settings.get().secret_push_protection_enabled is True
    assert two.security_settings.get().secret_push_protection_enabled is False
    two.security_settings.update(new_data={"secret_push_protection_enabled": True})
    assert two.security_settings.get().secret_push_protection_enabled is True


def test_what_cannot_be_a_key_or_a_pattern_is_refused(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    gl.auth()
    assert gl.user is not None
    with pytest.raises(gitlab.GitlabCreateError, match="A valid public GPG key begins with"):
        gl.user.gpgkeys.create({"key": "nothing"})
    with pytest.raises(gitlab.GitlabCreateError, match="must be a supported public key"):
        group.ssh_certificates.create({"title": "laptop", "key": "nothing"})
    with pytest.raises(gitlab.GitlabCreateError, match="not valid RE2 syntax"):
        group.pushrules.create({"commit_message_regex": "("})


def test_a_project_has_an_alias(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    made = gl.project_aliases.create({"project_id": "root/app", "name": "short"})
    assert made.project_id == project.id
    with pytest.raises(gitlab.GitlabCreateError, match="404 Project Not Found"):
        gl.project_aliases.create({"project_id": 999, "name": "other"})
    with pytest.raises(gitlab.GitlabCreateError, match="has already been taken"):
        gl.project_aliases.create({"project_id": project.id, "name": "short"})
