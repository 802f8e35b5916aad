"""What GitLab holds: the projects of a group and their allowlists, as values that can be saved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

__all__ = ["Entry", "Fleet", "GroupTree", "Kind", "Place", "ProjectState", "above", "is_dying"]

Kind: TypeAlias = Literal["self", "project", "group"]

# GitLab renames what waits for its deletion, and keeps it on the lists until then.
_DELETION_SCHEDULED = re.compile(r"-deletion_scheduled-\d+(/|$)")


class Place(NamedTuple):
    """A project that exists, and where."""

    id: int
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A project or group on an allowlist; `self` is the project's own entry, always there."""

    kind: Kind
    id: int
    path: str

    @property
    def is_dying(self) -> bool:
        """Whether the target, or a group above it, is scheduled for deletion."""
        return is_dying(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectState:
    """A project's job token scope, or the `error` that kept it from being read.

    `inbound_enabled` is the effective switch: only listed projects get in.
    """

    id: int
    path: str
    visibility: str
    inbound_enabled: bool | None = None
    outbound_enabled: bool | None = None
    entries: tuple[Entry, ...] = ()
    error: str | None = None

    def listed(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """The projects below `group`, as one token saw them.

    `surveyed` are the groups all of whose visible projects are known: `group` itself, and the
    groups outside it that some allowlist names. `outside` are the projects of those.
    """

    url: str
    group: str
    projects: tuple[ProjectState, ...]
    surveyed: tuple[str, ...]
    outside: tuple[Place, ...] = ()

    @cached_property
    def tree(self) -> GroupTree:
        """Where the known projects lie."""
        own = (Place(project.id, project.path) for project in self.projects)
        return GroupTree((*own, *self.outside), self.surveyed)

    def to_dict(self) -> dict[str, Any]:
        """The fleet as JSON has it; `from_dict` reads it back."""
        return {
            "url": self.url,
            "group": self.group,
            "projects": [asdict(project) for project in self.projects],
            "surveyed": list(self.surveyed),
            "outside": [place._asdict() for place in self.outside],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Fleet:
        """Read what `to_dict` wrote."""
        return cls(
            url=data["url"],
            group=data["group"],
            projects=tuple(_project_state(**project) for project in data["projects"]),
            surveyed=tuple(data["surveyed"]),
            outside=tuple(Place(**place) for place in data["outside"]),
        )


def _project_state(entries: list[dict[str, Any]], **fields: Any) -> ProjectState:
    return ProjectState(**fields, entries=tuple(Entry(**entry) for entry in entries))


class GroupTree:
    """Which projects lie below a group, as far as the groups were surveyed."""

    def __init__(self, places: Iterable[Place], surveyed: Iterable[str]) -> None:
        self._surveyed = frozenset(surveyed)
        below: defaultdict[str, set[int]] = defaultdict(set)
        for place in places:
            for group in above(place.path):
                below[group].add(place.id)
        self._below = {group: frozenset(ids) for group, ids in below.items()}

    def below(self, group: str) -> frozenset[int] | None:
        """The ids of the projects in a group and its subgroups; None when they are not known."""
        if self._surveyed.isdisjoint((group, *above(group))):
            return None
        return self._below.get(group, frozenset())


def above(path: str) -> Iterator[str]:
    """The full paths of the groups that hold a project or group, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path


def is_dying(path: str) -> bool:
    """Whether GitLab has scheduled what has this path for deletion."""
    return _DELETION_SCHEDULED.search(path) is not None
