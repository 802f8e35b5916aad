"""Fits an allowlist under GitLab's limit by listing groups, with the fewest extra projects let in.

Entries are merged along the group tree: an option lists some groups in place of everything below
them, and costs as many projects as those groups let in beyond who gets in today. Fine-grained
entries are kept as they are, because a group's entry would widen what they permit.

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, NamedTuple

from gitlab.job_token.access import admitted
from gitlab.job_token.compacting import merging
from gitlab.job_token.compacting.merging import Group, Limits, Merge
from gitlab.job_token.state import LIMIT, Entry, Fleet, Place, ProjectState, above

DEFAULT = Limits(projects=LIMIT, groups=LIMIT)

__all__ = ["Compaction", "Limits", "Option", "compact"]


@dataclass(frozen=True, slots=True)
class Option:
    """A list that lets in everyone who gets in today, and the `extra` projects with them.

    `unknown` are listed groups whose projects are not known, so neither is how many more get in.
    """

    entries: tuple[Entry, ...]
    extra: tuple[Place, ...] = ()
    unknown: tuple[Entry, ...] = ()

    @property
    def projects(self) -> int:
        """How many projects are listed, the project's own entry apart."""
        return sum(entry.kind == "project" for entry in self.entries)

    @property
    def groups(self) -> int:
        """How many groups are listed."""
        return sum(entry.kind == "group" for entry in self.entries)

    def fits(self, limits: Limits) -> bool:
        """Whether GitLab would take the list."""
        return limits.hold(self.projects, self.groups)

    def to_dict(self) -> dict[str, Any]:
        """The option as JSON has it."""
        return {
            "projects": self.projects,
            "groups": self.groups,
            "extra": [place._asdict() for place in self.extra],
            "unknown_groups": [entry.path for entry in self.unknown],
            "entries": [asdict(entry) for entry in self.entries],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Compaction:
    """What a project's allowlist can be merged to.

    `best` fits the limits with the fewest extra projects, and is None when nothing fits; at most
    `gap` fewer might do (0: it is proven to be the best). `curve` holds, for each number of
    entries that buys something, the option with the fewest extra projects; `gitlabs` is what
    GitLab's own compaction makes of the list, None when that fails.

    `apart` are entries that are not merged, because they are fine-grained or below such a group;
    `unread` are merged ones whose permissions could not be read: if one of them is fine-grained,
    merging it would widen what it permits. `unsurveyed` are groups that could not be considered,
    because the fleet does not know them, or not all of their projects.
    """

    project: ProjectState
    limits: Limits
    present: Option
    best: Option | None
    gap: int
    curve: tuple[Option, ...]
    gitlabs: Option | None
    apart: tuple[Entry, ...]
    unread: tuple[Entry, ...]
    unsurveyed: tuple[str, ...]

    @property
    def hint(self) -> str:
        """What to do where no list fits."""
        return (
            "no list fits: remove entries that nobody uses, or give projects that need access a "
            "group of their own"
        )

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the best list permits besides, or might."""
        cautions = []
        if self.best and self.best.extra:
            paths = ", ".join(place.path for place in self.best.extra)
            cautions.append(f"it lets in besides: {paths}")
        if self.unread:
            cautions.append(
                f"the permissions of {len(self.unread)} entries could not be read: if one is "
                "fine-grained, merging it widens what it permits"
            )
        return tuple(cautions)

    def to_dict(self) -> dict[str, Any]:
        """The compaction as JSON has it."""
        return {
            "project": self.project.path,
            "limits": self.limits._asdict(),
            "present": self.present.to_dict(),
            "best": self.best and self.best.to_dict(),
            "gap": self.gap,
            "curve": [option.to_dict() for option in self.curve],
            "gitlab": self.gitlabs and self.gitlabs.to_dict(),
            "apart": [entry.path for entry in self.apart],
            "unread": [entry.path for entry in self.unread],
            "unsurveyed": list(self.unsurveyed),
        }


class _Groups(NamedTuple):
    """What is known of the groups, and who gets in today."""

    fleet: Fleet
    ids: Mapping[str, int]
    admitted: frozenset[int]

    def extra(self, group: str) -> frozenset[int] | None:
        """Who would get in besides; None when it cannot be known, or the group not be listed."""
        below = self.fleet.tree.below(group)
        return None if below is None or group not in self.ids else below - self.admitted

    def entry(self, group: str) -> Entry:
        return Entry("group", self.ids.get(group, 0), group, default_permissions=True)

    def option(self, entries: Iterable[Entry], chosen: Sequence[str]) -> Option:
        extra = {id for group in chosen for id in self.extra(group) or ()}
        unknown = (group for group in chosen if self.extra(group) is None)
        places = self.fleet.places
        return Option(
            (*entries, *map(self.entry, chosen)),
            tuple(sorted((places[id] for id in extra), key=lambda place: place.path)),
            tuple(map(self.entry, unknown)),
        )


def compact(project: ProjectState, fleet: Fleet, limits: Limits = DEFAULT) -> Compaction:
    """Find the lists that let in everyone who gets in today, and the fewest others.

    GitLab's limits are 200 projects and 200 groups; its migration tool counts both together, as
    the curve does. Raises ValueError for a project that could not be read.
    """
    access = admitted(project, fleet.tree)
    if access is None:
        raise ValueError(f"the allowlist of {project.path} could not be read: {project.error}")
    ids = {group.path: group.id for group in fleet.groups}
    ids |= {entry.path: entry.id for entry in project.listed("group")}
    groups = _Groups(fleet, ids, access.projects)
    own, apart, merged = _sorted_out(project)
    root = _tree(merged, groups)
    room = limits.less(apart)
    option = partial(_option, (*own, *apart), groups)
    best, gap = merging.best(root, room)
    return Compaction(
        project=project,
        limits=limits,
        present=Option(project.entries, (), access.unknown),
        best=best and option(best),
        gap=gap,
        curve=tuple(map(option, merging.curve(root, sum(room)))),
        gitlabs=_gitlabs_way((*own, *apart), merged, groups, limits),
        apart=apart,
        unread=tuple(entry for entry in merged if entry.default_permissions is None),
        unsurveyed=tuple(sorted(_unsurveyed(merged, groups))),
    )


def _sorted_out(
    project: ProjectState,
) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[Entry, ...]]:
    """The project's own entry, those that stay as they are, and those that can be merged.

    Below a fine-grained group nothing is merged: of a project's groups the nearest one counts.
    """
    narrow = {entry.path for entry in project.listed("group") if entry.is_fine_grained}
    own = project.listed("self")
    apart = tuple(
        entry
        for entry in project.foreign
        if entry.is_fine_grained or not narrow.isdisjoint(above(entry.path))
    )
    return own, apart, tuple(entry for entry in project.foreign if entry not in apart)


def _tree(entries: Iterable[Entry], groups: _Groups) -> Group:
    """The groups above the entries; those that may be listed know at what cost."""
    root = Group("", None)
    known = {"": root}

    def group(path: str) -> Group:
        if path not in known:
            extra = groups.extra(path)
            known[path] = Group(path, None if extra is None else len(extra))
            group(path.rpartition("/")[0]).groups.append(known[path])
        return known[path]

    for entry in entries:
        if entry.kind == "group":
            group(entry.path).entry = entry
        else:
            group(entry.path.rpartition("/")[0]).projects.append(entry)
    return root


def _option(kept: tuple[Entry, ...], groups: _Groups, merge: Merge) -> Option:
    entries = sorted(merge.entries, key=lambda entry: (entry.kind != "project", entry.path))
    return groups.option((*kept, *entries), sorted(merge.chosen))


def _unsurveyed(entries: Iterable[Entry], groups: _Groups) -> Iterator[str]:
    for group in {group for entry in entries for group in above(entry.path)}:
        if groups.extra(group) is None:
            yield group


def _gitlabs_way(
    kept: tuple[Entry, ...], merged: Sequence[Entry], groups: _Groups, limits: Limits
) -> Option | None:
    """What GitLab's migration tool does: the deepest shared group first, until the list fits.

    It counts projects and groups together, and does not ask who else is in a group.
    """
    room = min(limits) - sum(entry.kind != "self" for entry in kept)
    paths = {entry.path for entry in merged}
    shared = Counter(group for path in paths for group in above(path))
    while len(paths) > room:
        candidates = ((group.count("/"), times, group) for group, times in shared.items())
        *_, group = max((each for each in candidates if each[1] > 1), default=(None,))
        if group is None:
            return None
        replaced = {path for path in paths if path.startswith(f"{group}/")}
        shared.subtract(above_ for path in replaced for above_ in above(path))
        shared.update(() if group in paths else above(group))
        paths = (paths - replaced) | {group}
    by_path = {entry.path: entry for entry in merged}
    return groups.option(
        (*kept, *(by_path[path] for path in sorted(paths) if path in by_path)),
        sorted(path for path in paths if path not in by_path),
    )
