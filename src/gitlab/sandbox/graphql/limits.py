"""How much a query may ask for, counted as GitLab counts it.

https://docs.gitlab.com/api/graphql/#limits
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
)

from gitlab.sandbox.graphql.connections import page_size

__all__ = ["MAX_QUERY_SIZE", "Limits", "Measure"]

MAX_QUERY_SIZE = 10_000
"""Characters of a query, or of all queries of a request."""


class Limits(NamedTuple):
    """What the caller may ask for."""

    complexity: int
    depth: int

    @classmethod
    def of(cls, *, is_known: bool, is_admin: bool) -> Limits:
        if is_admin:
            return cls(complexity=300, depth=20)
        return cls(complexity=250, depth=20) if is_known else cls(complexity=200, depth=15)

    def errors(self, complexity: int, depth: int) -> list[GraphQLError]:
        found: list[GraphQLError] = []
        if complexity > self.complexity:
            found.append(_exceeded("complexity", complexity, self.complexity))
        if depth > self.depth:
            found.append(_exceeded("depth", depth, self.depth))
        return found


def _exceeded(what: str, has: int, limit: int) -> GraphQLError:
    return GraphQLError(f"Query has {what} of {has}, which exceeds max {what} of {limit}")


class Measure:
    """Counts one operation, whose document is valid."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema, self._fragments, self._variables = schema, fragments, variables

    def count(self, operation: OperationDefinitionNode) -> tuple[int, int]:
        """The complexity and the depth."""
        root = self._schema.get_root_type(operation.operation)
        assert root is not None
        return self._count([operation.selection_set], root)

    def _count(self, selections: list[SelectionSetNode], parent: Any) -> tuple[int, int]:
        """Fields with the same key in the answer are one field, as dear as the dearest."""
        fields: dict[str, list[tuple[FieldNode, Any]]] = {}
        for selection in selections:
            for node, type in self._fields(selection, parent):
                key = node.alias.value if node.alias else node.name.value
                fields.setdefault(key, []).append((node, type))
        counted = [self._field(same) for same in fields.values()]
        return sum(one for one, _ in counted), max((depth for _, depth in counted), default=0)

    def _field(self, same: list[tuple[FieldNode, Any]]) -> tuple[int, int]:
        node, parent = same[0]
        name = node.name.value
        if name.startswith("__"):
            return 0, 0
        definition = parent.fields[name]
        type = get_named_type(definition.type)
        if not is_composite_type(type):
            return 1, 1
        inside = [node.selection_set for node, _ in same if node.selection_set]
        children, depth = self._count(inside, type)
        complexity = children + 1
        if type.name.endswith("Connection"):
            # Each item that may come adds a hundredth.
            complexity += self._extra(node)
            complexity += complexity * self._page_size(node) // 100
        return complexity, depth + 1

    def _extra(self, node: FieldNode) -> int:
        """Searching is dear, and so, a little, is sorting."""
        given = {argument.name.value for argument in node.arguments or ()}
        return 5 * ("search" in given) + ("sort" in given)

    def _page_size(self, node: FieldNode) -> int:
        asked: dict[str, int | None] = {"first": None, "last": None}
        for argument in node.arguments or ():
            value: Any = None
            if isinstance(argument.value, IntValueNode):
                value = int(argument.value.value)
            elif isinstance(argument.value, VariableNode):
                value = self._variables.get(argument.value.name.value)
            if argument.name.value in asked and isinstance(value, int):
                asked[argument.name.value] = value
        return page_size(asked["first"], asked["last"])

    def _fields(self, selection: SelectionSetNode, parent: Any) -> Iterator[tuple[FieldNode, Any]]:
        for node in selection.selections:
            if isinstance(node, FieldNode):
                yield node, parent
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                type = self._schema.get_type(condition.name.value) if condition else parent
                yield from self._fields(node.selection_set, type)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self._fragments[node.name.value]
                type = self._schema.get_type(fragment.type_condition.name.value)
                yield from self._fields(fragment.selection_set, type)
