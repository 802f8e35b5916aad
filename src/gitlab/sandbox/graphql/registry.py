"""The functions that answer fields, by type and name, and how they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graphql import GraphQLError

__all__ = ["FIELDS", "field", "unavailable"]

F = TypeVar("F", bound=Callable[..., Any])

FIELDS: dict[tuple[str, str], Callable[..., Any]] = {}
"""`(ctx, source, **arguments)`; names of arguments are in snake case, as attributes of rows are.

What is a connection in the schema is answered by its rows; their page is made of them.
"""


def field(name: str, *types: str) -> Callable[[F], F]:
    """Let the decorated function answer a field of these types."""

    def register(function: F) -> F:
        FIELDS.update(((type, name), function) for type in types)
        return function

    return register


def unavailable() -> GraphQLError:
    """Not there, or not for this caller: GitLab does not say which."""
    return GraphQLError(
        "The resource that you are attempting to access does not exist or you don't have permission"
        " to perform this action"
    )
