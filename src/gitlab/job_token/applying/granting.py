"""Reads and writes the fine-grained permissions of one project's allowlist entries.

GitLab has them in GraphQL alone.

https://docs.gitlab.com/ci/jobs/fine_grained_permissions/
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from gitlab.exceptions import GitlabGetError, GitlabGraphQLError, GitlabUpdateError
from gitlab.job_token.collecting import queries
from gitlab.job_token.policies import Policy, unknown
from gitlab.job_token.state import Entry
from gitlab.job_token.work import Work, aperform, perform

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab

__all__ = ["aread_policies", "aset_policies", "read_policies", "set_policies"]

_PAGE = 100
_OLD = (
    "this GitLab has no fine-grained permissions of allowlist entries: they came with 17.10, and "
    "are generally available since 18.3 ({said})"
)
_UPDATE = """
mutation($project: ID!, $target: ID!, $all: Boolean!, $policies: [CiJobTokenScopePolicies!]!) {
  ciJobTokenScopeUpdatePolicies(input: {
    projectPath: $project, targetPath: $target,
    defaultPermissions: $all, jobTokenPolicies: $policies
  }) { errors }
}
"""


def read_policies(gl: Gitlab, project: str) -> tuple[Entry, ...]:
    """Read the stored entries of a project's allowlist with their permissions.

    `project` is a full path. A project's entry for itself is among them only if it is stored.
    Raises GitlabGetError when the token may not read them, or this GitLab does not have them.
    """
    return perform(_read(gl, project))


async def aread_policies(gl: AsyncGitlab, project: str) -> tuple[Entry, ...]:
    """The same without blocking."""
    return await aperform(_read(gl, project), 1)


def set_policies(gl: Gitlab, project: str, target: str, policies: Iterable[Policy] | None) -> None:
    """Let the jobs of `target`, a listed project or group, do only what `policies` name.

    None gives them the default permissions: all that their users may do. Both are full paths; a
    project that is its own target gets an entry for itself. Raises ValueError for names that no
    entry can be given, GitlabUpdateError when GitLab refuses, or is too old.
    """
    perform(_set(gl, project, target, policies))


async def aset_policies(
    gl: AsyncGitlab, project: str, target: str, policies: Iterable[Policy] | None
) -> None:
    """The same without blocking."""
    await aperform(_set(gl, project, target, policies), 1)


def _read(gl: Any, project: str) -> Work[tuple[Entry, ...]]:
    entries: list[Entry] = []
    for which in ("projects", "groups"):
        cursor: str | None = None
        while True:
            variables = {"path": project, "after": cursor, "entries": _PAGE}
            try:
                data = yield partial(
                    queries.endpoint(gl).execute, queries.page_query(which), variables
                )
            except GitlabGraphQLError as error:
                raise GitlabGetError(_explained(error)) from error
            connection = queries.connection(data.get("project"), which)
            if connection is None:
                raise GitlabGetError(
                    f"{project} does not exist, or you are not at least Maintainer there"
                )
            found = queries.read_entries(connection, data["project"])
            entries += found
            cursor = queries.continued(connection)
            if cursor is None:
                break
    return tuple(entries)


def _set(gl: Any, project: str, target: str, policies: Iterable[str] | None) -> Work[None]:
    names = [] if policies is None else sorted(set(policies))
    if strange := unknown(names):
        raise ValueError(
            f"no entry can be given {', '.join(strange)}: see gitlab.job_token.POLICIES"
        )
    variables = {
        "project": project,
        "target": target,
        "all": policies is None,
        "policies": [name.upper() for name in names],
    }
    try:
        data = yield partial(queries.endpoint(gl).execute, _UPDATE, variables)
    except GitlabGraphQLError as error:
        raise GitlabUpdateError(_explained(error)) from error
    answer = data["ciJobTokenScopeUpdatePolicies"]
    if answer["errors"]:
        raise GitlabUpdateError("; ".join(answer["errors"]))


def _explained(error: GitlabGraphQLError) -> str:
    said = str(error)
    if "doesn't exist on type" in said or "isn't a defined input type" in said:
        return _OLD.format(said=said)
    if "was provided invalid value" in said:
        return f"this GitLab is too old for one of these permissions ({said})"
    return said
