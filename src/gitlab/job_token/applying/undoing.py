"""Plans that take back what an application did, as its journal tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gitlab.job_token.applying.applying import read_now
from gitlab.job_token.applying.ledger import read_ledger
from gitlab.job_token.applying.writes import holds
from gitlab.job_token.planning.planner import Change, Note, Plan
from gitlab.job_token.planning.steps import Key, Step, Target, ordered
from gitlab.job_token.state import Entry, ProjectState
from gitlab.job_token.work import Work, aperform, perform

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab

__all__ = ["aundo_plan", "undo_plan"]


def undo_plan(gl: Gitlab, journal: str | Path) -> Plan:
    """Plan to take back what the journal says was done and still is; `apply` carries it out.

    What others changed since stays. Raises GitlabParsingError for what is no journal.
    """
    return perform(_undo(gl, journal))


async def aundo_plan(gl: AsyncGitlab, journal: str | Path, *, concurrency: int = 8) -> Plan:
    """The same, with up to `concurrency` requests under way at a time."""
    return await aperform(_undo(gl, journal), concurrency)


def _undo(gl: Any, journal: str | Path) -> Work[Plan]:
    applied, noted = read_ledger(journal)
    changes = [change for change in applied.changes if change.project.id in noted]
    now = yield from read_now(gl, [change.project for change in changes])
    undone = [
        _undone(
            change.project,
            [
                step
                for number, step in enumerate(change.steps)
                if number in noted[change.project.id]
            ],
            now[change.project.id],
        )
        for change in changes
    ]
    return Plan(
        url=applied.url,
        gitlab_version=applied.gitlab_version,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        changes=tuple(change for change in undone if change.steps or change.notes),
        governed=len(changes),
        fleet=len(changes),
    )


def _undone(before: ProjectState, steps: Iterable[Step], now: ProjectState) -> Change:
    """The way back from `now`, for the steps that were begun and whose effect is there."""
    if now.error is not None:
        return Change(project=now, notes=(Note("error", f"cannot be read: {now.error}"),))
    was: dict[Key, Entry] = {(entry.kind, entry.id): entry for entry in before.entries}
    target: dict[Key, Entry] = {(entry.kind, entry.id): entry for entry in now.foreign}
    enabled: bool | None = None
    for step in steps:
        if not holds(step, now):
            continue
        if step.entry is None:
            enabled = _switched_back(before)
            continue
        key = step.entry.kind, step.entry.id
        if key in was:
            target[key] = was[key]
        else:
            target.pop(key, None)
    return Change(project=now, steps=tuple(ordered(now, Target(entries=target, enabled=enabled))))


def _switched_back(before: ProjectState) -> bool | None:
    """The switch as it was; where the instance alone kept it on, it cannot be put back."""
    if before.inbound_enabled and before.stored_inbound_enabled is False:
        return None
    return before.inbound_enabled
