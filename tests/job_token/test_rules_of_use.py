"""Rules that need more than the lists: the log, permissions, the stored switch, boundaries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gitlab.job_token import RULES, Checks, Finding, audit
from gitlab.job_token.state import Entry, Fleet, Place, ProjectState, Use
from tests.job_token._fleets import fleet, project

DAY = "2026-11-26T12:00:00Z"
READ = (False, ("read_packages",))
LIB = Entry("project", 2, "acme/web/lib")
WEB = Entry("group", 5, "acme/web")


def judged(of: ProjectState | Fleet, **checks: Any) -> list[Finding]:
    if isinstance(of, ProjectState):
        of = fleet(of)
    return list(audit(replace(of, taken_at=DAY), Checks(**checks)).findings)


def ids(of: ProjectState | Fleet, **checks: Any) -> list[tuple[str, str]]:
    return [(finding.rule, finding.subject) for finding in judged(of, **checks)]


def permitting(entry: Entry, default: bool, policies: tuple[str, ...] = ()) -> Entry:
    return replace(entry, default_permissions=default, policies=policies)


def use(path: str, day: str = "2026-11-20", *policies: str, known: bool = False) -> Use:
    return Use(hash(path) % 999, path, f"{day}T08:00:00Z", policies if known or policies else None)


# The switch ---------------------------------------------------------------------------------------


def test_a_switch_that_only_the_instance_keeps_on_is_told() -> None:
    kept_on = replace(project(), stored_inbound_enabled=False)
    assert ids(kept_on) == [("enforcement-off", "")]
    assert ids(replace(kept_on, stored_inbound_enabled=True)) == []
    assert ids(replace(kept_on, stored_inbound_enabled=None)) == []


def test_an_open_project_is_open_and_nothing_less() -> None:
    opened = replace(project(inbound_enabled=False), stored_inbound_enabled=False)
    assert ids(opened) == [("open-to-all", "")]


# Redundant entries --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "groups", "redundant"),
    [
        ((True, ()), (True, ()), True),
        (READ, READ, True),
        ((False, ("admin_packages",)), (False, ("read_packages", "admin_packages")), True),
        (READ, (True, ()), False),
        ((True, ()), READ, False),
        (READ, (False, ("read_jobs",)), False),
    ],
)
def test_an_entry_is_redundant_if_its_group_permits_exactly_the_same(
    own: tuple[bool, tuple[str, ...]], groups: tuple[bool, tuple[str, ...]], redundant: bool
) -> None:
    owner = project("acme/app", permitting(LIB, *own), permitting(WEB, *groups))
    assert ids(owner) == ([("redundant-entry", LIB.path)] if redundant else [])


def test_the_nearest_group_decides_whether_an_entry_is_redundant() -> None:
    acme, web = permitting(Entry("group", 1, "acme"), False), permitting(WEB, True)
    assert ids(project("globex/app", permitting(LIB, True), web, acme)) == [
        ("redundant-entry", LIB.path)
    ]


# Use ----------------------------------------------------------------------------------------------


def wide(*users: str, size: int = 20, entries: tuple[Entry, ...] = (WEB,)) -> Fleet:
    owner = project("acme/app", *entries, log=tuple(map(use, users)))
    inside = tuple(project(f"acme/web/p{n}", id=10 + n) for n in range(size))
    return fleet(owner, *inside)


def test_a_group_that_few_of_its_projects_use_is_wide() -> None:
    (finding,) = judged(wide("acme/web/p1", "acme/web/p2"))
    assert (finding.rule, finding.subject) == ("wide-group", "acme/web")
    assert "lets in 20 projects, and 2 of them used it" in finding.message
    assert "acme/web/p1, acme/web/p2" in finding.fix


@pytest.mark.parametrize(
    ("users", "size"), [(["p1"], 9), (["p1", "p2", "p3", "p4", "p5", "p6"], 20), ([], 20)]
)
def test_small_groups_and_used_ones_and_those_without_any_use_are_not_wide(
    users: list[str], size: int
) -> None:
    assert ids(wide(*(f"acme/web/{user}" for user in users), size=size)) == []


def test_what_came_in_by_a_nearer_entry_is_no_use_of_the_group() -> None:
    listed = Entry("project", 11, "acme/web/p1")
    narrow = permitting(listed, *READ)
    owner = wide("acme/web/p1", "ACME/web/P2", entries=(narrow, permitting(WEB, True)))
    (finding,) = judged(owner)
    assert "1 of them used it" in finding.message


def test_a_group_that_cannot_be_listed_is_not_called_wide() -> None:
    owner = project("acme/app", Entry("group", 8, "initech"), log=(use("initech/a"),))
    assert ids(owner) == []


@pytest.mark.parametrize(
    ("log", "created", "found"),
    [
        ((), None, True),
        ((use("acme/web/lib", "2026-10-26"),), None, True),
        ((use("acme/web/lib", "2026-10-29"),), None, False),
        ((), "2026-11-20T08:00:00Z", False),
        ((), "2026-01-01T08:00:00Z", True),
        (None, None, False),
    ],
)
def test_an_entry_is_unused_if_the_log_knows_no_use_since_the_day_and_it_is_older(
    log: tuple[Use, ...] | None, created: str | None, found: bool
) -> None:
    owner = project("acme/app", replace(LIB, created_at=created), log=log)
    assert ids(owner, unused_days=29) == ([("unused-entry", LIB.path)] if found else [])
    assert ids(owner) == []


def test_without_a_date_nothing_is_called_unused() -> None:
    of = fleet(project("acme/app", LIB, log=()))
    assert audit(of, Checks(unused_days=1)).findings == ()


@pytest.mark.parametrize(
    ("permissions", "log", "found"),
    [
        ((True, ()), (use("acme/web/lib", "2026-11-01", "read_jobs"),), True),
        ((False, ("admin_jobs",)), (use("acme/web/lib", "2026-11-01", "read_jobs"),), True),
        ((True, ()), (use("acme/web/lib", "2026-11-01", "admin_jobs"),), False),
        ((False, ("read_jobs",)), (use("acme/web/lib", "2026-11-01", "read_jobs"),), False),
        ((True, ()), (use("acme/web/lib", "2026-11-01"),), False),
        ((True, ()), (use("acme/web/lib", "2026-11-01", known=True),), False),
    ],
)
def test_permission_to_change_is_unused_if_the_log_tells_of_reading_only(
    permissions: tuple[bool, tuple[str, ...]], log: tuple[Use, ...], found: bool
) -> None:
    findings = judged(project("acme/app", permitting(LIB, *permissions), log=log))
    assert [finding.rule for finding in findings] == (["unused-write"] if found else [])
    assert all("read_jobs" in finding.fix for finding in findings)


# Boundaries ---------------------------------------------------------------------------------------


def test_entries_from_another_top_level_group_are_told_on_request() -> None:
    owner = project("acme/app", LIB, Entry("group", 9, "globex"))
    assert ids(owner, boundary="top-level") == [("cross-boundary", "globex")]
    assert ids(owner) == []


def test_projects_with_other_topics_of_a_kind_are_beyond_the_boundary() -> None:
    def labelled(path: str, id: int, *topics: str) -> ProjectState:
        return replace(project(path, id=id), topics=topics)

    others = labelled("acme/b", 2, "team:b", "go"), labelled("acme/c", 3, "team:a", "team:c")
    unlabelled, below = labelled("acme/d", 4, "go"), labelled("acme/web/e", 5, "team:e")
    entries = (*(Entry("project", each.id, each.path) for each in (*others, unlabelled)), WEB)
    owner = replace(project("acme/app", *entries, id=1), topics=("team:a", "go"))
    of = fleet(owner, *others, unlabelled, below)
    assert ids(of, boundary="team:") == [
        ("cross-boundary", "acme/b"),
        ("cross-boundary", "acme/web"),
    ]


# The project's own entry --------------------------------------------------------------------------


def test_a_stored_entry_of_a_project_for_itself_is_odd() -> None:
    def with_own(default: bool | None, *policies: str) -> ProjectState:
        own = Entry("self", 1, "acme/app", default, policies)
        return replace(project(), entries=(own,))

    assert ids(with_own(None)) == []
    (narrowing,) = judged(with_own(False, "read_jobs"))
    (idle,) = judged(with_own(True))
    assert (narrowing.rule, narrowing.severity) == ("odd-self-entry", "warning")
    assert "read_jobs" in narrowing.message
    assert (idle.rule, idle.severity) == ("odd-self-entry", "info")


# Choosing -----------------------------------------------------------------------------------------


def test_rules_can_be_chosen_and_left_out() -> None:
    owner = project("acme/app", LIB, WEB, inbound_enabled=False)
    assert ids(owner, rules=frozenset({"open-to-all"})) == [("open-to-all", "")]
    assert ids(owner, skip=frozenset({"open-to-all"})) == [("redundant-entry", LIB.path)]


def test_a_rule_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="no rule open; the rules are unreadable, open-to-all"):
        Checks(skip=frozenset({"open"}))


def test_findings_below_a_severity_can_be_left_out() -> None:
    report = audit(fleet(project("acme/app", LIB, WEB, inbound_enabled=False)))
    assert [f.rule for f in report.at_least("warning").findings] == ["open-to-all"]
    assert report.at_least("info").findings == report.findings


def test_the_limit_can_be_the_instances_own() -> None:
    owner = project("acme/app", *(Entry("project", n, f"globex/{n}") for n in range(10, 15)))
    assert ids(owner, limit=5) == [("limit-reached", "projects")]


def test_every_rule_finds_something_somewhere() -> None:
    many = [Entry("project", n, f"globex/{n}") for n in range(100, 290)]
    entries = [
        Entry("project", 7, "acme/old-deletion_scheduled-7"),
        permitting(Entry("project", 8, "acme/web/p0"), True),
        permitting(WEB, True),
    ]
    own = Entry("self", 1, "acme/app", True)
    log = (use("acme/web/p1", "2026-11-01", "read_jobs"),)
    busy = replace(
        project("acme/app", *entries, *many, log=log),
        entries=(own, *entries, *many),
        stored_inbound_enabled=False,
    )
    full = project("acme/full", *many, *(Entry("project", n, f"x/{n}") for n in range(30)), id=2)
    of = fleet(
        busy,
        full,
        project("acme/open", id=3, inbound_enabled=False),
        project("acme/hidden", id=4, error="403: 403 Forbidden"),
        *(project(f"acme/web/p{n}", id=20 + n) for n in range(12)),
        outside=(Place(99, "globex/a"),),
    )
    found = judged(of, boundary="top-level", unused_days=10)
    assert {finding.rule for finding in found} == set(RULES)
    assert {(f.rule, f.severity) for f in found} - {(k, r.severity) for k, r in RULES.items()} == {
        ("odd-self-entry", "info")
    }
