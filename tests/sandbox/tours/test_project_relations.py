"""Groups around a project, and members who come along from another one."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab


def test_the_groups_that_may_be_invited_and_those_that_were(gl: Gitlab) -> None:
    home, guests, others = (
        gl.groups.create({"name": name, "path": name}) for name in ("home", "guests", "others")
    )
    project = gl.projects.create({"name": "app", "namespace_id": home.id})
    names = [each.name for each in project.share_locations.list(get_all=True)]
    assert names == ["guests", "others"]
    project.share(guests.id, 30)
    home.share(others.id, 20)
    invited = project.invited_groups
    assert [each.name for each in invited.list(get_all=True)] == ["guests", "others"]
    assert [each.name for each in invited.list(relation=["direct"], get_all=True)] == ["guests"]
    assert [each.name for each in invited.list(min_access_level=30, get_all=True)] == ["guests"]
    assert [each.name for each in project.share_locations.list(search="oth")] == ["others"]


def test_a_project_moves_to_one_of_its_transfer_locations(gl: Gitlab) -> None:
    home, other = (gl.groups.create({"name": name, "path": name}) for name in ("home", "other"))
    project = gl.projects.create({"name": "app", "namespace_id": home.id})
    (place,) = project.transfer_locations.list(get_all=True)
    assert place.id == other.id
    project.transfer(place.id)
    assert gl.projects.get(project.id).path_with_namespace == "other/app"


def test_members_are_taken_over_from_another_project(gl: Gitlab) -> None:
    one, two = (gl.projects.create({"name": name}) for name in ("one", "two"))
    user = gl.users.create(
        {"email": "a@b.example", "username": "ada", "name": "Ada", "password": "secret-enough"}
    )
    one.members.create({"user_id": user.id, "access_level": 30})
    assert two.import_members(one.id) == {"status": "success"}
    assert two.members.get(user.id).access_level == 30
    with pytest.raises(gitlab.GitlabError, match="404 Project Not Found"):
        two.import_members(999)


def test_whoever_likes_a_project_is_named(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    assert project.starrers.list(get_all=True) == []
    project.star()
    (starrer,) = project.starrers.list(get_all=True)
    assert starrer.user.get("username") == "root"
    assert starrer.starred_since
