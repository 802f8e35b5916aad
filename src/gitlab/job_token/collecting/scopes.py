"""Reads the job token scopes of known projects: many at a time through GraphQL, or by REST.

Both give the same states, up to what REST does not show: stored switch, permissions, log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from gitlab.exceptions import (
    GitlabAuthenticationError,
    GitlabConnectionError,
    GitlabError,
    GitlabGraphQLError,
    GitlabOperationError,
)
from gitlab.job_token.collecting import queries
from gitlab.job_token.state import Entry, Kind, ProjectState
from gitlab.job_token.work import Together, Work

__all__ = ["BATCH", "Scopes"]

Done: TypeAlias = Callable[[ProjectState], None]

BATCH = 50
"""Projects of a query: far enough below GitLab's limits of complexity and time."""
_PAGE = 100
_SMALLEST_PAGE = 10
_TRIES = 4
"""Few, since a smaller query is the better second try, and enough to wait for a rate limit."""
_TOO_MANY = 429
_FORBIDDEN = "403: 403 Forbidden"
"""What REST says to those who see a project and do not maintain it."""


class Scopes:
    """The reader of one collection. It learns from refusals what this GitLab can answer.

    `enforced` is whether the instance keeps every allowlist on, None while that is not known.
    `through_graphql` is None to find out.
    """

    def __init__(self, gl: Any, *, enforced: bool | None, through_graphql: bool | None) -> None:
        self._gl = gl
        self.enforced = enforced
        self._graphql = queries.endpoint(gl, retry_transient_errors=True, max_retries=_TRIES)
        self._is_usable = through_graphql is not False
        self._missing: frozenset[str] = frozenset()
        self._most, self._page = BATCH, _PAGE

    def read(self, batch: Sequence[ProjectState], done: Done) -> Work[None]:
        """Read the scopes of these projects, or the errors that keep them from us.

        `done` is called with the states as they are ready.
        """
        nodes = yield from self._nodes(batch)
        left: list[ProjectState] = []
        for project in batch:
            node = nodes.get(project.id)
            state = None if node is None else (yield from self._by_graphql(project, node))
            if state is None:
                left.append(project)
            else:
                done(state)
        yield Together([self._by_rest(project, done) for project in left])

    def settled(self, states: Iterable[ProjectState]) -> list[ProjectState]:
        """The states, with the stored switches that follow from all that was read.

        REST shows the effective switch, which is the stored one where nothing is enforced.
        """
        return [
            replace(state, stored_inbound_enabled=state.inbound_enabled)
            if state.stored_inbound_enabled is None
            and (state.inbound_enabled is False or self.enforced is False)
            else state
            for state in states
        ]

    # GraphQL --------------------------------------------------------------------------------------

    def _nodes(self, batch: Sequence[ProjectState]) -> Work[dict[int, queries.Node]]:
        """What GraphQL answers for the projects of a batch; those that are missing need REST."""
        while self._is_usable:
            if len(batch) > self._most:
                return (yield from self._halves(batch))
            most, page = self._most, self._page
            variables = {
                "ids": [f"gid://gitlab/Project/{project.id}" for project in batch],
                "projects": len(batch),
                "entries": page,
            }
            query = queries.projects_query(self._missing)
            try:
                data = yield partial(self._graphql.execute, query, variables)
            except GitlabGraphQLError as error:
                data = queries.data_of(error)
                if data is None and (undefined := queries.undefined_fields(error)):
                    self._missing |= undefined
                    self._is_usable &= undefined.isdisjoint(queries.ESSENTIAL)
                    continue
                if data is None and not queries.is_too_much(error):
                    # Some project spoils the answer for all of them.
                    return (yield from self._halves(batch))
            except GitlabAuthenticationError:
                raise
            except GitlabError as error:
                data = None
                if error.response_code == _TOO_MANY:
                    raise
                if not _lost_patience(error):
                    self._is_usable = False
                    continue
            if data is not None:
                nodes = (data.get("projects") or {}).get("nodes") or ()
                return {queries.number(node["id"]): node for node in nodes if node}
            if most == 1 and page == _SMALLEST_PAGE:
                return {}
            # Batches that are under way at the same time may learn the same.
            self._most = min(self._most, max(1, most // 2))
            self._page = min(self._page, max(_SMALLEST_PAGE, page // 2))
        return {}

    def _halves(self, batch: Sequence[ProjectState]) -> Work[dict[int, queries.Node]]:
        if len(batch) == 1:
            return {}
        half = len(batch) // 2
        first = yield from self._nodes(batch[:half])
        second = yield from self._nodes(batch[half:])
        return first | second

    def _by_graphql(self, project: ProjectState, node: queries.Node) -> Work[ProjectState | None]:
        if (node.get("userPermissions") or {}).get("adminProject") is False:
            return replace(project, error=_FORBIDDEN)
        told = queries.read_project(node)
        if told is None:
            return None
        entries, log = list(told.entries), told.log
        for which, cursor in told.more.items():
            try:
                connections = yield from self._pages(project, which, cursor)
            except GitlabAuthenticationError:
                raise
            except GitlabError:
                if which != "log":
                    return None
                log = None
                continue
            for connection in connections:
                if which == "log":
                    log = (*(log or ()), *queries.read_log(connection))
                else:
                    entries.extend(queries.read_entries(connection, node))
        try:
            inbound = yield from self._effective(project, told.stored)
        except GitlabOperationError as error:
            return replace(project, error=str(error))
        return replace(
            project,
            inbound_enabled=inbound,
            stored_inbound_enabled=told.stored,
            outbound_enabled=told.outbound,
            push_allowed=project.push_allowed if told.push is None else told.push,
            entries=_sorted(project, entries),
            log=None if log is None else tuple(sorted(log)),
        )

    def _pages(self, project: ProjectState, which: str, after: str) -> Work[list[queries.Node]]:
        connections: list[queries.Node] = []
        cursor: str | None = after
        while cursor is not None:
            try:
                data = yield partial(
                    self._graphql.execute,
                    queries.page_query(which, self._missing),
                    {"path": project.path, "after": cursor, "entries": self._page},
                )
            except GitlabGraphQLError as error:
                data = queries.data_of(error) or {}
                if not data.get("project"):
                    raise
            connections.append(queries.connection(data["project"], which) or {})
            cursor = queries.continued(connections[-1])
        return connections

    def _effective(self, project: ProjectState, stored: bool | None) -> Work[bool]:
        """GraphQL tells the stored switch. It counts unless the instance enforces the list."""
        if stored or (stored is False and self.enforced is not None):
            return bool(stored or self.enforced)
        lazy = yield partial(self._gl.projects.get, project.id, lazy=True)
        scope = yield partial(lazy.job_token_scope.get, retry_transient_errors=True)
        if stored is False:
            self.enforced = bool(scope.inbound_enabled)
        return bool(scope.inbound_enabled)

    # REST -----------------------------------------------------------------------------------------

    def _by_rest(self, project: ProjectState, done: Done) -> Work[None]:
        done((yield from self._rest_state(project)))

    def _rest_state(self, project: ProjectState) -> Work[ProjectState]:
        everything = {"get_all": True, "retry_transient_errors": True}
        try:
            lazy = yield partial(self._gl.projects.get, project.id, lazy=True)
            scope = yield partial(lazy.job_token_scope.get, retry_transient_errors=True)
            projects = yield partial(scope.allowlist.list, **everything)
            groups = yield partial(scope.groups_allowlist.list, **everything)
        except GitlabOperationError as error:
            return replace(project, error=str(error))
        if not scope.inbound_enabled:
            self.enforced = False
        return replace(
            project,
            inbound_enabled=scope.inbound_enabled,
            outbound_enabled=scope.outbound_enabled,
            entries=_sorted(project, [*map(_project_entry, projects), *map(_group_entry, groups)]),
        )


def _lost_patience(error: GitlabError) -> bool:
    """Whether GitLab, or a gateway before it, gave up on a query that may be too large."""
    return isinstance(error, GitlabConnectionError) or (error.response_code or 0) >= 500


def _project_entry(listed: Any) -> Entry:
    kind: Kind = "self" if listed.is_self else "project"
    return Entry(kind, listed.get_id(), listed.path_with_namespace)


def _group_entry(listed: Any) -> Entry:
    # GitLab tells a group's path by its page alone.
    return Entry("group", listed.get_id(), listed.web_url.partition("/groups/")[2])


def _sorted(project: ProjectState, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Projects before groups and by id. A project's own entry is there once, stored or not."""
    found: dict[tuple[bool, int], Entry] = {
        (False, project.id): Entry("self", project.id, project.path)
    }
    found.update(((entry.kind == "group", entry.id), entry) for entry in entries)
    return tuple(found[key] for key in sorted(found))
