"""Applying plans: what is looked at before, what is said after, and the journal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token import (
    Plan,
    PlanRefused,
    PolicyFile,
    aapply,
    apply,
    plan,
    plan_dict,
    read_ledger,
    read_plan,
    undo_plan,
)
from gitlab.job_token.policy_files.reading import Permissions, Selector
from gitlab.job_token.state import Entry
from gitlab.sandbox import Sandbox
from tests.job_token._fleets import project
from tests.job_token._policies import NOW, allow, policy, rule, some
from tests.job_token._troubled import seed, seen, troubled

APP = Selector(paths=("acme/app",))
OLD = Entry("project", 3, "acme/a/x", True)
WANTED = policy(rule(allow("acme/lib"), allow("acme/a"), select=APP, enabled=True))


@pytest.fixture
def box() -> Any:
    open_ = replace(project("acme/app", OLD, inbound_enabled=False), stored_inbound_enabled=False)
    world = seed(some(open_, enforced=False))
    world["users"] = [{"id": 2, "username": "ada"}, {"id": 3, "username": "bob"}]
    world["members"] = [{"group": 100, "user": "bob", "access_level": 30}]
    with Sandbox(seed=world) as sandbox:
        yield sandbox


def made_in(box: Sandbox, wanted: PolicyFile = WANTED) -> Plan:
    return plan(seen(box), wanted, NOW)


def entries(box: Sandbox, path: str = "acme/app") -> list[str]:
    return [entry.path for entry in seen(box).by_path[path].foreign]


def told(outcome: Any) -> list[tuple[Any, ...]]:
    return [(r.path, r.status, r.steps, r.message) for r in outcome.results]


async def test_both_colours_do_the_same(box: Sandbox) -> None:
    made = made_in(box)
    assert [step.action for step in made.steps] == ["add", "add", "enable", "remove"]
    progress: list[tuple[int, int]] = []
    async with box.async_client() as gl:
        outcome = await aapply(gl, made, progress=lambda *far: progress.append(far))
    assert told(outcome) == [("acme/app", "done", 4, "")]
    assert progress == [(1, 1)]
    assert entries(box) == ["acme/lib", "acme/a"]
    assert seen(box).by_path["acme/app"].inbound_enabled is True
    assert told(apply(box.client(), made)) == [("acme/app", "nothing to do", 0, "")]
    assert apply(box.client(), made).is_complete


def test_a_plan_survives_being_saved(box: Sandbox) -> None:
    saved = json.dumps(plan_dict(made_in(box)))
    assert apply(box.client(), read_plan(json.loads(saved))).is_complete
    assert made_in(box).steps == ()


def test_fine_grained_entries_are_added_and_changed_through_graphql(box: Sandbox) -> None:
    narrow = Permissions(False, ("read_jobs", "read_packages"))
    wanted = policy(rule(allow("acme/lib", narrow), allow("acme/a/x", narrow), select=APP))
    assert apply(box.client(), made_in(box, wanted)).is_complete
    state = seen(box).by_path["acme/app"]
    assert {(e.path, e.default_permissions, e.policies) for e in state.foreign} == {
        ("acme/lib", False, ("read_jobs", "read_packages")),
        ("acme/a/x", False, ("read_jobs", "read_packages")),
    }


def test_drift_stops_that_project_and_not_the_run(box: Sandbox) -> None:
    wanted = policy(rule(allow("acme/lib"), allow("acme/app"), enabled=True))
    made = made_in(box, wanted)
    gl = box.client()
    scope = gl.projects.get("acme/app").job_token_scope.get()
    scope.allowlist.create(4)
    scope.allowlist.delete(3)
    outcome = apply(gl, made)
    assert not outcome.is_complete
    drifted = [result for result in outcome.results if result.status == "drifted"]
    assert [(each.path, each.message) for each in drifted] == [
        (
            "acme/app",
            "acme/a/x was removed, acme/a/y was added since the plan was made: plan anew",
        )
    ]
    assert entries(box) == ["acme/a/y"]
    assert entries(box, "acme/a/x") == ["acme/app", "acme/lib"]


def test_what_others_did_between_looking_and_writing_is_settled_by_reading(box: Sandbox) -> None:
    made = made_in(box)
    gl, transport = troubled(box)
    other = box.client()

    def first() -> None:
        transport.watch = lambda: None
        scope = other.projects.get("acme/app").job_token_scope.get()
        scope.allowlist.create(2)
        scope.allowlist.delete(3)

    transport.watch = first
    assert [step.entry and step.entry.path for step in made.steps][:2] == ["acme/a", "acme/lib"]
    assert told(apply(gl, made)) == [("acme/app", "done", 4, "")]
    assert entries(box) == ["acme/lib", "acme/a"]


def as_ada(box: Sandbox) -> Any:
    """A client of somebody who maintains acme/app, and sees nothing else."""
    gl = box.client()
    gl.projects.get(1).members.create({"user_id": 2, "access_level": 40})
    gl.set_token(private_token=new_token(box, 2))
    return gl


def test_a_refused_step_ends_the_project_and_says_why(box: Sandbox) -> None:
    made = made_in(box, policy(rule(allow("acme/lib"), select=APP), mode="at_least"))
    (result,) = apply(as_ada(box), made).results
    assert (result.status, result.steps) == ("failed", 0)
    assert result.message.startswith("step 1 of 1: 400: 400 Bad request - The target_project that")


def test_an_entry_that_the_token_cannot_see_is_removed_all_the_same(box: Sandbox) -> None:
    made = made_in(box, policy(rule(select=APP)))
    assert [step.action for step in made.steps] == ["remove"]
    assert told(apply(as_ada(box), made)) == [("acme/app", "done", 1, "")]
    assert entries(box) == []


def test_a_gitlab_without_fine_grained_permissions_says_what_is_needed(box: Sandbox) -> None:
    narrow = policy(rule(allow("acme/lib", Permissions(False, ("read_jobs",))), select=APP))
    made = made_in(box, narrow)
    gl, transport = troubled(box, {0: "unknown mutation"})
    (result,) = apply(gl, made).results
    assert (result.status, transport.writes) == ("failed", 1)
    assert "fine-grained permissions need GitLab 17.10" in result.message


def refused(box: Sandbox, made: Plan, **options: Any) -> str:
    """Why the plan is refused; nothing has been written by then."""
    gl, transport = troubled(box)
    if "token" in options:
        gl.set_token(private_token=options.pop("token"))
    with pytest.raises(PlanRefused) as caught:
        apply(gl, made, **options)
    assert transport.writes == 0
    return str(caught.value)


def test_a_plan_for_another_gitlab_is_refused(box: Sandbox) -> None:
    made = replace(made_in(box), url="https://gitlab.globex.com")
    assert "was made for https://gitlab.globex.com, and this is https://gitlab.ex" in refused(
        box, made
    )


def test_a_plan_with_errors_is_refused_unless_only_the_possible_is_wanted(box: Sandbox) -> None:
    fleet = seen(box)
    hidden = replace(fleet.by_path["acme/lib"], error="403: 403 Forbidden")
    others = [each for each in fleet.projects if each.path != "acme/lib"]
    made = plan(replace(fleet, projects=(*others, hidden)), policy(rule(allow("acme/a"))), NOW)
    message = refused(box, made)
    assert "the plan has errors" in message
    assert "acme/lib: cannot be read" in message
    assert apply(box.client(), made, only_possible=True).is_complete
    assert entries(box, "acme/a/x") == ["acme/a"]
    assert entries(box, "acme/lib") == []


def new_token(box: Sandbox, user: int, **fields: Any) -> str:
    data: Any = {"name": "t", "scopes": ["api"], "expires_at": "2027-06-01"} | fields
    return str(box.client().users.get(user).personal_access_tokens.create(data).token)


def test_projects_that_the_token_cannot_manage_are_named_before_anything_is_done(
    box: Sandbox,
) -> None:
    message = refused(box, made_in(box), token=new_token(box, 3))
    assert "it needs the Maintainer role in each" in message
    assert "acme/app: 403: 403 Forbidden" in message


def test_a_token_that_may_only_read_is_refused(box: Sandbox) -> None:
    message = refused(box, made_in(box), token=new_token(box, 1, scopes=["read_api"]))
    assert "has the scopes read_api, and writing needs `api`" in message


def test_a_token_that_is_about_to_expire_is_refused(box: Sandbox) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    message = refused(box, made_in(box), token=new_token(box, 1, expires_at=tomorrow))
    assert f"the token expires on {tomorrow}" in message
    assert "rotate it first" in message


def test_a_token_that_is_not_accepted_is_refused(box: Sandbox) -> None:
    assert "GitLab does not accept the token" in refused(box, made_in(box), token="glpat-nobody")


def test_the_journal_keeps_the_plan_and_every_step(box: Sandbox, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    made = made_in(box)
    apply(box.client(), made, journal=journal, clock=lambda: NOW)
    kept, steps = read_ledger(journal)
    assert plan_dict(kept) == plan_dict(made)
    assert steps == {1: dict.fromkeys(range(4), "done")}
    last = json.loads(journal.read_bytes().splitlines()[-1])
    assert last == {
        "at": "2026-11-26T12:00:00+00:00",
        "project": 1,
        "step": 3,
        "event": "done",
    }


def test_undoing_leaves_what_others_did_since(box: Sandbox, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    gl = box.client()
    apply(gl, made_in(box), journal=journal)
    gl.projects.get("acme/app").job_token_scope.get().allowlist.create(4)
    back = undo_plan(gl, journal)
    assert [step.action for step in back.steps] == ["add", "remove", "remove", "disable"]
    assert apply(gl, back).is_complete
    assert entries(box) == ["acme/a/x", "acme/a/y"]
    assert seen(box).by_path["acme/app"].inbound_enabled is False
    assert undo_plan(gl, journal).steps == ()


@pytest.mark.parametrize("content", [b"notes of mine\n", b"notes", b'{"plan": 1}\n', b"[]\n"])
def test_a_file_that_is_no_journal_is_not_touched(
    box: Sandbox, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(GitlabParsingError, match="no journal"):
        apply(box.client(), made_in(box), journal=path)
    assert path.read_bytes() == content
    if content.endswith(b"\n"):
        with pytest.raises(GitlabParsingError, match="no journal"):
            read_ledger(path)


def test_a_journal_of_another_plan_is_not_gone_on_with(box: Sandbox, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    made = made_in(box)
    apply(box.client(), made, journal=journal)
    with pytest.raises(GitlabParsingError, match="the journal of another plan"):
        apply(box.client(), replace(made, made_at="2020"), journal=journal)


def test_a_line_that_a_kill_cut_short_is_done_again(box: Sandbox, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    made = made_in(box)
    apply(box.client(), made, journal=journal)
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-20])
    assert read_ledger(journal)[1] == {1: {0: "done", 1: "done", 2: "done", 3: "begun"}}
    assert told(apply(box.client(), made, journal=journal)) == [
        ("acme/app", "nothing to do", 0, "")
    ]
