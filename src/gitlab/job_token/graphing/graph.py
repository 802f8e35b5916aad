"""Who can reach whom: the fleet's allowlists as one graph, and questions to it.

    graph = Graph(fleet)
    graph.reached_from("acme/app")        what its jobs get into, and through which entry
    graph.reaching("acme/prod")           whose jobs get into it
    graph.path("acme/sandbox", "acme/prod")

An edge says that the target's allowlist lets the source's jobs in; whether the job's user may do
anything there is another question (`explain`). Edges are never written out one by one: a listed
group stands for its projects, so that 5,000 projects which list their company cost no more than
5,000 entries.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from gitlab.job_token.access import admitted
from gitlab.job_token.state import Entry, Fleet, ProjectState, above

__all__ = ["Change", "Edge", "Graph", "difference"]

_Key: TypeAlias = tuple[str, str]
"""The kind and path of an entry, in lower case as GitLab compares paths."""


class Edge(NamedTuple):
    """The jobs of `source` get into `target` by `entry`; None where the allowlist is off."""

    source: str
    target: str
    entry: Entry | None


class Graph:
    """The allowlists of a fleet, and the projects that are known inside and outside it.

    `open` are the projects whose allowlist is off, `unreadable` those whose allowlist could not
    be read: no answer speaks of whom these let in. `unsurveyed` are listed groups whose projects
    are not known, or not all of them.
    """

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.open = tuple(p.path for p in fleet.projects if p.inbound_enabled is False)
        self.unreadable = tuple(p.path for p in fleet.projects if p.inbound_enabled is None)
        self._paths: Mapping[str, str] = {p.path.lower(): p.path for p in fleet.places.values()}
        self._targets: defaultdict[_Key, list[tuple[ProjectState, Entry]]] = defaultdict(list)
        for project in fleet.projects:
            for entry in _nearest_first(project):
                self._targets[entry.kind, entry.path.lower()].append((project, entry))
        self._below: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            for group in above(path):
                self._below[group].append(path)
        groups = {e.path for kept in self._targets.values() for _, e in kept if e.kind == "group"}
        self.unsurveyed = tuple(sorted(g for g in groups if fleet.tree.below(g) is None))

    def knows(self, path: str) -> bool:
        """Whether a project of this path was seen, in the fleet or outside it."""
        return path.lower() in self._paths

    def reached_from(self, source: str, *, through_others: bool = False) -> tuple[Edge, ...]:
        """What a project's jobs get into: each target once, with the entry that counts.

        `through_others` goes on from there: whoever can run jobs in a project that is reached
        gets where that project's jobs get. The nearest come first.
        """
        return tuple(self._follow(source.lower(), far=through_others))

    def reaching(self, target: str, *, through_others: bool = False) -> tuple[Edge, ...]:
        """Whose jobs get into a project: every known project's, where its allowlist is off."""
        return tuple(self._follow(target.lower(), far=through_others, backwards=True))

    def path(self, source: str, target: str) -> tuple[Edge, ...] | None:
        """A shortest way from one project into another, through others; None if there is none."""
        start, goal = source.lower(), target.lower()
        came: dict[str, Edge] = {}
        for edge in self._follow(start, far=True):
            came[edge.target.lower()] = edge
            if edge.target.lower() == goal:
                way: list[Edge] = []
                while goal != start:
                    way.insert(0, came[goal])
                    goal = came[goal].source.lower()
                return tuple(way)
        return None

    def islands(self) -> tuple[tuple[str, ...], ...]:
        """Sets of projects that no entry ties to any other, the largest first.

        Projects whose allowlist is off stand alone, though they let everybody in.
        """
        sets = _Sets(self._paths)
        for key, targets in self._targets.items():
            kind, path = key
            for project, _ in targets:
                if project.inbound_enabled:
                    sets.join(key, project.path.lower())
            if key in sets:
                for member in self._below[path] if kind == "group" else [path]:
                    sets.join(key, member)
        islands = (
            tuple(self._paths[path] for path in island) for island in sets.of(sorted(self._paths))
        )
        return tuple(sorted(islands, key=lambda island: (-len(island), island)))

    def _follow(self, start: str, *, far: bool, backwards: bool = False) -> Iterator[Edge]:
        """Edges to projects not met before, breadth first."""
        step = self._into if backwards else self._out_of
        met, done, queue = {start}, set[_Key](), deque([start])
        while queue:
            for edge in step(queue.popleft(), met, done):
                yield edge
                if far:
                    queue.append((edge.source if backwards else edge.target).lower())

    def _out_of(self, source: str, met: set[str], done: set[_Key]) -> Iterator[Edge]:
        name = self._paths.get(source, source)
        for key in (("project", source), *(("group", group) for group in above(source))):
            # The targets of a group were all met when it was first come by.
            if key not in done:
                done.add(key)
                for project, entry in self._targets.get(key, ()):
                    if project.inbound_enabled and _new(project.path, met):
                        yield Edge(name, project.path, entry)
        if ("open", "") not in done:
            done.add(("open", ""))
            for path in self.open:
                if _new(path, met):
                    yield Edge(name, path, None)

    def _into(self, target: str, met: set[str], done: set[_Key]) -> Iterator[Edge]:
        project = self.fleet.by_path.get(target)
        if project is None or project.inbound_enabled is None:
            return
        if not project.inbound_enabled:
            for path in self._paths.values():
                if _new(path, met):
                    yield Edge(path, project.path, None)
            return
        for entry in _nearest_first(project):
            key = entry.kind, entry.path.lower()
            if key not in done:
                done.add(key)
                for member in self._below[key[1]] if entry.kind == "group" else [key[1]]:
                    if _new(member, met):
                        yield Edge(self._paths.get(member, entry.path), project.path, entry)


