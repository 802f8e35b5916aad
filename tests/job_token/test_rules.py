from __future__ import annotations

import pytest
from hypothesis import given

from gitlab.job_token import Finding, audit
from gitlab.job_token.access import admitted
from gitlab.job_token.state import Entry, Fleet, ProjectState
from tests.job_token._fleets import fleet, fleets, project


def findings(of: ProjectState) -> tuple[Finding, ...]:
    return audit(fleet(of)).findings


def rules(of: ProjectState) -> list[tuple[str, str]]:
    return [(finding.rule, finding.subject) for finding in findings(of)]


def many(kind: str, count: int) -> list[Entry]:
    assert kind in ("project", "group")
    return [
        Entry("project" if kind == "project" else "group", 10 + number, f"globex/{number}")
        for number in range(count)
    ]


def test_a_project_with_its_own_entry_only_is_clean() -> None:
    assert rules(project()) == []


def test_an_allowlist_that_is_off_is_an_error() -> None:
    (finding,) = findings(project(inbound_enabled=False))
    assert (finding.rule, finding.severity) == ("open-to-all", "error")


@pytest.mark.parametrize("kind", ["project", "group"])
@pytest.mark.parametrize(
    ("count", "expected"),
    [(179, None), (180, "limit-near"), (199, "limit-near"), (200, "limit-reached")],
)
def test_projects_and_groups_have_a_limit_each(kind: str, count: int, expected: str | None) -> None:
    found = rules(project("acme/app", *many(kind, count)))
    assert found == ([(expected, f"{kind}s")] if expected else [])


def test_the_own_entry_takes_no_place() -> None:
    assert rules(project("acme/app", *many("project", 179))) == []


def test_projects_and_groups_are_not_added_up() -> None:
    assert rules(project("acme/app", *many("project", 150), *many("group", 150))) == []


def test_a_project_below_a_listed_group_is_redundant() -> None:
    listed = Entry("project", 7, "acme/web/back/api")
    assert rules(project("acme/app", listed, Entry("group", 5, "acme/web"))) == [
        ("redundant-entry", "acme/web/back/api")
    ]


def test_a_subgroup_below_a_listed_group_is_redundant() -> None:
    entries = Entry("group", 5, "acme/web"), Entry("group", 6, "acme/web/back")
    assert rules(project("acme/app", *entries)) == [("redundant-entry", "acme/web/back")]


def test_the_own_entry_is_never_redundant() -> None:
    assert rules(project("acme/web/app", Entry("group", 5, "acme"))) == []


def test_an_entry_whose_target_is_being_deleted_is_dead_and_nothing_else() -> None:
    gone = "acme/web/old-deletion_scheduled-7"
    entries = Entry("project", 7, gone), Entry("group", 5, "acme/web")
    assert rules(project("acme/app", *entries)) == [("dead-entry", gone)]


def test_of_an_unreadable_project_only_that_is_said() -> None:
    hidden = ProjectState(id=1, path="acme/app", visibility="private", error="403: 403 Forbidden")
    (finding,) = findings(hidden)
    assert finding.rule == "unreadable"
    assert "403 Forbidden" in finding.message


@given(fleets())
def test_without_its_redundant_entries_a_project_lets_in_the_same(of: Fleet) -> None:
    for review in audit(of).reviews:
        if review.access is None:
            continue
        owner = review.project
        redundant = {f.subject for f in review.findings if f.rule == "redundant-entry"}
        kept = [e for e in owner.entries[1:] if e.path not in redundant]
        lean = admitted(
            project(owner.path, *kept, id=owner.id, inbound_enabled=owner.inbound_enabled),
            of.tree,
        )
        assert lean == review.access


@given(fleets())
def test_every_finding_says_what_to_do(of: Fleet) -> None:
    for finding in audit(of).findings:
        assert finding.project in {project.path for project in of.projects}
        assert finding.message.endswith(".")
        assert finding.fix.endswith(".")
