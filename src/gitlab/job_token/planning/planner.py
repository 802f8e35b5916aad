"""Plans: what has to be done so that a fleet is as its policy wants it. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple

from gitlab.job_token.planning.steps import Key, Step, Target, after, ordered, permissions
from gitlab.job_token.policy_files.demands import Demand, Demands, Want
from gitlab.job_token.policy_files.reading import PolicyFile
from gitlab.job_token.state import LIMIT, Entry, Fleet, ProjectState, above

__all__ = ["Change", "Note", "Plan", "plan"]

FINE_GRAINED_SINCE = (17, 10)


class Note(NamedTuple):
    """What to know about a change; an error keeps the project from being changed."""

    severity: Literal["error", "warning"]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be done in one project, in this order, and what it was when that was planned."""

    project: ProjectState
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """Why the project cannot be made what the policy wants."""
        return tuple(note.message for note in self.notes if note.severity == "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The projects of a fleet that a policy wants changed, or that something is to be said of.

    `governed` counts the projects that the policy speaks of, `fleet` all.
    """

    url: str
    made_at: str
    changes: tuple[Change, ...]
    governed: int
    fleet: int
    gitlab_version: str | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, project by project."""
        return tuple(step for change in self.changes for step in change.steps)

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """The projects that cannot be made what the policy wants, and why."""
        return tuple(
            (change.project.path, message) for change in self.changes for message in change.errors
        )

    @property
    def exit_status(self) -> int:
        """0: nothing to do, 1: errors, 2: changes; as `--detailed-exitcode` has it."""
        return 1 if self.errors else 2 if self.steps else 0

    def counts(self) -> dict[str, int]:
        """How much is added, changed and removed."""
        kinds = {"add": "create", "remove": "delete"}
        counts = {"create": 0, "update": 0, "delete": 0}
        for step in self.steps:
            counts[kinds.get(step.action, "update")] += 1
        return counts


def plan(fleet: Fleet, policy: PolicyFile, now: datetime) -> Plan:
    """Compare a fleet with a policy.

    `now` decides which exceptions have expired, and needs a time zone. Raises PolicyError when
    the policy names a project or group that the fleet has not seen.
    """
    demands = Demands(policy, fleet, now)
    demanded = ((project, demands.of(project)) for project in fleet.projects)
    wanted = [(project, demand) for project, demand in demanded if demand is not None]
    changes = (_change(project, demand, fleet) for project, demand in wanted)
    return Plan(
        url=fleet.url,
        gitlab_version=fleet.gitlab_version,
        made_at=now.isoformat(timespec="seconds"),
        changes=tuple(change for change in changes if change.steps or change.notes),
        governed=len(wanted),
        fleet=len(fleet.projects),
    )


def _change(project: ProjectState, demand: Demand, fleet: Fleet) -> Change:
    if project.error is not None:
        message = f"cannot be read, so nothing is planned: {project.error}"
        return Change(project=project, notes=(Note("error", message),))
    target = _target(project, demand)
    errors = [Note("error", message) for message in _obstacles(project, demand, target, fleet)]
    notes = [*errors, *(Note("warning", text) for text in _expired(project, demand, target))]
    if errors:
        return Change(project=project, notes=tuple(notes))
    used = {use.origin_id: use.last_authorized_at for use in project.log or ()}
    steps = ordered(project, target, lambda entry: used.get(entry.id, ""))
    steps = [_explained(step, demand.wants) for step in steps]
    notes += (Note("warning", text) for text in losses(project, steps))
    return Change(project=project, steps=tuple(steps), notes=tuple(notes))


def _target(project: ProjectState, demand: Demand) -> Target:
    """Every wanted entry, with the permissions it has unless others are wanted."""
    entries: dict[Key, Entry] = {(entry.kind, entry.id): entry for entry in project.foreign}
    target = dict(entries) if demand.mode == "at_least" else {}
    for key, want in demand.wants.items():
        target[key] = _entry(want, entries.get(key), demand)
    return Target(entries=target, enabled=demand.enabled)


def _entry(want: Want, present: Entry | None, demand: Demand) -> Entry:
    if present is None:
        default, policies = want.permissions or (True, ())
        return Entry(want.kind, want.id, want.path, default, policies)
    if want.permissions is None or _is_enough(present, want, demand):
        return present
    return replace(
        present,
        default_permissions=want.permissions.default,
        policies=want.permissions.policies,
    )


def _is_enough(present: Entry, want: Want, demand: Demand) -> bool:
    """Under `at_least` an entry that permits more than is wanted stays as it is."""
    if demand.mode == "exact" or want.permissions is None:
        return False
    return bool(present.default_permissions) or (
        not want.permissions.default and set(want.permissions.policies) <= set(present.policies)
    )


def _obstacles(
    project: ProjectState, demand: Demand, target: Target, fleet: Fleet
) -> Iterator[str]:
    kinds = [kind for kind, _ in target.entries]
    present: dict[Key, Entry] = {(entry.kind, entry.id): entry for entry in project.foreign}
    for kind in ("project", "group"):
        count = kinds.count(kind)
        if count > LIMIT and any(key[0] == kind and key not in present for key in target.entries):
            yield (
                f"would list {count} {kind}s, and GitLab takes {LIMIT}: list groups in place of "
                "projects, as `gitlab job-token compact` proposes"
            )
    if demand.enabled is False and fleet.enforced:
        yield "cannot be switched off while the instance enforces the allowlists"
    if demand.log_days is not None and demand.mode == "exact":
        yield (
            f"the authentication log of {demand.log_days} days is asked for and could not be "
            "read: entries in use would be removed"
        )
    yield from _permission_obstacles(present, demand, fleet)


def _permission_obstacles(
    present: Mapping[Key, Entry], demand: Demand, fleet: Fleet
) -> Iterator[str]:
    narrow = [want for want in demand.wants.values() if want.permissions is not None]
    unread = [
        want.path
        for want in narrow
        if (want.kind, want.id) in present and permissions(present[want.kind, want.id]) is None
    ]
    if unread:
        yield (
            f"the permissions of {', '.join(unread)} could not be read: collect with a token and "
            "a GitLab that show them (GraphQL, 17.8 or newer)"
        )
    version = _version(fleet.gitlab_version)
    if version and version < FINE_GRAINED_SINCE and any(want.is_fine_grained for want in narrow):
        yield (
            f"fine-grained permissions need GitLab 17.10 (18.3 without an opt-in), and this is "
            f"{fleet.gitlab_version}"
        )


def _version(text: str | None) -> tuple[int, ...] | None:
    if text is None:
        return None
    parts = text.split("-")[0].split(".")[:2]
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else None


def _expired(project: ProjectState, demand: Demand, target: Target) -> Iterator[str]:
    for rule in demand.over:
        yield f"the exception ({rule.reason}) expired on {rule.expires} and counts no more"
    if demand.log_days is not None and demand.mode == "at_least":
        yield "the authentication log could not be read, so nothing is added from it"


def _explained(step: Step, wants: Mapping[Key, Want]) -> Step:
    want = step.entry and wants.get((step.entry.kind, step.entry.id))
    if not want:
        return step
    return Step(step.action, step.entry, want.reasons, want.owner, step.frees)


def losses(project: ProjectState, steps: Iterable[Step]) -> Iterator[str]:
    """Who would lose access by the steps, and when they last used it."""
    steps = list(steps)
    closes = any(step.action == "enable" for step in steps) and not project.inbound_enabled
    leaving = [step.entry for step in steps if step.action == "remove" and step.entry]
    if not closes and not leaving:
        return
    if project.log is None:
        yield "the authentication log could not be read: whether anybody loses access is not known"
        return
    was_in, is_in = _admission(project), _admission(after(project, steps))
    for use in sorted(project.log, key=lambda use: use.last_authorized_at, reverse=True):
        origin = use.origin_id, use.origin_path
        if was_in(*origin) and not is_in(*origin):
            yield f"{use.origin_path} would lose access; last used on {use.last_authorized_at[:10]}"


def _admission(project: ProjectState) -> Callable[[int, str], bool]:
    """Tells whether the project lets in another one."""
    projects = {entry.id for entry in project.entries if entry.kind != "group"}
    groups = {entry.path.lower() for entry in project.listed("group")}

    def lets_in(id: int, path: str) -> bool:
        return (
            not project.inbound_enabled
            or id in projects
            or not groups.isdisjoint(above(path.lower()))
        )

    return lets_in
