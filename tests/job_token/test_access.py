from __future__ import annotations

from hypothesis import given

from gitlab.job_token.access import Access, admitted
from gitlab.job_token.state import Entry, Fleet, Place, ProjectState
from tests.job_token._fleets import fleet, fleets, project


def who_gets_in(owner: ProjectState, *others: ProjectState, **known: tuple[Place, ...]) -> Access:
    access = admitted(owner, fleet(owner, *others, **known).tree)
    assert access is not None
    return access


@given(fleets())
def test_a_project_always_lets_itself_in_and_nobody_unknown(of: Fleet) -> None:
    ids = {project.id for project in of.projects}
    for owner in of.projects:
        access = admitted(owner, of.tree)
        assert access is None or {owner.id} <= access.projects <= ids


@given(fleets())
def test_one_entry_more_never_lets_in_fewer(of: Fleet) -> None:
    for owner in of.projects:
        if owner.error is not None:
            continue
        *fewer, _ = owner.entries
        before = admitted(project(owner.path, *fewer[1:], id=owner.id), of.tree)
        after = admitted(owner, of.tree)
        assert before is not None
        assert after is not None
        assert before.projects <= after.projects


def test_a_group_lets_in_the_projects_of_its_subgroups() -> None:
    owner = project("acme/app", Entry("group", 5, "acme/web"))
    access = who_gets_in(
        owner,
        project("acme/web/shop", id=2),
        project("acme/web/back/api", id=3),
        project("acme/data/lake", id=4),
    )
    assert access.projects == {1, 2, 3}


def test_a_project_outside_the_group_is_let_in_by_its_entry() -> None:
    assert who_gets_in(project("acme/app", Entry("project", 9, "globex/app"))).projects == {1, 9}


def test_a_group_outside_lets_in_the_projects_that_the_survey_found() -> None:
    owner = project("acme/app", Entry("group", 5, "globex"))
    access = who_gets_in(owner, outside=(Place(7, "globex/energy/app"),))
    assert access == Access(False, frozenset({1, 7}))


def test_a_group_that_cannot_be_listed_is_named_not_guessed() -> None:
    hidden = Entry("group", 5, "initech")
    access = who_gets_in(project("acme/app", hidden))
    assert access == Access(False, frozenset({1}), (hidden,))


def test_everyone_gets_in_when_the_allowlist_is_off() -> None:
    assert who_gets_in(project(inbound_enabled=False)).everyone


def test_a_project_that_is_being_deleted_runs_no_jobs() -> None:
    dying = Entry("project", 9, "acme/old-deletion_scheduled-9")
    assert who_gets_in(project("acme/app", dying)).projects == {1}


def test_of_an_unreadable_project_nothing_is_claimed() -> None:
    owner = project(error="403: 403 Forbidden")
    assert admitted(owner, fleet(owner).tree) is None
