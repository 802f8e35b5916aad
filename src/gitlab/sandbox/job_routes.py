"""Which routes take CI/CD job tokens, and what answers for those that the sandbox lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from gitlab.sandbox.answers import Json, refused
from gitlab.sandbox.routes import Route
from gitlab.sandbox.versions import Change, Version, has

if TYPE_CHECKING:
    from gitlab.job_token import Endpoint
    from gitlab.sandbox.context import Context

__all__ = ["endpoint_of", "in_version", "refusing", "takes_basic_auth"]

_LATER: dict[str, Change] = {
    "read_badges": "badges take job tokens",
    "admin_badges": "badges take job tokens",
    "read_merge_requests": "repositories take job tokens",
    "read_repositories": "repositories take job tokens",
    "read_work_items": "issues take job tokens",
}
"""Permissions whose endpoints did not always take job tokens."""


def endpoint_of(method: str, path: str) -> Endpoint | None:
    """What a route asks of job tokens; None where they do not count."""
    return _by_segments().get((method, _shape(path).replace("*", ":")))


def in_version(route: Route, version: Version) -> Route:
    """The route as a version has it: without job tokens where these came later."""
    if route.job_token is None:
        return route
    changes: list[Change] = [
        _LATER[policy] for policy in route.job_token.policies if policy in _LATER
    ]
    if route.path.endswith("/repository/tags/:tag_name"):
        changes.append("single tags take job tokens")
    if all(has(version, change) for change in changes):
        return route
    return route._replace(job_token=None)


def takes_basic_auth(path: str) -> bool:
    """Whether a token may be the password of basic authentication: registries, Terraform."""
    return "/packages" in path or "/terraform/" in path


def refusing(written: Iterable[Route]) -> Iterator[Route]:
    """Routes for endpoints without rules: they let in whom GitLab lets in, and name themselves."""
    known = {(route.method, _shape(route.path).replace("*", ":")) for route in written}
    for (method, shape), endpoint in _endpoints().items():
        if (method, shape.replace("*", ":")) not in known:
            yield Route(method, _path(endpoint.path, shape), _refuse)


def _refuse(ctx: Context) -> Json:
    if ctx.route.path.startswith("/projects/:id/"):
        ctx.find_project()
    elif ctx.route.path.startswith("/groups/:id/"):
        ctx.find_group()
    text = f"501 Not Implemented - the sandbox has no rule for {ctx.route.method} {ctx.route.path}"
    raise refused(501, {"message": text})


@cache
def _endpoints() -> dict[tuple[str, str], Endpoint]:
    from gitlab.job_token import ENDPOINTS

    return {
        (endpoint.method, _shape(path)): endpoint
        for endpoint in ENDPOINTS
        # A trigger looks at the token itself.
        if not endpoint.path.endswith("trigger/pipeline")
        for path in _variants(endpoint.path)
    }


@cache
def _by_segments() -> dict[tuple[str, str], Endpoint]:
    """Rules may take as one segment what GitLab's route lets have slashes."""
    return {
        (method, shape.replace("*", ":")): endpoint
        for (method, shape), endpoint in _endpoints().items()
    }


def _variants(path: str) -> Iterator[str]:
    """A path without and with each of its optional parts, which stand in parentheses."""
    before, parenthesis, rest = path.partition("(")
    if not parenthesis:
        yield path
        return
    optional, _, after = rest.partition(")")
    for middle in ("", optional):
        yield from _variants(before + middle + after)


def _shape(path: str) -> str:
    """A path whose placeholders have no names."""
    return re.sub(r":[\w.]+", ":", re.sub(r"\*\w+", "*", path)).rstrip("/")


def _path(template: str, shape: str) -> str:
    """A path of this shape, with the template's names as far as they go."""
    names = re.findall(r"[:*](\w+)", template)
    path = shape
    for name in names[: shape.count(":") + shape.count("*")]:
        path = re.sub(r"([:*])(?=/|$)", rf"\1{name}", path, count=1)
    return path