def _nearest_first(project: ProjectState) -> list[Entry]:
    """The entries that let somebody in, in the order in which GitLab would pick one."""
    living = (entry for entry in project.foreign if not entry.is_dying)
    return sorted(living, key=lambda e: (e.kind == "group", -e.path.count("/"), e.path))


def _new(path: str, met: set[str]) -> bool:
    if path.lower() in met:
        return False
    met.add(path.lower())
    return True


class Change(NamedTuple):
    """How the access to one project differs between two snapshots.

    `switched` is True where the allowlist was switched on, False where it was switched off.
    `gained` and `lost` are the projects whose jobs get in now, or no longer do, as far as both
    snapshots know them: groups change by who moves into them, too.
    """

    target: str
    switched: bool | None
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def difference(before: Fleet, after: Fleet) -> tuple[Change, ...]:
    """What differs for the projects that both snapshots read, in the order of their paths."""
    changes = []
    for project in sorted(after.projects, key=lambda project: project.path):
        old = before.by_id.get(project.id)
        was = admitted(old, before.tree) if old else None
        now = admitted(project, after.tree)
        if old is None or was is None or now is None:
            continue
        added = tuple(entry for entry in project.foreign if entry not in old.foreign)
        removed = tuple(entry for entry in old.foreign if entry not in project.foreign)
        change = Change(
            project.path,
            was.everyone if was.everyone != now.everyone else None,
            added,
            removed,
            _paths(after, now.projects - was.projects),
            _paths(before, was.projects - now.projects),
        )
        if change[1] is not None or any(change[2:]):
            changes.append(change)
    return tuple(changes)


def _paths(fleet: Fleet, ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(fleet.places[i].path if i in fleet.places else f"#{i}" for i in ids))


class _Sets:
    """Disjoint sets of names, joined pair by pair."""

    def __init__(self, names: Iterable[Hashable]) -> None:
        self._above: dict[Hashable, Hashable] = {name: name for name in names}

    def __contains__(self, name: Hashable) -> bool:
        return name in self._above

    def join(self, one: Hashable, other: Hashable) -> None:
        self._above[self._top(one)] = self._top(other)

    def of(self, names: Iterable[str]) -> list[list[str]]:
        sets: defaultdict[Hashable, list[str]] = defaultdict(list)
        for name in names:
            sets[self._top(name)].append(name)
        return list(sets.values())

    def _top(self, name: Hashable) -> Hashable:
        self._above.setdefault(name, name)
        while (up := self._above[name]) != name:
            self._above[name] = self._above[up]
            name = up
        return name
