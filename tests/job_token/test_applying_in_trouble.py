"""Applying plans to a GitLab that fails, and in a process that is killed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from gitlab.job_token import Fleet, PolicyFile, apply, plan, undo_plan
from gitlab.job_token.planning.steps import after
from gitlab.job_token.state import ProjectState
from gitlab.sandbox import Sandbox
from tests.job_token._policies import NOW, histories, policies
from tests.job_token._troubled import Killed, seed, seen, troubled, until_done

LOSSES = ("lost before", "lost after", "bad gateway")
losses = st.sampled_from(LOSSES)
kinds = st.sampled_from(("killed before", "killed after", *LOSSES))
troubles_ = st.dictionaries(st.integers(0, 12), kinds, max_size=6)
slowly = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(histories(), policies(), troubles_)
def test_whatever_happens_a_plan_is_carried_out_in_the_end_and_a_second_time_does_nothing(
    of: Fleet, wanted: PolicyFile, troubles: dict[int, str]
) -> None:
    with Sandbox(seed=seed(of)) as box, TemporaryDirectory() as folder:
        made = plan(seen(box), wanted, NOW)
        assert made.errors == ()
        until_done(box, made, troubles, Path(folder) / "journal")
        assert plan(seen(box), wanted, NOW).steps == ()
        gl, transport = troubled(box)
        again = apply(gl, made)
        assert {result.status for result in again.results} <= {"nothing to do"}
        assert transport.writes == 0


@slowly
@given(histories(), policies(), st.dictionaries(st.integers(0, 9), losses, max_size=2))
def test_what_is_lost_on_the_way_is_settled_in_the_same_run(
    of: Fleet, wanted: PolicyFile, troubles: dict[int, str]
) -> None:
    with Sandbox(seed=seed(of)) as box:
        gl, _ = troubled(box, troubles)
        assert apply(gl, plan(seen(box), wanted, NOW)).is_complete
        assert plan(seen(box), wanted, NOW).steps == ()


@slowly
@given(histories(), policies(), troubles_)
def test_no_project_is_opened_and_no_list_emptied_on_the_way(
    of: Fleet, wanted: PolicyFile, troubles: dict[int, str]
) -> None:
    with Sandbox(seed=seed(of)) as box:
        before = seen(box)
        made = plan(before, wanted, NOW)
        ends = {each.project.id: (each.project, _end(each)) for each in made.changes}
        kept = {id: _listed(one) & _listed(other) for id, (one, other) in ends.items()}
        closed = {project.id for project in before.projects if project.inbound_enabled}

        def watch() -> None:
            for project in seen(box).projects:
                assert project.inbound_enabled or project.id not in closed
                assert kept.get(project.id, set()) <= _listed(project)

        gl, transport = troubled(box, troubles)
        transport.watch = watch
        with suppress(Killed):
            apply(gl, made)


def _end(change: Any) -> ProjectState:
    return after(change.project, change.steps)


def _listed(project: ProjectState) -> set[tuple[str, int]]:
    return {(entry.kind, entry.id) for entry in project.foreign}


@slowly
@given(histories(), policies(), troubles_)
def test_undoing_leads_back_from_wherever_it_stopped(
    of: Fleet, wanted: PolicyFile, troubles: dict[int, str]
) -> None:
    with Sandbox(seed=seed(of)) as box, TemporaryDirectory() as folder:
        before = seen(box)
        journal = Path(folder) / "journal"
        gl, _ = troubled(box, troubles)
        with suppress(Killed):
            apply(gl, plan(before, wanted, NOW), journal=journal)
        if journal.exists() and journal.stat().st_size:
            until_done(box, undo_plan(box.client(), journal), {}, Path(folder) / "undo")
        assert [_scope_of(p) for p in seen(box).projects] == [_scope_of(p) for p in before.projects]


def _scope_of(project: ProjectState) -> Any:
    entries = {(e.kind, e.id, e.default_permissions, e.policies) for e in project.foreign}
    # What the instance keeps on cannot be switched off again.
    return project.path, entries, project.inbound_enabled
