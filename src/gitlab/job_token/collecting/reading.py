"""Reads a fleet: its projects, groups, allowlists and log, into one snapshot.

The work is written once, without colour; `collect` makes the calls one after another, `acollect`
several at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from gitlab.exceptions import GitlabError, GitlabOperationError
from gitlab.job_token.collecting.journal import Journal
from gitlab.job_token.collecting.scopes import BATCH, Scopes
from gitlab.job_token.state import (
    FORMAT,
    INSTANCE,
    Entry,
    Fleet,
    Place,
    ProjectState,
    above,
    is_dying,
)
from gitlab.job_token.work import Together, Work, aperform, perform

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab

__all__ = ["Groups", "Progress", "acollect", "collect"]

Groups: TypeAlias = int | str | Iterable[int | str] | None
"""One or several groups, by id or full path; None is the whole instance."""
Progress: TypeAlias = Callable[[int, int], object]
"""Called with the number of projects that are read, and of all."""
Clock: TypeAlias = Callable[[], datetime]

_EVERYTHING = {"get_all": True, "retry_transient_errors": True}
_BY_ID = {"order_by": "id", "sort": "asc"}


def _utc_now() -> datetime:
    return datetime.now(UTC)


class _Asked(NamedTuple):
    """How a fleet is to be read."""

    groups: Groups
    progress: Progress | None
    journal: str | Path | None
    graphql: bool | None
    clock: Clock


def collect(
    gl: Gitlab,
    group: Groups = None,
    progress: Progress | None = None,
    *,
    journal: str | Path | None = None,
    graphql: bool | None = None,
    clock: Clock = _utc_now,
) -> Fleet:
    """Read the job token scope of every project in groups and their subgroups, or in GitLab.

    Scopes are read through GraphQL, many in a request, or through REST where GraphQL cannot tell;
    `graphql=False` uses REST alone. `journal` is a file that keeps what was read: with the same
    file, an interrupted collection goes on where it stopped. `clock` dates the snapshot.

    What GitLab does not let the token read is kept as the project's `error`. Raises
    GitlabGetError when there is no such group, GitlabParsingError when the journal belongs to
    another collection.
    """
    return perform(_fleet(gl, _Asked(group, progress, journal, graphql, clock)))


async def acollect(
    gl: AsyncGitlab,
    group: Groups = None,
    progress: Progress | None = None,
    *,
    concurrency: int = 8,
    journal: str | Path | None = None,
    graphql: bool | None = None,
    clock: Clock = _utc_now,
) -> Fleet:
    """The same, with up to `concurrency` requests under way at a time."""
    asked = _Asked(group, progress, journal, graphql, clock)
    return await aperform(_fleet(gl, asked), concurrency)


def _fleet(gl: Any, asked: _Asked) -> Work[Fleet]:
    taken_at = asked.clock().astimezone(UTC)
    roots = yield from _roots(gl, asked.groups)
    paths = tuple(root.full_path for root in roots) or (INSTANCE,)
    version, _ = yield gl.version
    enforced = yield from enforced_by_the_instance(gl)
    listed: list[list[Any]] = yield Together(
        [_call(_projects_of(root)) for root in roots] or [_call(_projects_of(None, gl))]
    )
    projects = [
        not_read_yet(project)
        for project in (project for some in listed for project in some)
        if not is_dying(project.path_with_namespace)
    ]
    scopes = Scopes(gl, enforced=enforced, through_graphql=asked.graphql)
    states = yield from _read(scopes, projects, asked, _journal(gl, asked, paths))
    states = scopes.settled(states)
    surveys = yield Together([_survey(gl, entry) for entry in _outermost_groups(states, paths)])
    groups = yield Together([_groups_of(root) for root in roots] or [_groups_of(None, gl)])
    known = [survey for survey in surveys if survey is not None]
    return Fleet(
        url=gl.url,
        roots=paths,
        projects=tuple(sorted(states, key=lambda state: state.path)),
        surveyed=(*paths, *(group for group, _ in known)),
        outside=tuple(sorted({place for _, places in known for place in places})),
        groups=_all_groups(groups, states),
        enforced=scopes.enforced,
        gitlab_version=None if version == "unknown" else version,
        taken_at=taken_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
    )


def _roots(gl: Any, groups: Groups) -> Work[list[Any]]:
    """The groups that were named, without those that lie in another one; none is the instance."""
    if groups is None:
        return []
    names = [groups] if isinstance(groups, int | str) else list(groups)
    found = yield Together(
        [
            _call(partial(gl.groups.get, name, with_projects=False, retry_transient_errors=True))
            for name in names
        ]
    )
    by_path = {root.full_path: root for root in found}
    return [by_path[path] for path in sorted(by_path) if by_path.keys().isdisjoint(above(path))]


def enforced_by_the_instance(gl: Any) -> Work[bool | None]:
    """Whether the instance keeps every allowlist on; only administrators may read its settings."""
    try:
        settings = yield partial(gl.settings.get, retry_transient_errors=True)
    except GitlabError:
        return None
    # GitLab 17.6 brought the setting; before, nothing was enforced.
    return bool(getattr(settings, "enforce_ci_inbound_job_token_scope_enabled", False))


def _read(
    scopes: Scopes, projects: Sequence[ProjectState], asked: _Asked, journal: Journal | None
) -> Work[list[ProjectState]]:
    total = len(projects)
    before = journal.states if journal else {}
    states = [before[project.id] for project in projects if project.id in before]
    waiting = [project for project in projects if project.id not in before]

    def done(state: ProjectState) -> None:
        states.append(state)
        if journal:
            journal.add(state)
        if asked.progress:
            asked.progress(len(states), total)

    batches = [waiting[at : at + BATCH] for at in range(0, len(waiting), BATCH)]
    yield Together([scopes.read(batch, done) for batch in batches])
    return states


def _journal(gl: Any, asked: _Asked, paths: Sequence[str]) -> Journal | None:
    if asked.journal is None:
        return None
    user = getattr(gl.user, "username", None)
    about = {"format": FORMAT, "url": gl.url, "roots": list(paths), "user": user}
    return Journal(asked.journal, about)


def not_read_yet(project: Any) -> ProjectState:
    """What the list of projects tells of one. Older versions lack some of it."""
    fields: dict[str, Any] = project.attributes
    suffix = "_access_level"
    return ProjectState(
        id=project.id,
        path=project.path_with_namespace,
        visibility=project.visibility,
        topics=tuple(fields.get("topics") or fields.get("tag_list") or ()),
        features={
            name.removesuffix(suffix): level
            for name, level in sorted(fields.items())
            if name.endswith(suffix) and isinstance(level, str)
        },
        archived=fields.get("archived"),
        push_allowed=fields.get("ci_push_repository_for_job_token_allowed"),
    )


def _outermost_groups(states: Iterable[ProjectState], roots: Sequence[str]) -> list[Entry]:
    """The listed groups outside the roots that lie in no other one."""
    if INSTANCE in roots:
        return []
    entries = {entry.path: entry for state in states for entry in state.listed("group")}
    paths = {*roots, *(path for path in entries if not is_dying(path))}
    return [
        entry
        for path, entry in sorted(entries.items())
        if path not in roots and not is_dying(path) and paths.isdisjoint(above(path))
    ]


def _survey(gl: Any, listed: Entry) -> Work[tuple[str, list[Place]] | None]:
    """The projects of a group, None when the token may not see it."""
    try:
        group = yield partial(gl.groups.get, listed.id, lazy=True)
        projects = yield _projects_of(group)
    except GitlabOperationError:
        return None
    return listed.path, [Place(each.id, each.path_with_namespace) for each in projects]


def _projects_of(group: Any, gl: Any = None) -> Callable[[], Any]:
    if group is None:
        return partial(gl.projects.list, pagination="keyset", **_BY_ID, **_EVERYTHING)
    return partial(
        group.projects.list, include_subgroups=True, with_shared=False, **_BY_ID, **_EVERYTHING
    )


def _groups_of(root: Any, gl: Any = None) -> Work[list[Place]]:
    try:
        if root is None:
            found = yield partial(gl.groups.list, all_available=True, **_EVERYTHING)
        else:
            found = yield partial(root.descendant_groups.list, **_EVERYTHING)
            found = [root, *found]
    except GitlabOperationError:
        return []
    return [Place(group.id, group.full_path) for group in found]


def _all_groups(
    seen: Iterable[Iterable[Place]], states: Iterable[ProjectState]
) -> tuple[Place, ...]:
    listed = (Place(entry.id, entry.path) for state in states for entry in state.listed("group"))
    found = {place for places in seen for place in places} | set(listed)
    return tuple(sorted(found, key=lambda place: place.path))


def _call(call: Callable[[], Any]) -> Work[Any]:
    return (yield call)
