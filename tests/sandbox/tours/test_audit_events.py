"""What GitLab audits, as it is asked for afterwards."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox


def test_a_projects_life_is_audited(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    user = gl.users.create(
        {"email": "a@b.example", "username": "ada", "name": "Ada", "password": "secret-enough"}
    )
    member = project.members.create({"user_id": user.id, "access_level": 30})
    member.access_level = 40
    member.save()
    project.members.delete(user.id)
    project.visibility = "internal"
    project.save()
    project.variables.create({"key": "A", "value": "1"})
    events = project.audit_events.list(get_all=True)
    assert [event.event_name for event in reversed(events)] == [
        "project_created",
        "member_created",
        "member_updated",
        "member_destroyed",
        "project_visibility_level_updated",
        "ci_variable_created",
    ]
    changed = project.audit_events.get(events[1].id)
    assert (changed.entity_type, changed.entity_id) == ("Project", project.id)
    assert (changed.details["from"], changed.details["to"]) == ("Private", "Internal")
    assert changed.details["author_name"] == "Administrator"
    role = project.audit_events.get(events[3].id).details
    assert (role["from"], role["to"], role["target_details"]) == ("Developer", "Maintainer", "Ada")


def test_the_instance_knows_of_what_is_gone_and_of_its_settings(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    gl.settings.update(new_data={"signup_enabled": False})
    events = gl.audit_events.list(entity_type="Group", entity_id=group.id, get_all=True)
    assert [event.event_name for event in events] == ["member_created", "group_created"]
    (setting,) = gl.audit_events.list(
        entity_type="Gitlab::Audit::InstanceScope", created_after="2020-01-01T00:00:00Z"
    )
    assert setting.details["change"] == "signup_enabled"
    assert not gl.audit_events.list(created_before="2020-01-01T00:00:00Z")
    with pytest.raises(gitlab.GitlabListError, match="created_after is invalid"):
        gl.audit_events.list(created_after="yesterday")


def test_developers_find_only_what_they_did_themselves() -> None:
    with Sandbox(
        {
            "groups": [{"full_path": "acme"}],
            "projects": [{"full_path": "acme/app"}],
            "users": [{"username": "dev"}, {"username": "guest"}],
            "members": [
                {"project": "acme/app", "user": "dev", "role": "developer"},
                {"project": "acme/app", "user": "guest", "role": "guest"},
            ],
        }
    ) as box:
        box.client().projects.get("acme/app").variables.create({"key": "A", "value": "1"})
        found = box.client(user="dev").projects.get("acme/app")
        assert found.audit_events.list(get_all=True) == []
        closed = box.client(user="guest").projects.get("acme/app")
        with pytest.raises(gitlab.GitlabListError, match="403"):
            closed.audit_events.list(get_all=True)
        with pytest.raises(gitlab.GitlabListError, match="403"):
            box.client(user="dev").audit_events.list(get_all=True)
