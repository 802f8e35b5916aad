"""Judges allowlists: each rule looks at one project and says what is wrong and how to mend it.

A rule speaks only of what was read. Where the log, the permissions or the topics are unknown, the
rules that need them stay silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal, TypeAlias

from gitlab.job_token.access import Listed, admitted, listed, nearest
from gitlab.job_token.auditing.report import Finding, Report, Review, Severity
from gitlab.job_token.policies import expand, fewest, writes
from gitlab.job_token.state import LIMIT, Entry, Fleet, ProjectState, Use, above

__all__ = ["RULES", "Checks", "Rule", "audit"]

Boundary: TypeAlias = Literal["top-level"] | str | None

_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What an audit looks for.

    `rules` are the ids of the rules to apply, all by default, less `skip`. `limit` is how many
    projects, and how many groups, an allowlist may hold: an instance may have its own. A group is
    wide when it lets in at least `wide_from` projects and no more than `wide_share` of them used
    it. With `unused_days`, entries that nobody used for that long before the snapshot was taken
    are findings. `boundary` is `"top-level"` to report entries for other top-level groups, or the
    beginning of topics (`"team:"`) to report entries for projects with other topics of that kind.
    """

    rules: frozenset[str] | None = None
    skip: frozenset[str] = frozenset()
    limit: int = LIMIT
    wide_from: int = 10
    wide_share: float = 0.25
    unused_days: int | None = None
    boundary: Boundary = None

    def __post_init__(self) -> None:
        strange = sorted(((self.rules or frozenset()) | self.skip) - RULES.keys())
        if strange:
            known = ", ".join(RULES)
            raise ValueError(f"there is no rule {', '.join(strange)}; the rules are {known}")

    def has(self, rule: str) -> bool:
        """Whether the rule is applied."""
        return rule not in self.skip and (self.rules is None or rule in self.rules)


def audit(fleet: Fleet, checks: Checks | None = None) -> Report:
    """Go through all projects of a fleet. Nothing is read or changed in GitLab."""
    checks = checks or Checks()
    return Report(
        fleet=fleet,
        reviews=tuple(
            Review(
                project=project,
                access=admitted(project, fleet.tree),
                findings=tuple(_judge(_Case(project, fleet, checks))),
            )
            for project in fleet.projects
        ),
        rules=tuple(filter(checks.has, RULES)),
    )


def _judge(case: _Case) -> Iterator[Finding]:
    # Of a project that could not be read nothing else is known.
    for check in _CHECKS if case.project.error is None else (_unreadable,):
        yield from (finding for finding in check(case) if case.checks.has(finding.rule))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's severity, and what it is about in a sentence."""

    severity: Severity
    about: str


RULES: Mapping[str, Rule] = {
    "unreadable": Rule("warning", "The token may not read the project's job token scope."),
    "open-to-all": Rule("error", "The allowlist is off: the jobs of every project get in."),
    "enforcement-off": Rule(
        "warning", "Only the instance keeps the allowlist on: the project has switched it off."
    ),
    "limit-reached": Rule("error", "The allowlist is full: GitLab refuses the next entry."),
    "limit-near": Rule("warning", "The allowlist is nearly full."),
    "redundant-entry": Rule("info", "A listed group lets the entry's projects in already."),
    "dead-entry": Rule("warning", "An entry names something that is being deleted."),
    "wide-group": Rule("warning", "A listed group lets in many more projects than use it."),
    "unused-entry": Rule("info", "Nobody used the entry for a long time."),
    "cross-boundary": Rule("warning", "An entry lets in projects from beyond a boundary."),
    "odd-self-entry": Rule("warning", "The project has an entry for itself."),
    "unused-write": Rule("info", "An entry permits changes, and its projects only read."),
}
"""Every rule by its id, in the order in which a project is judged."""


