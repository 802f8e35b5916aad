"""What a policy demands of each project: its rules applied to a fleet, with the reasons kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property

from gitlab.job_token.policy_files.documents import PolicyError, Problem, meant
from gitlab.job_token.policy_files.reading import (
    Allowed,
    Mode,
    Permissions,
    PolicyFile,
    Rule,
    is_literal,
    matcher,
)
from gitlab.job_token.state import Fleet, Kind, Place, ProjectState, is_dying

__all__ = ["Demand", "Demands", "Directory", "Want"]


@dataclass(frozen=True, slots=True)
class Want:
    """An entry that shall be on a list, and why; `permissions` None: whatever it has."""

    kind: Kind
    id: int
    path: str
    permissions: Permissions | None = None
    reasons: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def is_fine_grained(self) -> bool:
        """Whether only some permissions are wanted."""
        return self.permissions is not None and not self.permissions.default

    def joined(self, other: Want) -> Want:
        """What both want: the default permissions, or all of the fine-grained ones."""
        said = [each for each in (self.permissions, other.permissions) if each is not None]
        union = sorted({policy for each in said for policy in each.policies})
        default = any(each.default for each in said)
        joined = Permissions(default, () if default else tuple(union)) if said else None
        reasons = tuple(dict.fromkeys((*self.reasons, *other.reasons)))
        return Want(self.kind, self.id, self.path, joined, reasons, self.owner or other.owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What is wanted of one project. `enabled` None: its switch stays as it is.

    `log_days` is how far back the authentication log was to be asked and could not be, as the
    token may not read it. `over` are exceptions that have expired.
    """

    mode: Mode
    enabled: bool | None
    wants: Mapping[tuple[Kind, int], Want]
    log_days: int | None
    over: tuple[Rule, ...]


class Directory:
    """The projects and groups that a fleet has seen, by path."""

    def __init__(self, fleet: Fleet) -> None:
        entries = [entry for project in fleet.projects for entry in project.entries]
        listed = {
            kind: [Place(entry.id, entry.path) for entry in entries if entry.kind == kind]
            for kind in ("project", "group")
        }
        self._fleet = fleet
        users = [
            Place(use.origin_id, use.origin_path)
            for project in fleet.projects
            for use in project.log or ()
        ]
        self._projects = _by_path((*users, *listed["project"], *fleet.places.values()))
        self._groups = _by_path((*listed["group"], *fleet.groups))

    def find(self, kind: str, path: str) -> Place | None:
        """The project or group of that path."""
        known = self._groups if kind == "group" else self._projects
        return known.get(path.lower())

    def matching(self, pattern: str) -> list[Place]:
        """The projects of the fleet, and around it, whose path matches."""
        matches = matcher(pattern)
        return [
            place
            for place in self._fleet.places.values()
            if matches(place.path) and not is_dying(place.path)
        ]

    def unknown(self, policy: PolicyFile) -> list[Allowed]:
        """What the policy lets in by a name that stands for nothing."""
        rules = (*policy.rules, *policy.exceptions)
        named = (each for rule in rules for each in rule.allow if each.kind != "pattern")
        return [each for each in named if self.find(each.kind, each.path) is None]

    def missing(self, kind: str, path: str) -> str:
        """What to say of a path that nobody knows."""
        other = "group" if kind == "project" else "project"
        if self.find(other, path):
            return f"{path} is a {other}: name it under '{other}s'"
        known = self._groups if kind == "group" else self._projects
        hint = meant(path, (place.path for place in known.values()))
        return f"no {kind} {path} is known{hint or '; it is outside of what was collected'}"


def _by_path(places: Iterable[Place]) -> dict[str, Place]:
    return {place.path.lower(): place for place in places}


class _Selection:
    """Rules, found by the project; those that name projects one by one are looked up."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._general: list[int] = []
        self._named: defaultdict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(rules):
            if not rule.select.paths or not all(map(is_literal, rule.select.paths)):
                self._general.append(number)
            else:
                for path in {path.strip("/").lower() for path in rule.select.paths}:
                    self._named[path].append(number)

    def of(self, project: ProjectState) -> list[Rule]:
        """The rules that select the project, in their order."""
        numbers = sorted((*self._general, *self._named.get(project.path.lower(), ())))
        rules = (self._rules[number] for number in numbers)
        return [rule for rule in rules if rule.select.selects(project)]


class Demands:
    """A policy applied to a fleet at a moment. Raises PolicyError for paths that nobody knows."""

    def __init__(self, policy: PolicyFile, fleet: Fleet, now: datetime) -> None:
        self.policy = policy
        self._fleet = fleet
        self._now = now
        self._matching = cache(self.directory.matching)
        self._rules = _Selection(policy.rules)
        self._exceptions = _Selection(policy.exceptions)
        unknown = self.directory.unknown(policy)
        if unknown:
            missing = self.directory.missing
            raise PolicyError(
                [Problem(each.mark, missing(each.kind, each.path)) for each in unknown]
            )

    @cached_property
    def directory(self) -> Directory:
        """The names that the policy may use."""
        return Directory(self._fleet)

    def of(self, project: ProjectState) -> Demand | None:
        """What is wanted of a project; None when no rule selects it."""
        rules = self._rules.of(project)
        if not rules:
            return None
        today = self._now.date()
        exceptions = self._exceptions.of(project)
        counting = [*rules, *(each for each in exceptions if not each.is_over(today))]
        wants: dict[tuple[Kind, int], Want] = {}
        days = 0
        for rule in counting:
            days = max(days, rule.used_within_days or 0)
            for want in (*self._named(rule), *self._used(rule, project)):
                key = (want.kind, want.id)
                if want.id != project.id or want.kind == "group":
                    wants[key] = wants[key].joined(want) if key in wants else want
        modes: list[Mode] = [rule.mode for rule in rules if rule.mode is not None]
        said = [rule.enabled for rule in counting if rule.enabled is not None]
        return Demand(
            mode=modes[-1] if modes else self.policy.mode,
            enabled=said[-1] if said else self.policy.enabled,
            wants=wants,
            log_days=days if days and project.log is None else None,
            over=tuple(each for each in exceptions if each.is_over(today)),
        )

    def _named(self, rule: Rule) -> Iterator[Want]:
        for allowed in rule.allow:
            for place in self._places(allowed):
                kind: Kind = "group" if allowed.kind == "group" else "project"
                yield Want(kind, *place, allowed.permissions, (_reason(rule),), allowed.owner)

    def _places(self, allowed: Allowed) -> Iterable[Place]:
        if allowed.kind == "pattern":
            return self._matching(allowed.path)
        found = self.directory.find(allowed.kind, allowed.path)
        assert found is not None, f"{allowed.path} was looked for before"
        return (found,)

    def _used(self, rule: Rule, project: ProjectState) -> Iterator[Want]:
        if rule.used_within_days is None:
            return
        since = self._now - timedelta(days=rule.used_within_days)
        reason = _reason(rule)
        for id, path, used, _ in project.log or ():
            if datetime.fromisoformat(used) >= since and not is_dying(path):
                why = f"{reason}: used on {used[:10]}"
                yield Want("project", id, path, None, (why,), rule.owner)


def _reason(rule: Rule) -> str:
    return rule.name if rule.reason is None else f"{rule.reason} (until {rule.expires})"
