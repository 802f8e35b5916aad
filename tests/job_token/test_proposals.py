"""The smallest allowlists that the log asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from gitlab.job_token import Fleet, Proposal, propose
from gitlab.job_token.access import admitted
from gitlab.job_token.state import Entry, Place, ProjectState, Use
from tests.job_token._fleets import fleet, project

INSIDE = {10 + n: f"acme/web/p{n}" for n in range(8)} | {
    20 + n: f"acme/data/q{n}" for n in range(8)
}


def use(origin: int, day: str = "2026-11-20", *policies: str) -> Use:
    return Use(origin, INSIDE[origin], f"{day}T08:00:00Z", policies or None)


def around(owner: ProjectState) -> Fleet:
    others = (project(path, id=id) for id, path in INSIDE.items())
    groups = (Place(1, "acme"), Place(5, "acme/web"), Place(6, "acme/data"))
    taken = "2026-11-26T12:00:00Z"
    return replace(fleet(owner, *others), groups=groups, taken_at=taken)


def proposed(
    *uses: Use, entries: tuple[Entry, ...] = (), days: int | None = None, limit: int = 200
) -> Proposal:
    owner = project("acme/app", *entries, log=uses)
    return propose(owner, around(owner), days=days, limit=limit)


def test_whom_the_log_has_seen_is_listed_and_nobody_else() -> None:
    web = Entry("group", 5, "acme/web", True)
    proposal = proposed(use(10), use(20), entries=(web, Entry("project", 21, INSIDE[21])))
    assert [entry.path for entry in proposal.entries] == [INSIDE[20], INSIDE[10]]
    assert [each.origin_path for each in proposal.missing] == [INSIDE[20]]
    assert [entry.path for entry in proposal.unused] == [INSIDE[21]]


def test_entries_keep_the_permissions_by_which_they_came_in() -> None:
    web = Entry("group", 5, "acme/web", False, ("read_jobs",))
    by_path = {entry.path: entry for entry in proposed(use(10), use(20), entries=(web,)).entries}
    assert by_path[INSIDE[10]].policies == ("read_jobs",)
    assert by_path[INSIDE[10]].is_fine_grained
    assert by_path[INSIDE[20]].default_permissions is None


def test_permissions_are_the_fewest_where_the_log_tells_them() -> None:
    told = use(10, "2026-11-20", "read_jobs", "admin_jobs", "read_packages")
    (entry,) = proposed(told).entries
    assert entry.default_permissions is False
    assert entry.policies == ("admin_jobs", "read_packages")


def test_what_is_older_than_the_days_asked_for_is_left_out() -> None:
    assert [e.id for e in proposed(use(10), use(11, "2026-09-01"), days=30).entries] == [10]
    assert len(proposed(use(10), use(11, "2026-09-01")).entries) == 2


def test_what_is_being_deleted_is_not_listed() -> None:
    gone = Use(9, "acme/old-deletion_scheduled-9", "2026-11-20T08:00:00Z")
    assert proposed(gone).entries == ()


def test_too_many_projects_become_groups_and_the_others_are_named() -> None:
    proposal = proposed(*map(use, range(10, 17)), use(20), limit=3)
    assert [entry.path for entry in proposal.entries] == [INSIDE[20], "acme/web"]
    assert [place.path for place in proposal.extra] == [INSIDE[17]]


@given(st.sets(st.sampled_from(sorted(INSIDE))), st.integers(1, 20))
def test_a_proposal_lets_in_all_whom_the_log_has_seen(origins: set[int], limit: int) -> None:
    owner = project("acme/app", log=tuple(map(use, sorted(origins))))
    of = around(owner)
    proposal = propose(owner, of, limit=limit)
    access = admitted(project("acme/app", *proposal.entries), of.tree)
    assert access is not None
    assert access.projects == origins | {1} | {place.id for place in proposal.extra}
    assert sum(entry.kind == "project" for entry in proposal.entries) <= limit


def test_without_a_log_nothing_is_proposed() -> None:
    owner = project("acme/app")
    with pytest.raises(ValueError, match="authentication log of acme/app could not be read"):
        propose(owner, around(owner))


def test_days_need_a_snapshot_that_knows_its_own() -> None:
    owner = project("acme/app", log=(use(10),))
    with pytest.raises(ValueError, match="does not tell when it was taken"):
        propose(owner, fleet(owner), days=3)