@dataclass(frozen=True)
class _Case:
    """A project to judge, and what the rules ask of it."""

    project: ProjectState
    fleet: Fleet
    checks: Checks
    entries: tuple[Entry, ...] = field(init=False)

    def __post_init__(self) -> None:
        living = tuple(entry for entry in self.project.foreign if not entry.is_dying)
        object.__setattr__(self, "entries", living)

    def finding(
        self,
        rule: str,
        subject: str = "",
        *,
        message: str,
        fix: str,
        severity: Severity | None = None,
    ) -> Finding:
        return Finding(
            rule=rule,
            severity=severity or RULES[rule].severity,
            project=self.project.path,
            subject=subject,
            message=message,
            fix=fix,
        )

    @cached_property
    def listed(self) -> Listed:
        return listed(self.entries)

    @cached_property
    def uses(self) -> Mapping[Entry, list[Use]] | None:
        """The lines of the log by the entry that let them in; None when the log is unknown."""
        if self.project.log is None:
            return None
        uses: defaultdict[Entry, list[Use]] = defaultdict(list)
        for use in self.project.log:
            entry = nearest(self.listed, use.origin_path)
            if entry is not None:
                uses[entry].append(use)
        return uses


def _unreadable(case: _Case) -> Iterator[Finding]:
    yield case.finding(
        "unreadable",
        message=f"The job token scope cannot be read with this token ({case.project.error}).",
        fix="Audit with a token of someone who is at least Maintainer here.",
    )


def _open_to_all(case: _Case) -> Iterator[Finding]:
    if case.project.inbound_enabled is False:
        yield case.finding(
            "open-to-all",
            message="The jobs of every project may use their tokens here: the allowlist is off.",
            fix="List the projects and groups that need access, then switch the allowlist on.",
        )


def _enforcement_off(case: _Case) -> Iterator[Finding]:
    if case.project.stored_inbound_enabled is False and case.project.inbound_enabled:
        yield case.finding(
            "enforcement-off",
            message="The project has switched its allowlist off, and is closed only because the "
            "instance enforces it.",
            fix="Switch the allowlist on here as well.",
        )


def _limits(case: _Case) -> Iterator[Finding]:
    """Projects and groups are counted apart."""
    limit = case.checks.limit
    for many, count in (
        ("projects", len(case.project.listed("project"))),
        ("groups", len(case.project.listed("group"))),
    ):
        if count < limit * 9 // 10:
            continue
        full = count >= limit
        yield case.finding(
            "limit-reached" if full else "limit-near",
            many,
            message=f"{count} of at most {limit} {many} are listed"
            + (": GitLab refuses the next one." if full else "."),
            fix="List a group in place of its projects and subgroups, or remove unused entries.",
        )


def _redundant_entries(case: _Case) -> Iterator[Finding]:
    """GitLab takes the nearest entry, so one that permits less than the group narrows access."""
    for entry in case.entries:
        cover = _cover(case, entry)
        if cover is None:
            continue
        known = entry.default_permissions is not None and cover.default_permissions is not None
        if known and _permitted(entry) != _permitted(cover):
            continue
        yield case.finding(
            "redundant-entry",
            entry.path,
            message=f"The {entry.kind} {entry.path} is let in by the group {cover.path} already"
            + (", with the same permissions." if known else "."),
            fix=f"Remove the {entry.kind}'s entry"
            + (
                "."
                if known
                else ", unless it narrows the permissions: GitLab's REST API does not show those."
            ),
        )


def _cover(case: _Case, entry: Entry) -> Entry | None:
    for group in above(entry.path.lower()):
        if ("group", group) in case.listed:
            return case.listed["group", group]
    return None


def _permitted(entry: Entry) -> frozenset[str] | None:
    """What an entry permits; None is everything."""
    return expand(entry.policies) if entry.is_fine_grained else None


def _dead_entries(case: _Case) -> Iterator[Finding]:
    for entry in case.project.foreign:
        if entry.is_dying:
            yield case.finding(
                "dead-entry",
                entry.path,
                message=f"The {entry.kind} {entry.path} is scheduled for deletion.",
                fix="Remove the entry, or restore what it names.",
            )


