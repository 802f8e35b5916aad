"""Says what is wrong with a query in the words of GitLab's library, graphql-ruby."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    Node,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    ValidationRule,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    is_input_type,
    is_leaf_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
    print_ast,
    specified_rules,
    type_from_ast,
    validate,
    value_from_ast,
)
from graphql.pyutils import Undefined
from graphql.validation import (
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    KnownTypeNamesRule,
    NoUndefinedVariablesRule,
    NoUnusedVariablesRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    ValuesOfCorrectTypeRule,
    VariablesAreInputTypesRule,
    VariablesInAllowedPositionRule,
)
from graphql.validation.rules.variables_in_allowed_position import allowed_variable_usage

__all__ = ["MAX_ERRORS", "errors_of"]

MAX_ERRORS = 5


def errors_of(schema: GraphQLSchema, document: DocumentNode) -> list[dict[str, Any]]:
    """Why the document cannot be executed, as the answer says it; nothing when it can be."""
    found = validate(schema, document, _RULES, max_errors=MAX_ERRORS)
    return [_formatted(error) for error in found[:MAX_ERRORS]]


def _formatted(error: GraphQLError) -> dict[str, Any]:
    told: dict[str, Any] = {"message": error.message}
    if error.locations:
        # GitLab's library names one place.
        line, column = error.locations[0]
        told["locations"] = [{"line": line, "column": column}]
    extensions = dict(error.extensions or {})
    told["path"] = extensions.pop("path", [])
    return told | ({"extensions": extensions} if extensions else {})


class _Rule(ValidationRule):
    def tell(
        self, message: str, node: Node, path: Iterable[str], code: str, **extensions: str
    ) -> None:
        told = {"path": list(path), "code": code, **extensions}
        self.report_error(GraphQLError(message, node, extensions=told))


class _Fields(_Rule):
    """Fields that are not there; selections that are missing or too much."""

    def enter_field(self, node: FieldNode, _key: Any, _parent: Any, _path: Any, above: Any) -> None:
        name, parent = node.name.value, self.context.get_parent_type()
        path = _place(above, node)
        if parent is None:
            return
        definition = self.context.get_field_def()
        if definition is None:
            self.tell(
                f"Field '{name}' doesn't exist on type '{parent.name}'",
                node,
                path,
                "undefinedField",
                typeName=parent.name,
                fieldName=name,
            )
            return
        type = get_named_type(definition.type)
        is_leaf, inside = is_leaf_type(type), node.selection_set
        told = {"nodeName": f"field '{name}'", "typeName": str(definition.type)}
        if not is_leaf and not inside:
            self.tell(
                f"Field must have selections (field '{name}' returns {type.name} but has no"
                f" selections. Did you mean '{name} {{ ... }}'?)",
                node,
                path,
                "selectionMismatch",
                **told,
            )
        elif is_leaf and inside:
            names = [print_ast(selection).split()[0] for selection in inside.selections]
            listed = ", ".join(f'"{name}"' for name in names)
            self.tell(
                f"Selections can't be made on scalars (field '{name}' returns {type.name} but has"
                f" selections [{listed}])",
                node,
                path,
                "selectionMismatch",
                **told,
            )


class _Arguments(_Rule):
    """Arguments that are not taken, missing, or of another type; the same of input objects."""

    def enter_field(self, node: FieldNode, _key: Any, _parent: Any, _path: Any, above: Any) -> None:
        definition, path = self.context.get_field_def(), list(_place(above, node))
        if definition is None:
            return
        name = node.name.value
        given = {argument.name.value: argument for argument in node.arguments or ()}
        for argument, sent in given.items():
            if argument not in definition.args:
                self._not_taken(f"Field '{name}'", sent, path, name, "Field")
            else:
                expected = definition.args[argument].type
                self._check(sent.value, expected, argument, ("Field", name), [*path, argument])
        missing = [
            argument
            for argument, told in definition.args.items()
            if is_required_argument(told) and argument not in given
        ]
        if missing:
            self.tell(
                f"Field '{name}' is missing required arguments: {', '.join(missing)}",
                node,
                path,
                "missingRequiredArguments",
                className="Field",
                name=name,
                arguments=", ".join(missing),
            )

    def _not_taken(
        self, owner: str, sent: Any, path: Sequence[str], name: str, type_name: str
    ) -> None:
        argument = sent.name.value
        self.tell(
            f"{owner} doesn't accept argument '{argument}'",
            sent,
            [*path, argument],
            "argumentNotAccepted",
            name=name,
            typeName=type_name,
            argumentName=argument,
        )

    def _check(
        self, value: Any, type: Any, argument: str, owner: tuple[str, str], path: list[str]
    ) -> None:
        """`owner` is the kind and the name of what takes the argument."""
        if isinstance(value, VariableNode):
            return
        inner = get_named_type(type)
        if isinstance(value, ObjectValueNode) and hasattr(inner, "fields"):
            self._check_object(value, inner, path)
            return
        if isinstance(value, ListValueNode) and any(_variables(value)):
            return
        if value_from_ast(value, type) is Undefined:
            kind, name = owner
            self.tell(
                f"Argument '{argument}' on {kind} '{name}' has an invalid value"
                f" ({print_ast(value)}). Expected type '{type}'.",
                value,
                path,
                "argumentLiteralsIncompatible",
                typeName=kind,
                argumentName=argument,
            )

    def _check_object(self, value: ObjectValueNode, type: Any, path: list[str]) -> None:
        given = {sent.name.value: sent for sent in value.fields or ()}
        for name, sent in given.items():
            if name not in type.fields:
                self._not_taken(f"InputObject '{type.name}'", sent, path, type.name, "InputObject")
            else:
                expected = type.fields[name].type
                owner = ("InputObject", type.name)
                self._check(sent.value, expected, name, owner, [*path, name])
        for name, told in type.fields.items():
            if is_required_input_field(told) and name not in given:
                self.tell(
                    f"Argument '{name}' on InputObject '{type.name}' is required. Expected type"
                    f" {told.type}",
                    value,
                    [*path, name],
                    "missingRequiredInputObjectAttribute",
                    argumentName=name,
                    argumentType=str(told.type),
                    inputObjectType=type.name,
                )


class _Types(_Rule):
    """Fragments on, and variables of, types that are not there."""

    def enter_named_type(self, node: Any, _key: Any, parent: Any, _path: Any, above: Any) -> None:
        name = node.name.value
        is_condition = isinstance(parent, InlineFragmentNode | FragmentDefinitionNode)
        if is_condition and self.context.schema.get_type(name) is None:
            self.tell(
                f"No such type {name}, so it can't be a fragment condition",
                node,
                _place([*above, parent]),
                "undefinedType",
                typeName=name,
            )

    def enter_variable_definition(
        self, node: VariableDefinitionNode, _key: Any, _parent: Any, _path: Any, above: Any
    ) -> None:
        type: Any = node.type
        while not hasattr(type, "name"):
            type = type.type
        name, variable = type.name.value, node.variable.name.value
        if not is_input_type(self.context.schema.get_type(name)):
            self.tell(
                f"{name} isn't a defined input type (on ${variable})",
                node,
                _place(above),
                "variableRequiresValidType",
                typeName=name,
                variableName=variable,
            )


class _Variables(_Rule):
    """Variables that are declared or used alone, or stand where their type does not fit."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._arguments: dict[int, str] = {}

    def enter_argument(self, node: Any, *_: Any) -> None:
        for variable in _variables(node.value):
            self._arguments.setdefault(id(variable), node.name.value)

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        for variable in _variables(node.value):
            self._arguments[id(variable)] = node.name.value

    def leave_document(self, document: DocumentNode, *_: Any) -> None:
        # The last moment, when the arguments of all fragments are known.
        for operation in document.definitions:
            if isinstance(operation, OperationDefinitionNode):
                self._judge(operation)

    def _judge(self, operation: OperationDefinitionNode) -> None:
        path, told = list(_place([operation])), operation.name
        name = told.value if told else f"anonymous {operation.operation.value}"
        usages = self.context.get_recursive_variable_usages(operation)
        used = {usage.node.name.value for usage in usages}
        declared = {node.variable.name.value: node for node in operation.variable_definitions or ()}
        for variable, node in declared.items():
            if variable not in used:
                self.tell(
                    f"Variable ${variable} is declared by {name} but not used",
                    node,
                    path,
                    "variableNotUsed",
                    variableName=variable,
                )
        for usage in usages:
            variable = usage.node.name.value
            if variable not in declared:
                self.tell(
                    f"Variable ${variable} is used by {name} but not declared",
                    usage.node,
                    path,
                    "variableNotDefined",
                    variableName=variable,
                )
            elif usage.type:
                self._judge_usage(declared[variable], usage, path)

    def _judge_usage(
        self, declared: VariableDefinitionNode, usage: Any, path: Sequence[str]
    ) -> None:
        schema = self.context.schema
        type = type_from_ast(schema, declared.type)
        if type is None or allowed_variable_usage(
            schema, type, declared.default_value, usage.type, usage.default_value
        ):
            return
        variable, argument = usage.node.name.value, self._arguments.get(id(usage.node), "")
        same = get_named_type(type) == get_named_type(usage.type)
        kind = "Nullability" if same and is_non_null_type(usage.type) else "Type"
        self.tell(
            f"{kind} mismatch on variable ${variable} and argument {argument}"
            f" ({type} / {usage.type})",
            usage.node,
            [*path, argument],
            "variableMismatch",
            variableName=variable,
            typeName=str(type),
            argumentName=argument,
            errorMessage=f"{kind} mismatch",
        )


