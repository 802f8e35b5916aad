"""What GitLab holds of a fleet's job token access, as values that can be saved and compared.

None means "this token could not see it" throughout, and is never taken for no.

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from gitlab.exceptions import GitlabParsingError

__all__ = [
    "FORMAT",
    "INSTANCE",
    "LIMIT",
    "Entry",
    "Fleet",
    "GroupTree",
    "Kind",
    "Place",
    "ProjectState",
    "Use",
    "above",
    "is_dying",
]

Kind: TypeAlias = Literal["self", "project", "group"]

FORMAT = 1
"""The version of the snapshot's file format; a change that older readers misread raises it."""
LIMIT = 200
"""How many projects, and apart from them how many groups, GitLab lets an allowlist hold."""
INSTANCE = ""
"""The root of a fleet that is a whole instance."""

# GitLab renames what waits for its deletion, and keeps it on the lists until then.
_DELETION_SCHEDULED = re.compile(r"-deletion_scheduled-\d+(/|$)")


class Place(NamedTuple):
    """A project or group that exists, and where."""

    id: int
    path: str


class Use(NamedTuple):
    """A line of the authentication log: jobs of `origin` used their tokens on the project."""

    origin_id: int
    origin_path: str
    last_authorized_at: str
    """In ISO 8601, as GitLab writes it."""
    policies: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A project or group on an allowlist; `self` is the project's own entry, always there.

    `default_permissions` is None where it could not be read (GitLab's REST API does not show it),
    and for a project's own entry that nobody stored; `policies` are the fine-grained permissions,
    in GitLab's lower-case names, and count only if `default_permissions` is False. `created_at`,
    in ISO 8601, does not tell one entry from another.
    """

    kind: Kind
    id: int
    path: str
    default_permissions: bool | None = None
    policies: tuple[str, ...] = ()
    autopopulated: bool | None = None
    created_at: str | None = field(default=None, compare=False)

    @property
    def is_dying(self) -> bool:
        """Whether the target, or a group above it, is scheduled for deletion."""
        return is_dying(self.path)

    @property
    def is_fine_grained(self) -> bool:
        """Whether the entry is known to let in only what its `policies` name."""
        return self.default_permissions is False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectState:
    """A project's job token scope, or the `error` that kept it from being read.

    `inbound_enabled` is the effective switch: only listed projects get in.
    `stored_inbound_enabled` is the project's own setting, which counts where the instance does
    not enforce the allowlist. `features` are access levels, such as `{"issues": "private"}`.
    """

    id: int
    path: str
    visibility: str
    inbound_enabled: bool | None = None
    stored_inbound_enabled: bool | None = None
    outbound_enabled: bool | None = None
    entries: tuple[Entry, ...] = ()
    log: tuple[Use, ...] | None = None
    topics: tuple[str, ...] = ()
    features: Mapping[str, str] = field(default_factory=dict)
    archived: bool | None = None
    push_allowed: bool | None = None
    error: str | None = None

    def listed(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    @property
    def foreign(self) -> tuple[Entry, ...]:
        """The entries of others: all but the project's own."""
        return tuple(entry for entry in self.entries if entry.kind != "self")


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """The projects below `roots`, as one token saw them at one moment: a snapshot.

    `roots` are full paths of groups, or `INSTANCE` alone. `surveyed` are the groups all of whose
    visible projects are known: the roots, and the groups outside them that some allowlist names.
    `outside` are the projects of those, `groups` all groups that were seen. `enforced` is the
    instance's switch that keeps every allowlist on.
    """

    url: str
    roots: tuple[str, ...]
    projects: tuple[ProjectState, ...]
    surveyed: tuple[str, ...]
    outside: tuple[Place, ...] = ()
    groups: tuple[Place, ...] = ()
    enforced: bool | None = None
    gitlab_version: str | None = None
    taken_at: str | None = None

    @cached_property
    def tree(self) -> GroupTree:
        """Where the known projects lie."""
        return GroupTree((*self._own_places(), *self.outside), self.surveyed)

    @cached_property
    def by_path(self) -> Mapping[str, ProjectState]:
        """The fleet's projects by full path, in lower case as GitLab compares paths."""
        return {project.path.lower(): project for project in self.projects}

    @cached_property
    def by_id(self) -> Mapping[int, ProjectState]:
        """The fleet's projects by id."""
        return {project.id: project for project in self.projects}

    @cached_property
    def places(self) -> Mapping[int, Place]:
        """Every project that is known to exist, in the fleet and outside it, by id."""
        return {place.id: place for place in (*self.outside, *self._own_places())}

    def _own_places(self) -> Iterator[Place]:
        return (Place(project.id, project.path) for project in self.projects)

    def to_dict(self) -> dict[str, Any]:
        """The fleet as JSON has it; `from_dict` reads it back."""
        return {
            "format": FORMAT,
            "url": self.url,
            "gitlab_version": self.gitlab_version,
            "taken_at": self.taken_at,
            "roots": list(self.roots),
            "enforced": self.enforced,
            "projects": [_project_dict(project) for project in self.projects],
            "groups": [group._asdict() for group in self.groups],
            "surveyed": list(self.surveyed),
            "outside": [place._asdict() for place in self.outside],
        }

    @classmethod
    def from_dict(cls, data: Any) -> Fleet:
        """Read what `to_dict` wrote. Raises GitlabParsingError for what is no such snapshot."""
        if not isinstance(data, dict) or "format" not in data:
            raise GitlabParsingError(
                "this is no job token snapshot: write one with `gitlab job-token collect`"
            )
        if data["format"] != FORMAT:
            raise GitlabParsingError(
                f"the snapshot has format {data['format']}, and this version reads {FORMAT}: "
                "collect it anew, or use the version of gitlabkit that wrote it"
            )
        try:
            return cls(
                url=data["url"],
                gitlab_version=data["gitlab_version"],
                taken_at=data["taken_at"],
                roots=tuple(data["roots"]),
                enforced=data["enforced"],
                projects=tuple(_project_state(**project) for project in data["projects"]),
                groups=tuple(Place(**group) for group in data["groups"]),
                surveyed=tuple(data["surveyed"]),
                outside=tuple(Place(**place) for place in data["outside"]),
            )
        except (KeyError, TypeError) as error:
            raise GitlabParsingError(f"the snapshot is damaged: {error}; collect it anew") from None


def _project_dict(project: ProjectState) -> dict[str, Any]:
    log = None if project.log is None else [use._asdict() for use in project.log]
    return {**asdict(project), "log": log}


def _project_state(
    entries: list[dict[str, Any]],
    log: list[dict[str, Any]] | None,
    topics: list[str],
    **fields: Any,
) -> ProjectState:
    return ProjectState(
        **fields,
        topics=tuple(topics),
        entries=tuple(Entry(**_tuples(entry)) for entry in entries),
        log=None if log is None else tuple(Use(**_tuples(use)) for use in log),
    )


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    """JSON knows lists only; the values hold tuples."""
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()
    }


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
        if self._surveyed.isdisjoint((INSTANCE, group, *above(group))):
            return None
        return self._below.get(group, frozenset())


def above(path: str) -> Iterator[str]:
    """The full paths of the groups that hold a project or group, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path


def is_dying(path: str) -> bool:
    """Whether GitLab has scheduled what has this path for deletion."""
    return _DELETION_SCHEDULED.search(path) is not None
