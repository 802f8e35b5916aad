"""The changes that lead from one allowlist to another, in an order in which nothing goes wrong.

What is missing is added before the list is switched on, and the list is on before anything is
removed, so that nobody who shall get in is ever kept out, and no list is empty on the way. Where
a full list leaves no room for what is added, one entry that goes anyway goes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from gitlab.job_token.policy_files.reading import Permissions
from gitlab.job_token.state import LIMIT, Entry, Kind, ProjectState, above

__all__ = ["Action", "Key", "Step", "Target", "after", "ordered", "permissions"]

Action: TypeAlias = Literal["add", "permit", "enable", "remove", "disable"]
Key: TypeAlias = tuple[Kind, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One request to GitLab. `permit` gives an entry other permissions; the switch has no entry.

    `reasons` are the rules that want it, `frees` says that the entry goes early to make room.
    """

    action: Action
    entry: Entry | None = None
    reasons: tuple[str, ...] = ()
    owner: str | None = None
    frees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a list shall be: its entries but for the project's own, and its switch."""

    entries: Mapping[Key, Entry]
    enabled: bool | None = None


def ordered(
    project: ProjectState, target: Target, last_used: Callable[[Entry], str] = lambda entry: ""
) -> list[Step]:
    """The steps that make the project's list the target, in a safe order.

    Of the entries that go, those that were used longest ago make room for others first.
    """
    before = {(entry.kind, entry.id): entry for entry in project.foreign}
    added = [entry for key, entry in target.entries.items() if key not in before]
    changed = [
        (before[key], entry)
        for key, entry in target.entries.items()
        if key in before and _differ(before[key], entry)
    ]
    leaving = [entry for key, entry in before.items() if key not in target.entries]
    leaving.sort(key=lambda entry: (last_used(entry), entry.kind, entry.path))
    widened = [new for old, new in changed if _is_wider(old, new)]
    narrowed = [new for old, new in changed if not _is_wider(old, new)]
    steps = [*_adding(project, added, leaving), *(Step("permit", entry) for entry in widened)]
    if target.enabled and _is_off(project):
        steps.append(Step("enable"))
    steps += [Step("permit", entry) for entry in narrowed]
    steps += [Step("remove", entry) for entry in leaving]
    if target.enabled is False and project.inbound_enabled:
        steps.append(Step("disable"))
    return steps


def _is_off(project: ProjectState) -> bool:
    """Off now, or on only for as long as the instance enforces it."""
    return project.inbound_enabled is False or project.stored_inbound_enabled is False


def _adding(project: ProjectState, added: Iterable[Entry], leaving: list[Entry]) -> Iterator[Step]:
    """Adds, each after one removal where its list is full; those are taken out of `leaving`.

    Whoever a group added before lets in goes first, then whoever the next one does.
    """
    counts = {kind: len(project.listed(kind)) for kind in ("project", "group")}
    groups: list[str] = []

    def harm(entry: Entry) -> int:
        places = [groups.index(group) for group in above(entry.path) if group in groups]
        return min(places, default=len(groups))

    for entry in sorted(added, key=lambda entry: (entry.kind, entry.path)):
        if entry.kind == "group":
            groups.append(entry.path)
        if counts[entry.kind] >= LIMIT:
            candidates = (each for each in leaving if each.kind == entry.kind)
            goes = min(candidates, key=harm, default=None)
            if goes is not None:
                leaving.remove(goes)
                yield Step("remove", goes, frees=True)
                counts[entry.kind] -= 1
        counts[entry.kind] += 1
        yield Step("add", entry)


def permissions(entry: Entry) -> Permissions | None:
    """What an entry permits; None when that was not read."""
    if entry.default_permissions is None:
        return None
    default = entry.default_permissions
    return Permissions(default, () if default else tuple(sorted(entry.policies)))


def _differ(old: Entry, new: Entry) -> bool:
    return permissions(new) is not None and permissions(old) != permissions(new)


def _is_wider(old: Entry, new: Entry) -> bool:
    """Whether nothing is lost by the change."""
    return bool(new.default_permissions) or set(old.policies) <= set(new.policies)


def after(project: ProjectState, steps: Iterable[Step]) -> ProjectState:
    """The project once the steps are done."""
    entries = {(entry.kind, entry.id): entry for entry in project.entries}
    for step in steps:
        if step.entry is None:
            enabled = step.action == "enable"
            project = replace(
                project,
                inbound_enabled=enabled,
                stored_inbound_enabled=(
                    None if project.stored_inbound_enabled is None else enabled
                ),
            )
        elif step.action == "remove":
            entries.pop((step.entry.kind, step.entry.id), None)
        else:
            entries[step.entry.kind, step.entry.id] = step.entry
    return replace(project, entries=tuple(entries.values()))
