"""Roles of the instance's and groups' own, given to members."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab


def test_a_custom_role_is_made_given_kept_while_in_use_and_deleted(gl: Gitlab) -> None:
    role = gl.member_roles.create(
        {"name": "Reviewer", "base_access_level": 20, "admin_merge_request": True}
    )
    assert (role.admin_merge_request, role.read_code, role.group_id) == (True, False, None)
    with pytest.raises(gitlab.GitlabCreateError, match="has already been taken"):
        gl.member_roles.create({"name": "Reviewer", "base_access_level": 10})
    project = gl.projects.create({"name": "app"})
    user = gl.users.create(
        {"email": "a@b.example", "username": "ada", "name": "Ada", "reset_password": True}
    )
    with pytest.raises(gitlab.GitlabCreateError, match="does not match the current access level"):
        project.members.create({"user_id": user.id, "access_level": 30, "member_role_id": role.id})
    project.members.create({"user_id": user.id, "access_level": 20, "member_role_id": role.id})
    assert (project.members.get(user.id).member_role or {}).get("name") == "Reviewer"
    with pytest.raises(gitlab.GitlabDeleteError, match="Role is assigned to one or more"):
        role.delete()
    project.members.update(user.id, {"access_level": 20, "member_role_id": None})
    role.delete()
    assert gl.member_roles.list(get_all=True) == []


def test_roles_of_a_group_count_only_there(gl: Gitlab) -> None:
    acme, other = (gl.groups.create({"name": name, "path": name}) for name in ("acme", "other"))
    role = acme.member_roles.create({"name": "Reviewer", "base_access_level": 20})
    assert role.group_id == acme.id
    user = gl.users.create(
        {"email": "a@b.example", "username": "ada", "name": "Ada", "reset_password": True}
    )
    with pytest.raises(gitlab.GitlabCreateError, match="not found"):
        other.members.create({"user_id": user.id, "access_level": 20, "member_role_id": role.id})
    acme.members.create({"user_id": user.id, "access_level": 20, "member_role_id": role.id})
