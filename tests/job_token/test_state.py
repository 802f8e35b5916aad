from __future__ import annotations

import json

import pytest
from hypothesis import given

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token.state import FORMAT, INSTANCE, Entry, Fleet, GroupTree, Place, above
from tests.job_token._fleets import fleet, fleets, group_paths, project


@given(fleets())
def test_a_fleet_survives_json(before: Fleet) -> None:
    assert Fleet.from_dict(json.loads(json.dumps(before.to_dict()))) == before


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ([], "this is no job token snapshot"),
        ({"projects": []}, "this is no job token snapshot"),
        ({"format": 99}, "the snapshot has format 99"),
        ({"format": FORMAT}, "the snapshot is damaged"),
    ],
)
def test_what_is_no_snapshot_of_this_format_is_refused_with_the_cause(
    data: object, hint: str
) -> None:
    with pytest.raises(GitlabParsingError, match=hint):
        Fleet.from_dict(data)


def test_the_survey_of_an_instance_knows_every_group() -> None:
    tree = GroupTree([Place(1, "globex/app")], [INSTANCE])
    assert tree.below("globex") == frozenset({1})
    assert tree.below("initech") == frozenset()


@given(fleets(), group_paths)
def test_a_group_holds_what_its_subgroups_hold(of: Fleet, group: str) -> None:
    below = of.tree.below(group)
    assert below == frozenset(p.id for p in of.projects if p.path.startswith(f"{group}/"))


def test_groups_above_are_named_from_the_nearest_up() -> None:
    assert list(above("acme/web/shop")) == ["acme/web", "acme"]
    assert list(above("acme")) == []


def test_a_group_is_not_taken_for_another_that_begins_like_it() -> None:
    tree = GroupTree([Place(1, "acme/web-shop/app")], ["acme"])
    assert tree.below("acme/web") == frozenset()


def test_projects_of_a_group_that_was_not_surveyed_are_unknown_not_none_at_all() -> None:
    tree = GroupTree([Place(1, "globex/app")], ["acme"])
    assert tree.below("globex") is None


def test_a_subgroup_of_a_surveyed_group_is_known() -> None:
    known = fleet(project(), outside=(Place(7, "globex/energy/app"),))
    assert known.tree.below("globex/energy") == frozenset({7})
    assert known.tree.below("globex/optics") == frozenset()


def test_what_is_scheduled_for_deletion_shows_by_its_path() -> None:
    assert Entry("project", 9, "acme/app-deletion_scheduled-9").is_dying
    assert Entry("project", 9, "acme/web-deletion_scheduled-3/app").is_dying
    assert not Entry("project", 9, "acme/deletion_scheduled-docs").is_dying
