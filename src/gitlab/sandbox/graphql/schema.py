"""The executable schema of a version: `schema.graphql`, with the functions of `fields`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from graphql import (
    REMOVE,
    DirectiveDefinitionNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    Node,
    StringValueNode,
    Visitor,
    build_ast_schema,
    get_named_type,
    parse,
    visit,
)

from gitlab.sandbox.graphql.connections import connection
from gitlab.sandbox.graphql.registry import FIELDS

__all__ = ["schema_of"]

_PAGING = ("after", "before", "first", "last")
_LOWER_CASE = ("CiJobTokenScopeDirection", "CiJobTokenScopePolicies")
"""Enums whose values are stored in lower case."""


@cache
def schema_of(version: tuple[int, int]) -> GraphQLSchema:
    """What an instance of this version offers."""
    from gitlab.sandbox.graphql import fields

    for module in iter_modules(fields.__path__):
        import_module(f"{fields.__name__}.{module.name}")
    text = Path(__file__).with_name("schema.graphql").read_text("utf-8")
    document = visit(parse(text, no_location=True), _Until(version))
    schema = build_ast_schema(document, assume_valid=True)
    for type in schema.type_map.values():
        if type.name.startswith("__"):
            continue
        if isinstance(type, GraphQLObjectType):
            _resolve(type)
        elif isinstance(type, GraphQLInputObjectType):
            for name, argument in type.fields.items():
                argument.out_name = _snake(name)
        elif isinstance(type, GraphQLEnumType) and type.name in _LOWER_CASE:
            for name, value in type.values.items():
                value.value = name.lower()
        elif isinstance(type, GraphQLUnionType):
            type.resolve_type = _target_type
        elif isinstance(type, GraphQLScalarType) and type.name == "Time":
            type.coerce_output_value = _to_seconds
    return schema


class _Until(Visitor):
    """Takes out what came after a version, and the remark about it from the rest."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__()
        self._version = version

    def enter(self, node: Node, *_: Any) -> Any:
        if isinstance(node, DirectiveDefinitionNode) and node.name.value == "since":
            return REMOVE
        for directive in getattr(node, "directives", None) or ():
            if directive.name.value != "since":
                continue
            since = directive.arguments[0].value
            assert isinstance(since, StringValueNode)
            if self._version < tuple(map(int, since.value.split("."))):
                return REMOVE
        return None

    def leave_directive(self, node: Any, *_: Any) -> Any:
        return REMOVE if node.name.value == "since" else None


def _resolve(type: GraphQLObjectType) -> None:
    for name, definition in type.fields.items():
        for argument_name, argument in definition.args.items():
            argument.out_name = _snake(argument_name)
        answer = FIELDS.get((type.name, name)) or _attribute(_snake(name))
        is_paged = get_named_type(definition.type).name.endswith("Connection")
        definition.resolve = _paged(answer) if is_paged else _plain(answer)


def _attribute(name: str) -> Callable[..., Any]:
    def answer(ctx: Any, source: Any) -> Any:
        value = source.get(name)
        return value() if callable(value) else value

    return answer


def _plain(answer: Callable[..., Any]) -> Callable[..., Any]:
    def resolve(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        return answer(info.context, source, **arguments)

    return resolve


def _paged(answer: Callable[..., Any]) -> Callable[..., Any]:
    def resolve(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        place = {name: arguments.pop(name, None) for name in _PAGING}
        rows = answer(info.context, source, **arguments)
        return None if rows is None else connection(rows, **place)

    return resolve


def _target_type(row: Any, *_: Any) -> str:
    return "CiJobTokenAccessibleProject" if "namespace_id" in row else "CiJobTokenAccessibleGroup"


def _to_seconds(moment: str) -> str:
    """Unlike REST, GraphQL leaves the milliseconds out."""
    return re.sub(r"\.\d+", "", moment)


def _snake(name: str) -> str:
    return re.sub("([A-Z])", r"_\1", name).lower()
