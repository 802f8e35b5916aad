"""Applies plans: the only module that changes anything in GitLab.

Everything is looked at before anything is written: the token, and each project, which has to be
as it was when the plan was made, or as the plan makes it after some of its steps. So a plan that
was half applied is finished, and one that was applied has nothing left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from gitlab.exceptions import GitlabAuthenticationError, GitlabError
from gitlab.job_token.applying.ledger import Ledger
from gitlab.job_token.applying.writes import holds, is_certain, same_entry, write
from gitlab.job_token.collecting.scopes import BATCH, Scopes
from gitlab.job_token.planning.planner import Change, Plan
from gitlab.job_token.planning.steps import Step, after
from gitlab.job_token.state import ProjectState
from gitlab.job_token.work import Together, Work, aperform, perform

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab
    from gitlab.job_token.collecting.reading import Progress

__all__ = ["Outcome", "PlanRefused", "Result", "aapply", "apply", "read_now"]

TRIES = 3
SOON = timedelta(days=1)
Status: TypeAlias = Literal["done", "nothing to do", "drifted", "failed"]


class PlanRefused(GitlabError):
    """A plan that cannot be applied here and now. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one project: how many steps were done now, and why not all."""

    path: str
    status: Status
    steps: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan."""

    results: tuple[Result, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every project is as planned."""
        return all(result.status in ("done", "nothing to do") for result in self.results)


@dataclass(frozen=True, slots=True)
class _Asked:
    plan: Plan
    only_possible: bool
    journal: str | Path | None
    progress: Progress | None
    clock: Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def apply(
    gl: Gitlab,
    plan: Plan,
    *,
    only_possible: bool = False,
    journal: str | Path | None = None,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = _utc_now,
) -> Outcome:
    """Carry out a plan, step by step and project by project.

    `journal` is a file that keeps what was done: `undo_plan` reads it. Where the outcome of a
    request is not known the project is read again. A project that is not as planned is left
    alone, and the others go on.

    Raises PlanRefused, before anything is written, when the plan is for another GitLab or has
    errors, when a project cannot be managed with the token, or the token expires within a day.
    With `only_possible` projects with errors are left out, and the others are done.
    """
    return perform(_apply(gl, _Asked(plan, only_possible, journal, progress, clock)))


async def aapply(
    gl: AsyncGitlab,
    plan: Plan,
    *,
    concurrency: int = 8,
    only_possible: bool = False,
    journal: str | Path | None = None,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = _utc_now,
) -> Outcome:
    """The same, with up to `concurrency` requests under way at a time."""
    return await aperform(
        _apply(gl, _Asked(plan, only_possible, journal, progress, clock)), concurrency
    )


def read_now(gl: Any, projects: Sequence[ProjectState]) -> Work[dict[int, ProjectState]]:
    """The projects as they are now, by id."""
    states: list[ProjectState] = []
    scopes = Scopes(gl, enforced=None, through_graphql=None)
    batches = [projects[at : at + BATCH] for at in range(0, len(projects), BATCH)]
    yield Together([scopes.read(batch, states.append) for batch in batches])
    return {state.id: state for state in scopes.settled(states)}


def _apply(gl: Any, asked: _Asked) -> Work[Outcome]:
    plan, changes = asked.plan, [change for change in asked.plan.changes if change.steps]
    _check_plan(gl, plan, asked.only_possible)
    yield from _check_token(gl, asked.clock().date())
    now = yield from read_now(gl, [change.project for change in changes])
    if not asked.only_possible:
        _check_access(now.values())
    journal = asked.journal
    results: list[Result] = []

    def done(result: Result) -> None:
        results.append(result)
        if asked.progress:
            asked.progress(len(results), len(changes))

    with nullcontext() if journal is None else Ledger(journal, plan, asked.clock) as ledger:
        yield Together(
            [_project(gl, change, now[change.project.id], ledger, done) for change in changes]
        )
    return Outcome(tuple(sorted(results, key=lambda result: result.path)))


def _check_plan(gl: Any, plan: Plan, only_possible: bool) -> None:
    if plan.url.rstrip("/") != gl.url.rstrip("/"):
        raise PlanRefused(
            f"the plan was made for {plan.url}, and this is {gl.url}: connect to that one, or "
            "plan anew here"
        )
    if plan.errors and not only_possible:
        told = "".join(f"\n  {path}: {message}" for path, message in plan.errors)
        raise PlanRefused(f"the plan has errors: mend the policy or the projects first{told}")


def _check_token(gl: Any, today: date) -> Work[None]:
    """Access tokens tell about themselves; of others GitLab tells nothing before they fail."""
    try:
        token = yield partial(gl.personal_access_tokens.get, "self", retry_transient_errors=True)
    except GitlabAuthenticationError as error:
        raise PlanRefused(f"GitLab does not accept the token: {error}") from error
    except GitlabError:
        return
    scopes = getattr(token, "scopes", None)
    if scopes and "api" not in scopes and "granular" not in scopes:
        raise PlanRefused(
            f"the token has the scopes {', '.join(scopes)}, and writing needs `api`: use another"
        )
    expires = getattr(token, "expires_at", None)
    if expires and date.fromisoformat(expires) <= today + SOON:
        raise PlanRefused(
            f"the token expires on {expires}, which might be before the end: rotate it first"
        )


def _check_access(states: Iterable[ProjectState]) -> None:
    refused = [f"\n  {state.path}: {state.error}" for state in states if state.error is not None]
    if refused:
        raise PlanRefused(
            "these projects cannot be managed with this token: it needs the Maintainer role in "
            f"each, and they have to exist{''.join(refused)}"
        )


def _project(
    gl: Any,
    change: Change,
    now: ProjectState,
    ledger: Ledger | None,
    done: Callable[[Result], None],
) -> Work[None]:
    path, steps = change.project.path, change.steps
    if now.error is not None:
        done(Result(path, "failed", 0, now.error))
        return
    begin = steps_done(change, now)
    if begin is None:
        done(Result(path, "drifted", 0, _drift(change.project, now)))
        return
    for number in range(begin, len(steps)):
        if ledger:
            ledger.note(now.id, number, "begun")
        failure = yield from _settled(gl, now, steps[number])
        if ledger:
            ledger.note(now.id, number, "failed" if failure else "done", failure)
        if failure:
            message = f"step {number + 1} of {len(steps)}: {failure}"
            done(Result(path, "failed", number - begin, message))
            return
    status: Status = "done" if begin < len(steps) else "nothing to do"
    done(Result(path, status, len(steps) - begin))


def _settled(gl: Any, project: ProjectState, step: Step) -> Work[str]:
    """Carry out a step for certain; why it could not be, or nothing."""
    failure: Exception | None = None
    for _ in range(TRIES):
        try:
            yield from write(gl, project, step)
        except GitlabAuthenticationError:
            raise
        except (GitlabError, OSError) as error:
            failure = error
        else:
            return ""
        try:
            now = yield from read_now(gl, [project])
        except GitlabAuthenticationError:
            raise
        except (GitlabError, OSError) as error:
            return f"{failure}, and whether it was done could not be read: {error}"
        if holds(step, now[project.id]):
            return ""
        if is_certain(failure):
            break
    return str(failure)


def steps_done(change: Change, now: ProjectState) -> int | None:
    """How many of the steps are done; None when the project is not as any number makes it.

    Where a permission cannot be read the smaller number counts: giving it once more does no harm.
    """
    for count in range(len(change.steps) + 1):
        if _is_as(now, after(change.project, change.steps[:count])):
            return count
    return None


def _is_as(now: ProjectState, expected: ProjectState) -> bool:
    one = {(entry.kind, entry.id): entry for entry in now.foreign}
    other = {(entry.kind, entry.id): entry for entry in expected.foreign}
    return (
        now.inbound_enabled == expected.inbound_enabled
        and _agree(now.stored_inbound_enabled, expected.stored_inbound_enabled)
        and one.keys() == other.keys()
        and all(same_entry(one[key], other[key]) for key in one)
    )


def _agree(one: bool | None, other: bool | None) -> bool:
    return None in (one, other) or one == other


def _drift(before: ProjectState, now: ProjectState) -> str:
    """What is not as it was, in words."""
    was = {(entry.kind, entry.id): entry for entry in before.foreign}
    has = {(entry.kind, entry.id): entry for entry in now.foreign}
    told = [f"{has[key].path} was added" for key in has.keys() - was.keys()]
    told += [f"{was[key].path} was removed" for key in was.keys() - has.keys()]
    told += [
        f"the permissions of {was[key].path} were changed"
        for key in was.keys() & has.keys()
        if not same_entry(was[key], has[key])
    ]
    if before.inbound_enabled != now.inbound_enabled:
        told.append(f"the allowlist was switched {'on' if now.inbound_enabled else 'off'}")
    return f"{', '.join(sorted(told)) or 'it'} since the plan was made: plan anew"
