"""Plans, as values: what they reach, the order of their steps, and what they warn of."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import assume, given, strategies as st

from gitlab.job_token import Fleet, PolicyError, PolicyFile, draft_policy, plan, read_policy
from gitlab.job_token.planning.planner import Change, Plan
from gitlab.job_token.planning.steps import after
from gitlab.job_token.policy_files.reading import Permissions, Selector
from gitlab.job_token.state import Entry, ProjectState, Use
from tests.job_token._fleets import project
from tests.job_token._policies import NOW, allow, histories, policies, policy, rule, some

LIB = Entry("project", 2, "acme/lib", True)
NARROW = Permissions(False, ("read_jobs",))


def planned(of: Fleet, wanted: PolicyFile) -> Plan:
    return plan(of, wanted, NOW)


def done(made: Plan, of: Fleet) -> Fleet:
    """The fleet after the plan."""
    changes = {change.project.id: change.steps for change in made.changes}
    return replace(of, projects=tuple(after(p, changes.get(p.id, ())) for p in of.projects))


def only(made: Plan) -> Change:
    (change,) = made.changes
    return change


def words(change: Change) -> list[str]:
    return [
        f"{step.action} {step.entry.path if step.entry else ''}".strip() for step in change.steps
    ]


@contextmanager
def limit(of: int) -> Generator[None]:
    with (
        patch("gitlab.job_token.planning.steps.LIMIT", of),
        patch("gitlab.job_token.planning.planner.LIMIT", of),
    ):
        yield


def states(change: Change) -> list[ProjectState]:
    """The project before the first step and after each."""
    return [after(change.project, change.steps[:n]) for n in range(len(change.steps) + 1)]


def let_in(state: ProjectState) -> set[tuple[str, int]]:
    return {(entry.kind, entry.id) for entry in state.foreign}


@given(histories(), policies())
def test_once_a_plan_is_done_nothing_is_left_to_do(of: Fleet, wanted: PolicyFile) -> None:
    assert planned(done(planned(of, wanted), of), wanted).steps == ()


@given(histories())
def test_what_is_there_written_as_a_policy_wants_nothing(of: Fleet) -> None:
    made = planned(of, read_policy(draft_policy(of)))
    assert (made.steps, made.errors) == ((), ())
    assert made.governed == len(of.projects)


@given(histories(), policies())
def test_nobody_is_kept_out_on_the_way_who_gets_in_at_both_ends(
    of: Fleet, wanted: PolicyFile
) -> None:
    for change in planned(of, wanted).changes:
        on_the_way = states(change)
        both = let_in(on_the_way[0]) & let_in(on_the_way[-1])
        assert all(both <= let_in(state) for state in on_the_way)
        assert all(state.foreign for state in on_the_way[1:-1]) or not let_in(on_the_way[-1])


@given(histories(), policies())
def test_a_list_is_full_of_what_is_wanted_before_it_is_switched_on(
    of: Fleet, wanted: PolicyFile
) -> None:
    for change in planned(of, wanted).changes:
        actions = [step.action for step in change.steps]
        if "enable" in actions:
            at = actions.index("enable")
            assert "add" not in actions[at:]
            assert "remove" not in actions[:at]


@given(histories(), policies(), st.integers(2, 4))
def test_no_list_is_over_the_limit_or_empty_on_the_way(
    of: Fleet, wanted: PolicyFile, most: int
) -> None:
    assume(all(len(p.listed(kind)) <= most for p in of.projects for kind in ("project", "group")))
    with limit(most):
        made = planned(of, wanted)
        for change in made.changes:
            for state in states(change):
                assert len(state.listed("project")) <= most
                assert len(state.listed("group")) <= most
            assert all(state.foreign for state in states(change)[1:-1]) or not let_in(
                states(change)[-1]
            )
            for kind in ("project", "group"):
                steps = [step for step in change.steps if step.entry and step.entry.kind == kind]
                adds = sum(step.action == "add" for step in steps)
                fits = len(change.project.listed(kind)) + adds <= most
                assert not fits or not any(step.frees for step in steps)


def test_a_swap_on_a_full_list_frees_one_place_and_says_so() -> None:
    old = [Entry("project", n, f"acme/old{n}", True) for n in (7, 8)]
    of = some(project("acme/app", *old))
    of = replace(
        of, projects=(replace(of.projects[0], log=(Use(7, "acme/old7", "2026-11-02T00:00:00Z"),)),)
    )
    with limit(2):
        change = only(planned(of, policy(rule(allow("acme/lib"), allow("acme/a/x")))))
    assert words(change) == [
        "remove acme/old8",
        "add acme/a/x",
        "remove acme/old7",
        "add acme/lib",
    ]
    assert [step.frees for step in change.steps] == [True, False, True, False]
    assert [note.message for note in change.notes] == [
        "acme/old7 would lose access; last used on 2026-11-02"
    ]


def test_more_than_gitlab_takes_is_an_error_before_anything_is_done() -> None:
    with limit(1):
        change = only(planned(some(project()), policy(rule(allow("acme/lib"), allow("acme/a/x")))))
    assert change.steps == ()
    assert "would list 2 projects, and GitLab takes 1" in change.errors[0]


def test_at_least_adds_and_never_removes_or_narrows() -> None:
    wide, narrow = LIB, Entry("project", 3, "acme/a/x", False, ("read_jobs",))
    wanted = policy(
        rule(allow("acme/lib", NARROW), allow("acme/a/x", NARROW), allow("acme/a/y")),
        mode="at_least",
    )
    of = some(project("acme/app", wide, narrow, Entry("group", 102, "acme/b", True)))
    assert words(only(planned(of, wanted))) == ["add acme/a/y"]


def test_exact_gives_the_permissions_that_are_named_and_leaves_others() -> None:
    narrow = Entry("project", 3, "acme/a/x", False, ("read_jobs",))
    of = some(project("acme/app", LIB, narrow))
    change = only(planned(of, policy(rule(allow("acme/lib", NARROW), allow("acme/a/x")))))
    assert [(step.action, step.entry and step.entry.policies) for step in change.steps] == [
        ("permit", ("read_jobs",))
    ]


def test_permissions_that_were_not_read_are_not_guessed() -> None:
    of = some(project("acme/app", Entry("project", 2, "acme/lib")))
    change = only(planned(of, policy(rule(allow("acme/lib", NARROW)))))
    assert "the permissions of acme/lib could not be read" in change.errors[0]
    assert planned(of, policy(rule(allow("acme/lib")))).changes == ()


def test_a_version_without_fine_grained_permissions_is_named() -> None:
    of = some(project(), gitlab_version="17.9.1-ee")
    change = only(planned(of, policy(rule(allow("acme/lib", NARROW)))))
    assert "need GitLab 17.10" in change.errors[0]
    assert "17.9.1-ee" in change.errors[0]


def test_what_rules_allow_adds_up_and_the_last_word_on_the_switch_counts() -> None:
    general = rule(allow("acme/lib", NARROW), enabled=False, name="general")
    special = rule(
        allow("acme/lib", Permissions(False, ("read_packages",))), enabled=True, name="special"
    )
    of = some(project(inbound_enabled=False))
    change = only(planned(of, policy(general, special)))
    assert words(change) == ["add acme/lib", "enable"]
    added = change.steps[0]
    assert added.entry is not None
    assert added.entry.policies == ("read_jobs", "read_packages")
    assert added.reasons == ("general", "special")


def test_patterns_let_in_the_projects_that_match_but_never_the_project_itself() -> None:
    of = some(project("acme/a/x", id=3))
    change = only(planned(of, policy(rule(allow("acme/a/**", kind="pattern")))))
    assert words(change) == ["add acme/a/a/z", "add acme/a/y"]


def test_the_log_lets_in_those_who_used_their_tokens_lately() -> None:
    uses = (Use(2, "acme/lib", "2026-11-20T08:00:00Z"), Use(3, "acme/a/x", "2026-10-01T08:00:00Z"))
    of = some(replace(project(), log=uses))
    change = only(planned(of, policy(rule(used_within_days=30))))
    assert words(change) == ["add acme/lib"]
    assert change.steps[0].reasons == ("r: used on 2026-11-20",)


def test_without_the_log_nothing_is_removed_on_its_account() -> None:
    of = some(project("acme/app", LIB))
    exact = only(planned(of, policy(rule(used_within_days=30))))
    assert exact.steps == ()
    assert "authentication log of 30 days" in exact.errors[0]
    lenient = only(planned(of, policy(rule(used_within_days=30), mode="at_least")))
    assert [note.severity for note in lenient.notes] == ["warning"]


def test_an_exception_lets_in_until_its_last_day() -> None:
    of = some(project())
    for end, expected in ((date(2026, 11, 26), ["add acme/lib"]), (date(2026, 11, 25), [])):
        exception = rule(allow("acme/lib"), reason="a move", expires=end)
        (change,) = planned(of, policy(rule(), exceptions=(exception,))).changes
        assert words(change) == expected
        if not expected:
            assert "(a move) expired on 2026-11-25" in change.notes[0].message
        else:
            assert change.steps[0].reasons == ("a move (until 2026-11-26)",)


def test_who_would_lose_access_is_told_with_the_last_use() -> None:
    uses = (
        Use(2, "acme/lib", "2026-11-20T08:00:00Z"),
        Use(5, "acme/a/a/z", "2026-11-21T08:00:00Z"),
    )
    of = some(replace(project("acme/app", LIB, inbound_enabled=False), log=uses))
    change = only(planned(of, policy(rule(allow("acme/a"), enabled=True))))
    assert words(change) == ["add acme/a", "enable", "remove acme/lib"]
    assert [note.message for note in change.notes] == [
        "acme/lib would lose access; last used on 2026-11-20"
    ]


def test_that_the_log_was_not_read_is_said_where_it_matters() -> None:
    of = some(project("acme/app", LIB))
    (note,) = only(planned(of, policy(rule()))).notes
    assert note.severity == "warning"
    assert "whether anybody loses access is not known" in note.message


def test_a_switch_that_only_the_instance_keeps_on_is_stored_too() -> None:
    stored = replace(project(), stored_inbound_enabled=False)
    assert words(only(planned(some(stored, enforced=True), policy(rule(enabled=True))))) == [
        "enable"
    ]


def test_an_enforced_list_cannot_be_planned_off() -> None:
    change = only(planned(some(project(), enforced=True), policy(rule(enabled=False))))
    assert "while the instance enforces" in change.errors[0]


def test_an_unreadable_project_is_an_error_of_its_own() -> None:
    of = some(project(error="403: 403 Forbidden"), project("acme/lib", id=2, inbound_enabled=False))
    made = planned(of, policy(rule(enabled=True)))
    assert made.errors == (
        ("acme/app", "cannot be read, so nothing is planned: 403: 403 Forbidden"),
    )
    assert made.counts() == {"create": 0, "update": 1, "delete": 0}
    assert made.exit_status == 1


def test_projects_that_no_rule_selects_are_left_alone() -> None:
    of = some(project("acme/app", LIB), project("acme/lib", id=2))
    made = planned(of, policy(rule(select=Selector(paths=("acme/lib",)))))
    assert (made.changes, made.governed, made.fleet) == ((), 1, 2)
    assert made.exit_status == 0


def test_names_that_nobody_knows_are_errors_with_a_suggestion() -> None:
    text = """\
version: 1
rules:
  - select: {paths: ["**"]}
    allow:
      projects: [acme/lbi, acme/a]
      groups: [globex]
"""
    with pytest.raises(PolicyError) as caught:
        planned(some(project()), read_policy(text))
    assert [str(problem) for problem in caught.value.problems] == [
        "policy.yml:5:18: no project acme/lbi is known; did you mean acme/lib?",
        "policy.yml:5:28: acme/a is a group: name it under 'groups'",
        "policy.yml:6:16: no group globex is known; it is outside of what was collected",
    ]