_OWN: dict[Any, Any] = {
    FieldsOnCorrectTypeRule: _Fields,
    ScalarLeafsRule: None,
    KnownArgumentNamesRule: _Arguments,
    ProvidedRequiredArgumentsRule: None,
    ValuesOfCorrectTypeRule: None,
    KnownTypeNamesRule: _Types,
    VariablesAreInputTypesRule: None,
    NoUndefinedVariablesRule: _Variables,
    NoUnusedVariablesRule: None,
    VariablesInAllowedPositionRule: None,
}
"""Rules of graphql-core, and what says the same in other words; None where another does."""

_RULES = [own for rule in specified_rules if (own := _OWN.get(rule, rule)) is not None]


def _variables(value: Any) -> Iterator[VariableNode]:
    if isinstance(value, VariableNode):
        yield value
    for inner in getattr(value, "values", None) or ():
        yield from _variables(inner)


def _place(above: Sequence[Any], node: FieldNode | None = None) -> Iterator[str]:
    """The way to a node through operation, fragments and fields."""
    for part in (*above, node):
        if isinstance(part, OperationDefinitionNode):
            kind = part.operation.value
            yield f"{kind} {part.name.value}" if part.name else kind
        elif isinstance(part, FragmentDefinitionNode):
            yield f"fragment {part.name.value}"
        elif isinstance(part, InlineFragmentNode):
            yield f"... on {part.type_condition.name.value}" if part.type_condition else "..."
        elif isinstance(part, FieldNode):
            yield part.alias.value if part.alias else part.name.value
