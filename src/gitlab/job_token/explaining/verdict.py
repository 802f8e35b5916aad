"""Why a job may or may not: GitLab's rules of job token access, one by one, with their evidence.

    verdict = explain(fleet, "acme/app", "acme/lib", "GET /projects/:id/packages", Caller(30))
    for step in verdict.steps:
        print(step.holds, step.text)

Nothing is read from GitLab here and nothing is guessed: what a snapshot does not tell is None.

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from gitlab.job_token.access import listed, nearest
from gitlab.job_token.explaining.roles import GUEST, NOBODY, ROLES, least_role
from gitlab.job_token.policies import Endpoint, endpoint as find_endpoint, expand, subject
from gitlab.job_token.state import Entry, Fleet, ProjectState

__all__ = ["Caller", "Step", "Verdict", "explain"]

Maybe: TypeAlias = bool | None
"""None where nothing known tells."""

_OPEN = ("enabled", "public")


class Caller(NamedTuple):
    """The user who runs the job, as the target project knows them; None where that is unknown.

    `access_level` is 0 for who is no member, else 10 (Guest) to 50 (Owner).
    """

    access_level: int | None = None
    is_external: bool | None = None
    is_admin: bool | None = None
    name: str = "the job's user"


class Step(NamedTuple):
    """One rule: whether it lets the job through, what that rests on, and what would mend it."""

    rule: str
    holds: Maybe
    text: str
    fix: str = ""


class Verdict(NamedTuple):
    """What comes out, and the steps that lead there, in GitLab's order."""

    allowed: Maybe
    steps: tuple[Step, ...]
    message: str | None = None
    """GitLab's answer to the job where it is refused, as far as its wording is known."""

    @property
    def decisive(self) -> Step | None:
        """The first rule that stops the job, or else the first that cannot be told."""
        return next((step for step in self.steps if step.holds is self.allowed is not True), None)

    @property
    def fixes(self) -> tuple[str, ...]:
        """All that has to change for the job to get through, and nothing besides."""
        return tuple(step.fix for step in self.steps if step.holds is False and step.fix)

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON has it."""
        return {
            "allowed": self.allowed,
            "message": self.message,
            "steps": [step._asdict() for step in self.steps],
            "fixes": list(self.fixes),
        }


def explain(
    fleet: Fleet, source: str, target: str, endpoint: str, caller: Caller | None = None
) -> Verdict:
    """Whether a job of the project `source` may use `endpoint` of the project `target`.

    `source` and `target` are full paths; `endpoint` is a method and a path as GitLab's
    documentation has them, such as `GET /projects/:id/packages`. Without a `caller` the user's
    role is unknown, and with it whatever depends on it.

    Raises LookupError when the snapshot does not hold the target, ValueError for endpoints that
    belong to no project, such as a group's package registry.
    """
    owner = fleet.by_path.get(target.lower())
    if owner is None:
        raise LookupError(f"the snapshot holds no project {target}: collect its group too")
    asked = find_endpoint(endpoint)
    if asked is not None and not asked.path.startswith("/projects/"):
        raise ValueError(f"{endpoint} is no project's endpoint: name one below /projects/:id")
    if asked is None:
        return Verdict(False, (_not_accepted(endpoint),))
    known = fleet.by_path.get(source.lower())
    steps = _Case(fleet, known.path if known else source, owner, asked, caller or Caller())
    return steps.verdict()


def _not_accepted(endpoint: str) -> Step:
    return Step(
        "endpoint",
        False,
        f"{endpoint} takes no job tokens: GitLab ignores them there, and answers as to somebody "
        "without a token",
        "use an access token of the project or group: no allowlist entry helps",
    )


class _Case:
    """One job's request, with the facts that the rules share."""

    def __init__(
        self, fleet: Fleet, source: str, target: ProjectState, endpoint: Endpoint, caller: Caller
    ) -> None:
        self.fleet, self.source, self.target = fleet, source, target
        self.endpoint, self.caller = endpoint, caller
        self.is_own = source.lower() == target.path.lower()
        self.is_off = _opposite(target.inbound_enabled)
        self.entry = _matching(target.entries, source, own=self.is_own)
        known = target.inbound_enabled is not None
        self.in_scope = _any(self.is_own, self.is_off, self.entry is not None if known else None)
        self.is_closed = self._is_closed()
        self.needs_role = least_role(endpoint, private=self.is_closed is not False)
        self.is_open_to_all = self._is_open_to_all()
        self.visitors_may = self._visitors_may()

    def verdict(self) -> Verdict:
        steps = tuple(step for step in self._steps() if step is not None)
        allowed = _all(step.holds for step in steps)
        return Verdict(allowed, steps, self._message(steps) if allowed is False else None)

    def _steps(self) -> Iterator[Step | None]:
        yield Step("endpoint", True, f"{_shown(self.endpoint)} takes job tokens")
        yield self._own_registry()
        yield self._listed()
        yield self._outbound()
        yield self._visible()
        yield self._policies()
        yield self._features()
        yield self._role()

    def _is_closed(self) -> Maybe:
        """Whether the project is private to the job's user, as an internal one is to externals."""
        if self.target.visibility == "internal":
            return self.caller.is_external
        return self.target.visibility == "private"

    def _is_open_to_all(self) -> Maybe:
        """Whether the project shows this to whoever sees it: then no permission is asked for."""
        if self.target.visibility == "private" or not self.endpoint.features:
            return False
        levels = [self.target.features.get(feature) for feature in self.endpoint.features]
        return _all(None if level is None else level in _OPEN for level in levels)

    def _visitors_may(self) -> Maybe:
        """Whether anybody may do this, as on a public project: then no list is asked."""
        if self.endpoint.method != "GET":
            return False
        return _all((self.is_open_to_all, _opposite(self.is_closed)))

    @property
    def _is_trigger(self) -> bool:
        """Triggering a pipeline finds its project in another way: no permissions, and 404s."""
        return self.endpoint.path.endswith("trigger/pipeline")

    def _own_registry(self) -> Step | None:
        if not self.endpoint.path.startswith("/projects/:id/registry/"):
            return None
        return Step(
            "own-registry",
            self.is_own,
            "the container registry's API takes job tokens of the registry's own project only",
            "use a deploy token or a project access token with the scope read_registry",
        )

    def _listed(self) -> Step:
        source, target = self.source, self.target
        fix = f"add {source} to the allowlist of {target.path}{self._with_policies()}"
        if self.is_own:
            text = "jobs always get into their own project"
        elif target.inbound_enabled is None:
            text = f"the allowlist of {target.path} could not be read ({target.error})"
            fix = ""
        elif self.is_off:
            text = f"the allowlist of {target.path} is off: the jobs of every project get in"
        elif self.entry is not None:
            text = f"{target.path} lists {_named(self.entry)}"
        elif self.visitors_may:
            text = f"{target.path} does not list {source}, and shows this to everyone anyway"
        else:
            text = f"{target.path} lists neither {source} nor a group above it"
        return Step("listed", _any(self.in_scope, self.visitors_may), text, fix)

    def _with_policies(self) -> str:
        needed = " and ".join(self.endpoint.policies)
        return f" (default permissions, or {needed})" if needed else " with default permissions"

    def _outbound(self) -> Step | None:
        """The list of the job's own project, which GitLab asked too before version 18."""
        source = self.fleet.by_path.get(self.source.lower())
        if self.is_own or source is None or not source.outbound_enabled:
            return None
        version = _major(self.fleet.gitlab_version)
        if self.target.visibility != "private" or version is None or version >= 18:
            return None
        text = f"{source.path} limits where its own jobs may go, and to where is not known"
        return Step("outbound", None, text)

    def _visible(self) -> Step:
        path, visibility = self.target.path, self.target.visibility
        text = {
            "public": f"{path} is public",
            "internal": f"{path} is internal: everyone but external users sees it",
        }.get(visibility, f"{path} is private: its members see it")
        role = max(self.needs_role, GUEST)
        fix = f"make {self.caller.name} a member of {path}, {ROLES[role]} at least"
        return Step("visible", self._sees_target(), text, fix)

    def _sees_target(self) -> Maybe:
        """Whether the user sees the project, as far as the user goes."""
        return _any(_opposite(self.is_closed), self._has(GUEST))

    def _policies(self) -> Step | None:
        """The fine-grained permissions of the entry that matches."""
        if self.in_scope is False or self._is_trigger:
            return None
        entry, needed = self.entry, self.endpoint.policies
        if self.is_open_to_all:
            text = f"{self.target.path} shows this to everyone: no permission is asked for"
            return Step("policies", True, text)
        if self.is_off or entry is None or (self.is_own and entry.default_permissions is None):
            if self.in_scope is None:
                return Step("policies", None, "the entry and its permissions are not known")
            return Step("policies", True, "no entry narrows what the job may do")
        if entry.default_permissions is None:
            text = f"the permissions of {_named(entry)} were not read: REST does not show them"
            return Step("policies", None, text)
        if entry.default_permissions:
            return Step("policies", True, f"{_named(entry)} has default permissions")
        lacking = [policy for policy in needed if policy not in expand(entry.policies)]
        granted = bool(needed) and not lacking
        held = ", ".join(entry.policies) or "none"
        return Step(
            "policies",
            _any(granted, self.is_open_to_all),
            f"{_named(entry)} is fine-grained, and holds {held}",
            f"add {' and '.join(lacking)} to {_named(entry)}"
            if lacking
            else f"give {_named(entry)} default permissions: no fine-grained one covers this",
        )

    def _features(self) -> Step | None:
        """A feature that is off is off for everybody."""
        features = subject(self.endpoint.policies)
        if not features:
            return None
        off = [name for name in features if self.target.features.get(name) == "disabled"]
        if off:
            named = ", ".join(off)
            text = f"{named} is switched off in {self.target.path}"
            return Step("features", False, text, f"switch {named} on in {self.target.path}")
        unknown = [name for name in features if name not in self.target.features]
        if unknown:
            return Step("features", None, f"whether {', '.join(unknown)} is on was not read")
        return Step("features", True, f"{', '.join(features)} is on in {self.target.path}")

    def _role(self) -> Step:
        caller, role = self.caller, self.needs_role
        enough = _any(self.visitors_may, self._has_the_role())
        if self.visitors_may or role == NOBODY:
            return Step("role", True, "reading this needs no role")
        if caller.access_level is None and not caller.is_admin:
            known = f"the role of {caller.name} is not known"
        elif caller.is_admin:
            known = f"{caller.name} is an administrator"
        else:
            known = f"{caller.name} is {ROLES.get(caller.access_level or 0, 'of a custom role')}"
        return Step(
            "role",
            enough,
            f"{known}; this needs {ROLES[role]}",
            # Who does not even see the project is to be made a member with this role.
            ""
            if self._sees_target() is False
            else f"give {caller.name} the role {ROLES[role]} in {self.target.path}",
        )

    def _has_the_role(self) -> Maybe:
        enough = self._has(self.needs_role)
        if enough is False and self.is_closed is None:
            # It may do where the project turns out not to be closed to this user.
            return None if self._has(least_role(self.endpoint, private=False)) else False
        return enough

    def _has(self, level: int) -> Maybe:
        own = self.caller.access_level
        return _any(self.caller.is_admin or False, None if own is None else own >= level)

    def _message(self, steps: Iterable[Step]) -> str | None:
        failed = next(step.rule for step in steps if step.holds is False)
        if self._is_trigger:
            return "404 Not Found" if failed in ("listed", "visible") else None
        if failed == "own-registry":
            return (
                "403 Forbidden - This project's CI/CD job token cannot be used to authenticate "
                "with the container registry of a different project."
            )
        if failed == "visible" or (failed == "listed" and self.is_closed):
            name = self.source.rpartition("/")[2]
            return (
                f"403 Forbidden - Authentication by CI/CD job token not allowed from {name} "
                f"to project #{self.target.id}."
            )
        if failed in ("listed", "policies"):
            return self._lacking_permissions()
        return "403 Forbidden" if failed == "role" else None

    def _lacking_permissions(self) -> str:
        needed = self.endpoint.policies
        if not needed:
            return "403 Forbidden - This action is unauthorized for CI/CD job tokens."
        named = " and ".join(needed)
        plural = "permission is" if len(needed) == 1 else "permissions are"
        return (
            "403 Forbidden - Insufficient permissions to access this resource in project "
            f"#{self.target.id}. The following token {plural} required: {named}."
        )


def _matching(entries: Iterable[Entry], source: str, *, own: bool) -> Entry | None:
    """The entry that counts: the project's own for its own jobs."""
    if own:
        return next((entry for entry in entries if entry.kind == "self"), None)
    return nearest(listed(entries), source)


def _named(entry: Entry) -> str:
    return f"the {'project' if entry.kind == 'self' else entry.kind} {entry.path}"


def _shown(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def _major(version: str | None) -> int | None:
    first = (version or "").partition(".")[0]
    return int(first) if first.isdigit() else None


# Kleene's logic: what is not known may still not matter.


def _opposite(value: Maybe) -> Maybe:
    return None if value is None else not value


def _any(*values: Maybe) -> Maybe:
    return True if True in values else None if None in values else False


def _all(values: Iterable[Maybe]) -> Maybe:
    held = set(values)
    return False if False in held else None if None in held else True
