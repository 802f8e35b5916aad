"""Merging an allowlist into groups, against every list that could be made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, combinations
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st

from gitlab.job_token import Compaction, Limits, compact, compaction_plan
from gitlab.job_token.access import admitted
from gitlab.job_token.compacting import merging
from gitlab.job_token.planning.steps import after
from gitlab.job_token.state import Entry, Fleet, Place, ProjectState, above
from tests.job_token._fleets import ROOT, group_paths, project, project_paths

NO_LIMITS = Limits(1000, 1000)


def world(paths: list[str], *entries: Entry, surveyed: tuple[str, ...] = (ROOT,)) -> Fleet:
    """The owner of the list lies elsewhere; the projects are numbered from 1."""
    everything = (*paths, *(entry.path for entry in entries))
    groups = sorted({group for path in everything for group in above(path)} | {ROOT})
    return Fleet(
        url="https://gitlab.example.com",
        roots=("owner",),
        projects=(project("owner/app", *entries, id=999),),
        surveyed=surveyed,
        outside=tuple(Place(number, path) for number, path in enumerate(paths, start=1)),
        groups=tuple(Place(100 + number, path) for number, path in enumerate(groups)),
    )


def compacted(of: Fleet, limits: Limits = NO_LIMITS) -> Compaction:
    return compact(of.projects[0], of, limits)


@st.composite
def worlds(draw: st.DrawFn) -> Fleet:
    paths = draw(st.lists(project_paths, unique=True, min_size=1, max_size=9))
    listed = draw(st.lists(st.sampled_from(paths), unique=True, max_size=5))
    groups = draw(st.lists(group_paths, unique=True, max_size=2))
    permissions = st.sampled_from([True, True, True, None, False])
    return world(
        paths,
        *(
            Entry("project", paths.index(path) + 1, path, draw(permissions), ("read_jobs",))
            for path in listed
        ),
        *(
            Entry("group", 500 + number, path, draw(permissions))
            for number, path in enumerate(groups)
        ),
    )


def every_list(of: Fleet) -> Iterator[tuple[int, int, int]]:
    """Projects, groups and extra projects of each list that lets in whoever gets in today."""
    owner = of.projects[0]
    access = admitted(owner, of.tree)
    assert access is not None
    stay = compacted(of).apart
    others = [entry for entry in owner.foreign if entry not in stay]
    candidates = sorted({group for entry in others for group in above(entry.path)})
    extras = {
        group: (of.tree.below(group) or frozenset[int]()) - access.projects for group in candidates
    }
    listed = {entry.path for entry in others if entry.kind == "group"}
    kinds = [entry.kind for entry in stay]
    for groups in chain.from_iterable(
        combinations(candidates, size) for size in range(min(len(others), len(candidates)) + 1)
    ):
        covers = listed.union(groups)
        rest = [
            entry.kind
            for entry in others
            if entry.path not in groups and covers.isdisjoint(above(entry.path))
        ]
        yield (
            (kinds + rest).count("project"),
            (kinds + rest).count("group") + len(groups),
            len(set[int]().union(*(extras[group] for group in groups))),
        )


@given(worlds(), st.integers(0, 4), st.integers(0, 3))
def test_no_list_that_fits_lets_in_fewer(of: Fleet, projects: int, groups: int) -> None:
    limits = Limits(projects, groups)
    fewest = min((each[2] for each in every_list(of) if limits.hold(*each[:2])), default=None)
    result = compacted(of, limits)
    assert result.gap == 0
    assert (result.best and len(result.best.extra)) == fewest
    assert result.best is None or result.best.fits(limits)


@given(worlds())
def test_the_curve_is_the_best_for_each_number_of_entries(of: Fleet) -> None:
    points = [(o.projects + o.groups, len(o.extra)) for o in compacted(of).curve]
    assert points == sorted(points, key=lambda point: -point[0])
    lists = list(every_list(of))
    for size in range(12):
        fewest = min((each[2] for each in lists if sum(each[:2]) <= size), default=None)
        assert min((extra for count, extra in points if count <= size), default=None) == fewest


@given(worlds(), st.integers(0, 4), st.integers(0, 3))
def test_the_gap_of_a_hurried_search_is_true(of: Fleet, projects: int, groups: int) -> None:
    limits = Limits(projects, groups)
    fewest = min((each[2] for each in every_list(of) if limits.hold(*each[:2])), default=None)
    with patch.object(merging, "PATIENCE", -1):
        hurried = compacted(of, limits)
    if hurried.best is not None:
        assert fewest is not None
        assert fewest <= len(hurried.best.extra) <= fewest + hurried.gap
        assert hurried.best.fits(limits)


@given(worlds())
def test_every_option_lets_in_all_who_get_in_today_and_names_the_others(of: Fleet) -> None:
    owner = of.projects[0]
    before = admitted(owner, of.tree)
    result = compacted(of)
    assert before is not None
    for option in (result.best, result.gitlabs, *result.curve):
        assert option is not None
        after = admitted(project(owner.path, *option.entries[1:], id=owner.id), of.tree)
        assert after is not None
        assert after.projects - before.projects == {place.id for place in option.extra}
        assert before.projects <= after.projects


@given(worlds(), st.integers(0, 4), st.integers(0, 3))
def test_the_plan_leads_to_the_best_list(of: Fleet, projects: int, groups: int) -> None:
    result = compacted(of, Limits(projects, groups))
    made = compaction_plan(of, [result], datetime(2026, 11, 26, tzinfo=UTC))
    if result.best is None:
        assert not made.steps
        assert made.errors == ((of.projects[0].path, result.hint),)
    else:
        assert set(after(of.projects[0], made.steps).entries) == set(result.best.entries)
        assert not made.errors


def test_the_plan_says_what_a_group_stands_for_and_who_gets_in_besides() -> None:
    paths = [f"{ROOT}/p-{name}" for name in "abc"]
    listed = [Entry("project", n, path, True) for n, path in enumerate(paths[:2], start=1)]
    of = world(paths, *listed)
    made = compaction_plan(of, [compacted(of, Limits(1, 1))], datetime(2026, 11, 26, tzinfo=UTC))
    (change,) = made.changes
    assert [(step.action, step.reasons) for step in change.steps] == [
        ("add", ("stands for 2 entries",)),
        ("remove", ()),
        ("remove", ()),
    ]
    assert [note.message for note in change.notes] == [f"it lets in besides: {paths[2]}"]


@given(worlds())
def test_nobodys_permissions_are_widened(of: Fleet) -> None:
    owner = of.projects[0]
    narrow = {entry for entry in owner.foreign if entry.is_fine_grained}
    below = {entry.path for entry in narrow if entry.kind == "group"}
    result = compacted(of)
    for option in (result.best, result.gitlabs, *result.curve):
        assert option is not None
        assert narrow <= set(option.entries)
        added = {entry.path for entry in option.entries} - {e.path for e in owner.entries}
        assert all(below.isdisjoint(above(path)) for path in added)


def test_groups_that_were_not_surveyed_are_named_and_never_chosen() -> None:
    listed = [Entry("project", n, f"globex/p{n}", True) for n in (1, 2, 3)]
    of = world([entry.path for entry in listed], *listed, surveyed=("acme",))
    result = compacted(of, Limits(1, 1))
    assert result.best is None
    assert result.unsurveyed == ("globex",)
    assert result.gitlabs is not None
    assert [entry.path for entry in result.gitlabs.unknown] == ["globex"]


def test_entries_whose_permissions_were_not_read_are_named() -> None:
    known, unread = Entry("project", 1, "acme/a", True), Entry("project", 2, "acme/b")
    assert compacted(world(["acme/a", "acme/b"], known, unread)).unread == (unread,)


def test_gitlabs_way_takes_the_deepest_shared_group_whatever_it_lets_in() -> None:
    crowd = [f"acme/deep/er/p{n}" for n in range(20)]
    paths = ["acme/web/a", "acme/web/b", *crowd]
    listed = [
        Entry("project", paths.index(path) + 1, path, True) for path in (*paths[:2], *crowd[:2])
    ]
    result = compacted(world(paths, *listed), Limits(3, 3))
    assert result.gitlabs is not None
    assert result.best is not None
    assert len(result.gitlabs.extra) == 18
    assert len(result.best.extra) == 0
    assert [entry.path for entry in result.best.entries if entry.kind == "group"] == ["acme/web"]


def test_what_cannot_be_shared_has_no_compaction_of_gitlabs() -> None:
    listed = [Entry("project", n, f"g{n}/p", True) for n in (1, 2)]
    assert compacted(world([e.path for e in listed], *listed), Limits(1, 1)).gitlabs is None


def test_an_unreadable_project_is_an_error() -> None:
    broken: ProjectState = project(error="403: 403 Forbidden")
    with pytest.raises(ValueError, match=r"acme/app could not be read: 403"):
        compact(broken, world([]))


def test_thousands_of_entries_are_merged_with_little_left_unproven() -> None:
    paths = [f"acme/d{n % 9}/t{n % 63}/s{n % 441}/p{n}" for n in range(5000)]
    listed = [Entry("project", n + 1, path, True) for n, path in enumerate(paths) if n % 7 < 4]
    result = compacted(world(paths, *listed), Limits(200, 200))
    assert result.best is not None
    assert result.best.fits(result.limits)
    assert result.gap <= len(result.best.extra) // 20
