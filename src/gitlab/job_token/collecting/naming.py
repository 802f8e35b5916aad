"""Looks up in GitLab what a policy names and a fleet has not seen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from gitlab.exceptions import GitlabOperationError
from gitlab.job_token.policy_files.demands import Directory
from gitlab.job_token.policy_files.reading import Allowed, PolicyFile
from gitlab.job_token.state import Fleet, Place
from gitlab.job_token.work import Together, Work, aperform, perform

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab

__all__ = ["awith_names", "with_names"]


def with_names(gl: Gitlab, fleet: Fleet, policy: PolicyFile) -> Fleet:
    """The fleet, and the projects and groups outside it that the policy names.

    What GitLab does not find stays unknown, and `plan` says so.
    """
    return perform(_with_names(gl, fleet, policy))


async def awith_names(
    gl: AsyncGitlab, fleet: Fleet, policy: PolicyFile, *, concurrency: int = 8
) -> Fleet:
    """The same, with up to `concurrency` requests under way at a time."""
    return await aperform(_with_names(gl, fleet, policy), concurrency)


def _with_names(gl: Any, fleet: Fleet, policy: PolicyFile) -> Work[Fleet]:
    unknown = Directory(fleet).unknown(policy)
    found: list[Place | None] = yield Together([_look_up(gl, allowed) for allowed in unknown])
    pairs = [(each.kind, place) for each, place in zip(unknown, found, strict=True) if place]
    projects = {place for kind, place in pairs if kind == "project"}
    groups = {place for kind, place in pairs if kind == "group"}
    return replace(
        fleet,
        outside=tuple(sorted({*fleet.outside, *projects})),
        groups=tuple(sorted({*fleet.groups, *groups})),
    )


def _look_up(gl: Any, allowed: Allowed) -> Work[Place | None]:
    manager = gl.groups if allowed.kind == "group" else gl.projects
    lean = {"with_projects": False} if allowed.kind == "group" else {}
    try:
        found = yield partial(manager.get, allowed.path, retry_transient_errors=True, **lean)
    except GitlabOperationError:
        return None
    path = found.full_path if allowed.kind == "group" else found.path_with_namespace
    # GitLab answers for the former path of what has moved: the policy shall say the present one.
    return Place(found.id, path) if path.lower() == allowed.path.lower() else None
