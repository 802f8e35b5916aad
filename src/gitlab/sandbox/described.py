"""What the registry says of an endpoint: that GitLab has it, and what it takes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gitlab.sandbox import job_routes
from gitlab.sandbox.params import Param
from gitlab.sandbox.routes import Route, shape

if TYPE_CHECKING:
    from gitlab._registry import Operation

__all__ = ["complete", "match"]


class _Operation(NamedTuple):
    told: Operation
    integer_ids: bool


def complete(route: Route) -> Route:
    """The route with all its parameters: placeholders, the registry's, then those of its own."""
    operation = _operations().get((route.method, shape(route.path)))
    kind = "int" if operation and operation.integer_ids else "str"
    found = {name: Param(name, kind) for name in re.findall(r"[:*](\w+)", route.path)}
    if operation:
        # An action's arguments may be in its path; what changes a thing may rename it.
        is_action = operation.told.name not in ("create", "update")
        placeholders = re.findall(r"\{(\w+)\}", operation.told.path) if is_action else ()
        for name, kind, required, style in operation.told.parameters:
            # Python's keywords have an underscore there.
            name = name.removesuffix("_")
            # What the path holds may have another name in the rule; a body may change it.
            if name in found or name not in placeholders or route.method != "GET":
                # A raw body is the content itself, which the method has as a keyword.
                found[name] = Param(name, kind, required and not route.raw, style=style)
    found |= {param.name: param for param in route.params}
    return route._replace(
        params=tuple(found.values()),
        exclusive=operation.told.exclusive if operation else (),
        job_token=job_routes.endpoint_of(route.method, route.path),
    )


def match(method: str, path: str) -> str | None:
    """The template of the operation that a raw path asks for, whether or not it has a rule."""
    segments = path.strip("/").split("/")
    for (known, place), operation in _operations().items():
        if known == method and _fits(place, segments):
            return operation.told.path
    return None


@cache
def _operations() -> dict[tuple[str, str], _Operation]:
    """Every operation of the registry, by method and by path with nameless placeholders."""
    from gitlab._registry import resources

    found: dict[tuple[str, str], _Operation] = {}
    for resource in resources().values():
        for operation in resource.operations.values():
            # Where several share an endpoint, the first is the plain one: create before import.
            found.setdefault(
                (operation.method, shape(operation.path)),
                _Operation(operation, operation.name in resource.integer_ids),
            )
    return found


def _fits(place: str, segments: list[str]) -> bool:
    wanted = place.strip("/").split("/")
    return len(wanted) == len(segments) and all(
        want in (":", segment) for want, segment in zip(wanted, segments, strict=True)
    )
