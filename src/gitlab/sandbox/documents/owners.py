"""What a collection hangs on: the project, group or user of its path, and the items between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab.sandbox.answers import Answer, not_found
from gitlab.sandbox.params import validate

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.routes import Route
    from gitlab.sandbox.store import Row

__all__ = ["Owner", "ask", "placed", "root"]

_TABLES = {"projects": "projects", "groups": "namespaces", "users": "users"}


class Owner(NamedTuple):
    """The thing that a collection hangs on. `table` and `id` are how documents refer to it."""

    table: str = ""
    id: int | str = 0
    row: Row | None = None
    """As it is stored or, when it is an item below a project or group, as GitLab shows it."""


def root(ctx: Context, name: str) -> Owner:
    """The project, group or user at the head of the path: 404 when the caller may not see it."""
    if not name:
        return Owner()
    find: dict[str, Callable[[str], Row]] = {
        "projects": ctx.find_project,
        "groups": ctx.find_group,
        "users": ctx.find_user,
    }
    row = find[name](ctx.route.placeholders[0])
    return Owner(_TABLES[name], row["id"], row)


def placed(ctx: Context) -> list[Any]:
    """The values of the path's placeholders, in their order."""
    return [ctx.params[name] for name in ctx.route.placeholders]


def ask(ctx: Context, route: Route) -> Row:
    """What another endpoint would answer the caller, for an item in the path of this one."""
    values = dict(zip(route.placeholders, map(str, placed(ctx)), strict=False))
    asked = copy(ctx)
    asked.route = route
    asked.params = validate(values, route.params)
    answer = route.rule(asked)
    shown = answer.body if isinstance(answer, Answer) else answer
    if not isinstance(shown, Mapping):
        raise not_found()
    return dict(shown)
