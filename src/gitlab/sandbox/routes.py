"""Which rule answers a request: a trie over the raw segments of the path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import unquote

from gitlab.sandbox.params import Param

if TYPE_CHECKING:
    from gitlab.job_token import Endpoint
    from gitlab.sandbox.answers import Answer, Json
    from gitlab.sandbox.context import Context

    Rule = Callable[[Context], Answer | Json]

R = TypeVar("R", bound="Rule")

__all__ = ["Match", "Route", "Router", "route", "router", "shape"]


class Route(NamedTuple):
    """An endpoint: what it takes, whom it lets in, and the rule that answers."""

    method: str
    path: str
    rule: Rule
    params: tuple[Param, ...] = ()
    permission: str = ""
    public: bool = False
    scopes: tuple[str, ...] = ()
    job_token: Endpoint | None = None
    """What it asks of CI/CD job tokens; None where they do not count."""
    exclusive: tuple[tuple[str, ...], ...] = ()
    raw: bool = False
    """Whether the body is content, whatever its type, and no parameters."""
    described: bool = False
    """Whether no rule answers it, but `gitlab.sandbox.documents` by its description."""

    @property
    def placeholders(self) -> list[str]:
        """The names in the path, in their order."""
        return re.findall(r"[:*](\w+)", self.path)


_REMEMBERED = 1000
"""Paths whose endpoints are known: most programs ask for few, and often."""


class Match(NamedTuple):
    """What a path leads to: endpoints by method, each with the placeholders' values."""

    routes: dict[str, tuple[Route, dict[str, str]]]

    @property
    def allowed(self) -> str:
        names = set(self.routes) | ({"HEAD"} if "GET" in self.routes else set())
        return ", ".join(sorted(names))


class Router:
    """Routes, found by the segments of a raw path: a literal segment beats a placeholder."""

    def __init__(self) -> None:
        self._root = _Node()
        self._matches: dict[str, Match] = {}
        self.routes: list[Route] = []
        self.by_shape: dict[tuple[str, str], Route] = {}
        """By method and by the path whose placeholders have no names."""

    def add(self, route: Route, *, served: bool = True) -> None:
        """A route that is not served is found, and in no list."""
        self._matches.clear()
        node = self._root
        for segment in _segments(route.path):
            key = segment[0] if segment[0] in ":*" else segment
            node = node.children.setdefault(key, _Node())
        if route.method in node.routes:
            raise ValueError(f"two rules for {route.method} {route.path}")
        node.routes[route.method] = route
        if served:
            self.routes.append(route)
            self.by_shape[route.method, shape(route.path)] = route

    def match(self, path: str) -> Match:
        """The endpoints at `path`, which is raw: `%2F` is part of a segment."""
        if path not in self._matches:
            if len(self._matches) >= _REMEMBERED:
                self._matches.clear()
            self._matches[path] = self._match(path)
        return self._matches[path]

    def _match(self, path: str) -> Match:
        found: dict[str, tuple[Route, dict[str, str]]] = {}
        for node, values in self._root.walk(_segments(path), []):
            for method, route in node.routes.items():
                named = zip(route.placeholders, map(unquote, values), strict=True)
                found.setdefault(method, (route, dict(named)))
        return Match(found)


class _Node:
    __slots__ = ("children", "routes")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.routes: dict[str, Route] = {}

    def walk(self, segments: Sequence[str], values: list[str]) -> Iterator[tuple[_Node, list[str]]]:
        """Every node that the segments lead to, the most literal first."""
        if not segments:
            yield self, values
            return
        first, *rest = segments
        if first not in (":", "*") and (child := self.children.get(first)):
            yield from child.walk(rest, values)
        if child := self.children.get(":"):
            yield from child.walk(rest, [*values, first])
        if child := self.children.get("*"):
            for end in range(len(segments), 0, -1):
                yield from child.walk(segments[end:], [*values, "/".join(segments[:end])])


@cache
def shape(path: str) -> str:
    """A path, of a route or of the registry, whose placeholders have no names."""
    return "/" + re.sub(r"\{\w+\}|[:*]\w+", ":", path).replace("//", "/").strip("/")


def _segments(path: str) -> list[str]:
    return path.strip("/").split("/")


_declared: list[Route] = []


def route(
    method: str,
    path: str,
    *,
    params: Sequence[Param] = (),
    permission: str = "",
    public: bool = False,
    scopes: Sequence[str] = (),
    raw: bool = False,
) -> Callable[[R], R]:
    """Let the decorated function answer `method path` (see `gitlab.sandbox.rules`)."""

    def register(rule: R) -> R:
        _declared.append(
            Route(method, path, rule, tuple(params), permission, public, tuple(scopes), raw=raw)
        )
        return rule

    return register


@cache
def router() -> Router:
    """All rules of the package, loaded on first use, and what descriptions say of the rest."""
    from gitlab.sandbox import rules
    from gitlab.sandbox.described import complete
    from gitlab.sandbox.documents.actions import endpoints
    from gitlab.sandbox.job_routes import refusing

    rules.load()
    routes = Router()
    served = (*_declared, *endpoints(_declared))
    for declared in served:
        routes.add(complete(declared))
    for refused in refusing(served):
        routes.add(complete(refused), served=False)
    return routes
