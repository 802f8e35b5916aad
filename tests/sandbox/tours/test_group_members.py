"""Who takes a seat in a group, and why."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.v4.objects.users import User


def _user(gl: Gitlab, name: str) -> User:
    return gl.users.create(
        {
            "email": f"{name}@example.org",
            "username": name,
            "name": name.capitalize(),
            "force_random_password": True,
        }
    )


def test_billable_members_are_those_of_the_group_and_all_in_it(gl: Gitlab) -> None:
    group, guests = (gl.groups.create({"name": name, "path": name}) for name in ("acme", "guests"))
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    inside, outside, invited = (_user(gl, name) for name in ("ann", "bob", "cay"))
    project.members.create({"user_id": inside.id, "access_level": 30})
    guests.members.create({"user_id": invited.id, "access_level": 40})
    gl.users.get(outside.id).block()
    group.members.create({"user_id": outside.id, "access_level": 20})
    project.share(guests.id, 20)
    found = {each.username: each for each in group.billable_members.list(get_all=True)}
    assert {name: each.membership_type for name, each in found.items()} == {
        "root": "group_member",
        "ann": "project_member",
        "cay": "group_invite",
    }
    assert (found["root"].is_last_owner, found["cay"].removable) == (True, False)
    (membership,) = found["ann"].memberships.list(get_all=True)
    assert membership.source_full_name == "acme / app"
    assert membership.access_level["string_value"] == "Developer"
    (way,) = found["cay"].indirect_memberships.list(get_all=True)
    assert way.source_full_name == "guests"
    with pytest.raises(gitlab.GitlabDeleteError, match="Member cannot be removed"):
        group.billable_members.delete(invited.id)
    group.billable_members.delete(inside.id)
    assert project.members.list(user_ids=[inside.id], get_all=True) == []
    by_name = group.billable_members.list(search="roo", sort="name_desc", get_all=True)
    assert [each.username for each in by_name] == ["root"]


def test_seats_are_counted_for_top_level_groups_only(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    below = gl.groups.create({"name": "web", "path": "web", "parent_id": group.id})
    with pytest.raises(gitlab.GitlabListError, match="400"):
        below.billable_members.list(get_all=True)
    below.invitations.create({"email": "new@example.com", "access_level": 30})
    (pending,) = group.pending_members.list(get_all=True)
    assert (pending.email, pending.invited) == ("new@example.com", True)
