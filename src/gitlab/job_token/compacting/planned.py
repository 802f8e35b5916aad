"""Plans that put the best of the shorter lists in the place of what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from gitlab.job_token.compacting.compaction import Compaction
from gitlab.job_token.planning.planner import Change, Note, Plan
from gitlab.job_token.planning.steps import Key, Step, Target, ordered
from gitlab.job_token.state import Entry, Fleet, above

__all__ = ["compaction_plan"]


def compaction_plan(fleet: Fleet, compactions: Iterable[Compaction], now: datetime) -> Plan:
    """What `apply` has to do so that each list becomes the best that fits.

    A list that fits as it is stays; one for which nothing fits is an error of the plan.
    """
    changes = [_change(compaction) for compaction in compactions]
    return Plan(
        url=fleet.url,
        gitlab_version=fleet.gitlab_version,
        made_at=now.isoformat(timespec="seconds"),
        changes=tuple(change for change in changes if change.steps or change.notes),
        governed=len(changes),
        fleet=len(fleet.projects),
    )


def _change(compaction: Compaction) -> Change:
    project, best = compaction.project, compaction.best
    if best is None:
        return Change(project=project, notes=(Note("error", compaction.hint),))
    target: dict[Key, Entry] = {
        (entry.kind, entry.id): entry for entry in best.entries if entry.kind != "self"
    }
    steps = ordered(project, Target(entries=target))
    gone = [step.entry for step in steps if step.action == "remove" and step.entry]
    return Change(
        project=project,
        steps=tuple(_explained(step, gone) for step in steps),
        notes=tuple(Note("warning", text) for text in compaction.cautions) if steps else (),
    )


def _explained(step: Step, gone: Iterable[Entry]) -> Step:
    if step.action != "add" or step.entry is None:
        return step
    count = sum(step.entry.path in above(entry.path) for entry in gone)
    return replace(step, reasons=(f"stands for {count} entries",))