def _wide_groups(case: _Case) -> Iterator[Finding]:
    if case.uses is None:
        return
    for entry in case.project.listed("group"):
        inside = case.fleet.tree.below(entry.path)
        users = {use.origin_path for use in case.uses.get(entry, ())}
        if inside is None or not users or len(inside) < case.checks.wide_from:
            continue
        if len(users) > len(inside) * case.checks.wide_share:
            continue
        named = _some(sorted(users))
        yield case.finding(
            "wide-group",
            entry.path,
            message=f"The group {entry.path} lets in {len(inside)} projects, and {len(users)} "
            f"of them used it.",
            fix=f"List {named} in place of the group, as long as the log knows all that need it.",
        )


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    return ", ".join(names[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")


def _unused_entries(case: _Case) -> Iterator[Finding]:
    days, taken_at = case.checks.unused_days, case.fleet.taken_at
    if days is None or taken_at is None or case.uses is None:
        return
    since = _moment(taken_at) - timedelta(days=days)
    for entry in case.entries:
        if entry.created_at is not None and _moment(entry.created_at) > since:
            continue
        last = max(
            (_moment(use.last_authorized_at) for use in case.uses.get(entry, ())), default=None
        )
        if last is None or last < since:
            when = "at all, as far as the log goes" if last is None else f"since {last:%Y-%m-%d}"
            yield case.finding(
                "unused-entry",
                entry.path,
                message=f"No job of the {entry.kind} {entry.path} was let in {when}.",
                fix="Ask its owners, then remove the entry. Rare pipelines use it rarely.",
            )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone() if moment.tzinfo is None else moment


def _cross_boundary(case: _Case) -> Iterator[Finding]:
    boundary = case.checks.boundary
    if boundary is None:
        return
    for entry in case.entries:
        if boundary == "top-level":
            beyond = _top(entry.path) != _top(case.project.path)
            other = f"the top-level group {_top(entry.path)}"
        else:
            own, theirs = _labels(case, case.project.id), _labels_of(case, entry)
            beyond = bool(own and theirs) and own.isdisjoint(theirs)
            other = f"{_some(sorted(theirs))} and not in {_some(sorted(own))}"
        if beyond:
            yield case.finding(
                "cross-boundary",
                entry.path,
                message=f"The {entry.kind} {entry.path} is in {other}.",
                fix="Remove the entry, or note why it is needed.",
            )


def _top(path: str) -> str:
    return path.partition("/")[0].lower()


def _labels(case: _Case, id: int) -> frozenset[str]:
    project = case.fleet.by_id.get(id)
    topics = project.topics if project else ()
    return frozenset(topic for topic in topics if topic.startswith(str(case.checks.boundary)))


def _labels_of(case: _Case, entry: Entry) -> frozenset[str]:
    if entry.kind != "group":
        return _labels(case, entry.id)
    inside = case.fleet.tree.below(entry.path) or ()
    return frozenset().union(*(_labels(case, id) for id in inside))


def _odd_self_entry(case: _Case) -> Iterator[Finding]:
    """The project lets itself in without any entry; only a stored one has permissions."""
    for entry in case.project.listed("self"):
        if entry.is_fine_grained:
            yield case.finding(
                "odd-self-entry",
                entry.path,
                message="An entry of the project for itself narrows what its own jobs may do "
                f"to {_some(sorted(entry.policies)) or 'nothing'}.",
                fix="Make sure that this is meant; default permissions lift it.",
            )
        elif entry.default_permissions is not None:
            yield case.finding(
                "odd-self-entry",
                entry.path,
                severity="info",
                message="The project has an entry for itself, which changes nothing.",
                fix="Remove it through GraphQL, or leave it: it only takes a place on the list.",
            )


def _unused_writes(case: _Case) -> Iterator[Finding]:
    for entry, uses in (case.uses or {}).items():
        granted = _permitted(entry)
        if entry.default_permissions is None or (
            granted is not None and not any(map(writes, granted))
        ):
            continue
        used: set[str] = set()
        for use in uses:
            if use.policies is None:
                break
            used.update(use.policies)
        else:
            if used and not any(map(writes, used)):
                yield case.finding(
                    "unused-write",
                    entry.path,
                    message=f"The {entry.kind} {entry.path} may change things here, and its jobs "
                    "only read.",
                    fix=f"Narrow the entry's permissions to {', '.join(fewest(used))}.",
                )


_CHECKS: tuple[Callable[[_Case], Iterator[Finding]], ...] = (
    _open_to_all,
    _enforcement_off,
    _limits,
    _redundant_entries,
    _dead_entries,
    _wide_groups,
    _unused_entries,
    _cross_boundary,
    _odd_self_entry,
    _unused_writes,
)
