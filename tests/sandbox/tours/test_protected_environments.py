"""Environments that only some deploy to, in a project and by tier in a group."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab


def test_a_projects_environment_is_protected_changed_and_freed(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    gl.auth()
    assert gl.user is not None
    made = project.protected_environments.create(
        {
            "name": "production",
            "deploy_access_levels": [{"access_level": 40}, {"user_id": gl.user.id}],
            "approval_rules": [{"access_level": 30, "required_approvals": 2}],
        }
    )
    told = [each["access_level_description"] for each in made.deploy_access_levels]
    assert told == ["Maintainers", "Administrator"]
    (rule,) = made.approval_rules
    assert (rule["required_approvals"], rule["group_inheritance_type"]) == (2, 0)
    with pytest.raises(gitlab.GitlabCreateError, match=r"409: .*'production' already exists"):
        project.protected_environments.create(
            {"name": "production", "deploy_access_levels": [{"access_level": 40}]}
        )
    first, second = made.deploy_access_levels
    project.protected_environments.update(
        "production",
        {
            "deploy_access_levels": [{"id": first["id"], "_destroy": True}],
            "approval_rules": [{"id": rule["id"], "required_approvals": 3}],
        },
    )
    changed = project.protected_environments.get("production")
    assert changed.deploy_access_levels == [second]
    assert changed.approval_rules == [{**rule, "required_approvals": 3}]
    changed.delete()
    assert project.protected_environments.list(get_all=True) == []


def test_a_group_protects_tiers(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    made = group.protected_environments.create(
        {"name": "staging", "deploy_access_levels": [{"group_id": group.id}]}
    )
    (entry,) = made.deploy_access_levels
    assert (entry["group_id"], entry["access_level_description"]) == (group.id, "acme")
    with pytest.raises(gitlab.GitlabHttpError, match="name does not have a valid value"):
        gl.http_post(
            f"/groups/{group.id}/protected_environments",
            post_data={"name": "qa", "deploy_access_levels": [{"access_level": 40}]},
        )
