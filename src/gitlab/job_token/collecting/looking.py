"""Looks at two projects and the job's user in GitLab, for `explain`: a snapshot of just these."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab.exceptions import GitlabError, GitlabGetError
from gitlab.job_token.collecting.reading import enforced_by_the_instance, not_read_yet
from gitlab.job_token.collecting.scopes import Scopes
from gitlab.job_token.explaining.verdict import Caller
from gitlab.job_token.state import Fleet, ProjectState
from gitlab.job_token.work import Work, aperform, perform

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab

__all__ = ["Sight", "alook", "look"]


class Sight(NamedTuple):
    """What `explain` needs to know."""

    fleet: Fleet
    caller: Caller


def look(gl: Gitlab, source: str, target: str, *, user: str | None = None) -> Sight:
    """Read the target's job token scope, what is visible of the source, and the user's role.

    `user` is the name of the user who runs the job; without one the role stays unknown. Raises
    GitlabGetError when the token cannot see the target, or there is no such user.
    """
    return perform(_sight(gl, source, target, user))


async def alook(gl: AsyncGitlab, source: str, target: str, *, user: str | None = None) -> Sight:
    """The same without blocking."""
    return await aperform(_sight(gl, source, target, user), 4)


def _sight(gl: Any, source: str, target: str, user: str | None) -> Work[Sight]:
    owner = yield partial(gl.projects.get, target)
    seen = [not_read_yet(owner)]
    # Its path says which groups hold it; more of it is rarely needed.
    with suppress(GitlabError):
        seen.append(not_read_yet((yield partial(gl.projects.get, source))))
    caller = yield from _caller(gl, owner, user)
    version, _ = yield gl.version
    enforced = yield from enforced_by_the_instance(gl)
    scopes = Scopes(gl, enforced=enforced, through_graphql=None)
    states: list[ProjectState] = []
    yield from scopes.read(seen, states.append)
    fleet = Fleet(
        url=gl.url,
        roots=(owner.path_with_namespace,),
        projects=tuple(sorted(scopes.settled(states), key=lambda state: state.path)),
        surveyed=(),
        enforced=scopes.enforced,
        gitlab_version=None if version == "unknown" else version,
    )
    return Sight(fleet, caller)


def _caller(gl: Any, owner: Any, name: str | None) -> Work[Caller]:
    if name is None:
        return Caller()
    found = yield partial(gl.users.list, username=name, get_all=False)
    if not found:
        raise GitlabGetError(f"404 User Not Found: there is no user {name}", 404)
    user = found[0]
    try:
        member = yield partial(owner.members_all.get, user.id)
        level = member.access_level
    except GitlabGetError as error:
        level = 0 if error.response_code == 404 else None
    # Administrators alone are shown these two.
    about = user.attributes
    return Caller(level, about.get("external"), about.get("is_admin"), name)
