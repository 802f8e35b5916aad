"""Reads the allowlists of a group's projects: the only module here that talks to GitLab.

The work is written once, without colour: generators yield the calls they want made and are sent
the answers. `collect` makes the calls one after another, `acollect` several at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from gitlab.exceptions import GitlabError, GitlabOperationError
from gitlab.job_token.state import Entry, Fleet, Kind, Place, ProjectState, above, is_dying

if TYPE_CHECKING:
    import anyio

    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab

__all__ = ["Progress", "acollect", "collect"]

T = TypeVar("T")

Progress: TypeAlias = Callable[[int, int], object]
"""Called with the number of projects that are read, and of all."""


class Together(NamedTuple):
    """Pieces of work that do not need each other's results."""

    works: list[Work[Any]]
    progress: Progress | None = None


Call: TypeAlias = Callable[[], Any]
Work: TypeAlias = Generator[Call | Together, Any, T]


def collect(gl: Gitlab, group: int | str, progress: Progress | None = None) -> Fleet:
    """Read the job token scope of every project in a group and its subgroups.

    What GitLab does not let the token read is kept as the project's `error`. Raises
    GitlabGetError when there is no such group.
    """
    return _perform(_fleet(gl, group, progress))


async def acollect(
    gl: AsyncGitlab,
    group: int | str,
    progress: Progress | None = None,
    *,
    concurrency: int = 8,
) -> Fleet:
    """The same, with up to `concurrency` requests under way at a time."""
    import anyio

    return await _aperform(_fleet(gl, group, progress), anyio.CapacityLimiter(concurrency))


def _fleet(gl: Any, group: int | str, progress: Progress | None) -> Work[Fleet]:
    root = yield partial(gl.groups.get, group, with_projects=False, retry_transient_errors=True)
    projects = yield _projects_of(root)
    states = yield Together(
        [_state(gl, project) for project in projects if not is_dying(project.path_with_namespace)],
        progress,
    )
    surveys = yield Together(
        [_survey(gl, listed) for listed in _outermost_groups(states, root.full_path)]
    )
    known = [survey for survey in surveys if survey is not None]
    return Fleet(
        url=gl.url,
        roots=(root.full_path,),
        projects=tuple(sorted(states, key=lambda state: state.path)),
        surveyed=(root.full_path, *(group for group, _ in known)),
        outside=tuple(sorted({place for _, places in known for place in places})),
    )


def _state(gl: Any, project: Any) -> Work[ProjectState]:
    own = {
        "id": project.id,
        "path": project.path_with_namespace,
        "visibility": project.visibility,
    }
    everything = {"get_all": True, "retry_transient_errors": True}
    try:
        lazy = yield partial(gl.projects.get, project.id, lazy=True)
        scope = yield partial(lazy.job_token_scope.get, retry_transient_errors=True)
        projects = yield partial(scope.allowlist.list, **everything)
        groups = yield partial(scope.groups_allowlist.list, **everything)
    except GitlabOperationError as error:
        return ProjectState(**own, error=str(error))
    return ProjectState(
        **own,
        inbound_enabled=scope.inbound_enabled,
        outbound_enabled=scope.outbound_enabled,
        entries=(*map(_project_entry, projects), *map(_group_entry, groups)),
    )


def _project_entry(listed: Any) -> Entry:
    kind: Kind = "self" if listed.is_self else "project"
    return Entry(kind, listed.get_id(), listed.path_with_namespace)


def _group_entry(listed: Any) -> Entry:
    # GitLab tells a group's path by its page alone.
    return Entry("group", listed.get_id(), listed.web_url.partition("/groups/")[2])


def _outermost_groups(states: Iterable[ProjectState], root: str) -> list[Entry]:
    """The listed groups outside `root` that lie in no other one."""
    entries = {entry for state in states for entry in state.listed("group")}
    paths = {root, *(entry.path for entry in entries if not entry.is_dying)}
    outermost = (
        entry
        for entry in entries
        if entry.path != root and not entry.is_dying and paths.isdisjoint(above(entry.path))
    )
    return sorted(outermost, key=lambda entry: entry.path)


def _survey(gl: Any, listed: Entry) -> Work[tuple[str, list[Place]] | None]:
    """The projects of a group, None when the token may not see it."""
    try:
        group = yield partial(gl.groups.get, listed.id, lazy=True)
        projects = yield _projects_of(group)
    except GitlabOperationError:
        return None
    return listed.path, [Place(each.id, each.path_with_namespace) for each in projects]


def _projects_of(group: Any) -> Call:
    return partial(
        group.projects.list,
        include_subgroups=True,
        with_shared=False,
        order_by="id",
        sort="asc",
        get_all=True,
        retry_transient_errors=True,
    )


def _perform(work: Work[T]) -> T:
    try:
        step = next(work)
        while True:
            try:
                answer = _all_of(step) if isinstance(step, Together) else step()
            except GitlabError as error:
                step = work.throw(error)
            else:
                step = work.send(answer)
    except StopIteration as stop:
        value: T = stop.value
        return value


def _all_of(together: Together) -> list[Any]:
    tell = together.progress or _silence
    results = []
    for work in together.works:
        results.append(_perform(work))
        tell(len(results), len(together.works))
    return results


async def _aperform(work: Work[T], limiter: anyio.CapacityLimiter) -> T:
    try:
        step = next(work)
        while True:
            try:
                if isinstance(step, Together):
                    answer = await _aall_of(step, limiter)
                else:
                    async with limiter:
                        answer = await step()
            except GitlabError as error:
                step = work.throw(error)
            else:
                step = work.send(answer)
    except StopIteration as stop:
        value: T = stop.value
        return value


async def _aall_of(together: Together, limiter: anyio.CapacityLimiter) -> list[Any]:
    import anyio

    tell = together.progress or _silence
    results: dict[int, Any] = {}

    async def one(number: int, work: Work[Any]) -> None:
        results[number] = await _aperform(work, limiter)
        tell(len(results), len(together.works))

    try:
        async with anyio.create_task_group() as tasks:
            for number, work in enumerate(together.works):
                tasks.start_soon(one, number, work)
    except ExceptionGroup as failures:
        # The first refusal ended the others: it is the one to tell, as `collect` does.
        raise failures.exceptions[0] from None
    return [results[number] for number in range(len(together.works))]


def _silence(done: int, total: int) -> None:
    pass
