"""One request to `/api/graphql`: who asks, what, how much of it, and the answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    VariableDefinitionNode,
    execute_sync,
    parse,
    print_ast,
)

from gitlab.sandbox.answers import Answer, Refused, refused
from gitlab.sandbox.auth import Caller, authenticate
from gitlab.sandbox.context import Context
from gitlab.sandbox.graphql.limits import MAX_QUERY_SIZE, Limits, Measure
from gitlab.sandbox.graphql.schema import schema_of
from gitlab.sandbox.graphql.validation import errors_of
from gitlab.sandbox.request import ApiRequest
from gitlab.sandbox.routes import Route
from gitlab.sandbox.store import Row, Store

__all__ = ["answer"]


def answer(store: Store, request: ApiRequest, version: tuple[int, int]) -> Answer:
    """Answer a query, or a list of queries with a list of answers."""
    try:
        caller = _caller(store, request)
        ctx = Context(store, request, _ROUTE, {}, caller, version)
        if isinstance(several := request.params.get("_json"), list):
            queries = [query for query in several if isinstance(query, Mapping)]
            _check_size(queries)
            return Answer(200, [_run(ctx, query) for query in queries])
        _check_size([request.params])
        return Answer(200, _run(ctx, request.params))
    except _Crash:
        return Answer(500, {"errors": [{"message": "Internal server error"}]})


class _Crash(Exception):
    """A field failed by a fault of the sandbox."""


# Who asks ----------------------------------------------------------------------------------------


def _rule(ctx: Context) -> None:
    """Nothing routes here; the route tells what tokens have to be good for."""


_ROUTE = Route("POST", "/graphql", _rule, public=True, scopes=("read_api",))


def _caller(store: Store, request: ApiRequest) -> Caller:
    """Bad tokens are refused; those that do not reach as far as the API count as none."""
    headers = {name: value for name, value in request.headers.items() if name != "sudo"}
    params = {name: value for name, value in request.params.items() if name != "sudo"}
    try:
        return authenticate(store, request._replace(headers=headers, params=params), _ROUTE, {})
    except Refused as refusal:
        status, told, _ = refusal.answer
        if isinstance(told, Mapping) and told.get("error") == "insufficient_scope":
            return Caller()
        text = "Invalid token" if status == 401 else "API not accessible for user"
        raise refused(status, _errors(text)) from None


# What is asked -----------------------------------------------------------------------------------


def _check_size(queries: list[Mapping[str, Any]]) -> None:
    if sum(len(str(query.get("query") or "")) for query in queries) > MAX_QUERY_SIZE:
        raise refused(422, _errors("Query too large"))


def _variables(query: Mapping[str, Any]) -> dict[str, Any]:
    """The variables, which may come as JSON in a text."""
    sent = query.get("variables")
    if isinstance(sent, str):
        try:
            sent = json.loads(sent) if sent.strip() else {}
        except ValueError:
            raise refused(422, _errors("Invalid variables")) from None
    if sent is None:
        return {}
    if not isinstance(sent, dict):
        raise refused(422, _errors("Invalid variables"))
    return sent


@lru_cache(maxsize=64)
def _document(version: tuple[int, int], text: str) -> tuple[DocumentNode, list[Row]]:
    """The document, and what is wrong with it. Programs send few different ones, and often."""
    document = parse(text)
    return document, errors_of(schema_of(version), document)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    operations = [
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    ]
    if not name:
        return operations[0] if len(operations) == 1 else None
    named = (node for node in operations if node.name and node.name.value == name)
    return next(named, None)


def _run(ctx: Context, query: Mapping[str, Any]) -> Row:
    text, name = query.get("query"), query.get("operationName")
    if not isinstance(text, str) or not text.strip():
        return _errors("No query string was present")
    variables = _variables(query)
    schema = schema_of(ctx.version)
    try:
        document, errors = _document(ctx.version, text)
    except GraphQLSyntaxError as error:
        return {"errors": [_formatted(error)]}
    if errors:
        return {"errors": errors}
    operation = _operation(document, name if isinstance(name, str) else None)
    if operation is None:
        text = f'No operation named "{name}"' if name else "An operation name is required"
        return _errors(text)
    if operation.operation is OperationType.MUTATION and ctx.request.method != "POST":
        raise refused(422, _errors("Mutations are forbidden in GET requests"))
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    complexity, depth = Measure(schema, fragments, variables).count(operation)
    limits = Limits.of(is_known=ctx.user is not None, is_admin=ctx.is_admin)
    if found := limits.errors(complexity, depth):
        return {"errors": [{"message": error.message} for error in found]}
    root = {"query_complexity": {"score": complexity, "limit": limits.complexity}}
    done = execute_sync(
        schema,
        document,
        root,
        ctx,
        variable_values=variables,
        operation_name=operation.name.value if operation.name else None,
    )
    return _told(done, variables)


# The answer --------------------------------------------------------------------------------------


def _told(done: ExecutionResult, variables: Mapping[str, Any]) -> Row:
    for error in done.errors or ():
        if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
            logging.getLogger("gitlab.sandbox").error(
                "%s at %s", error.message, error.path, exc_info=error.original_error
            )
            raise _Crash
    if wrong := [
        _wrong_variable(error, variables) for error in done.errors or () if not error.path
    ]:
        return {"errors": [error for error in wrong if error]}
    if not done.errors:
        return {"data": done.data}
    return {"data": done.data, "errors": [_formatted(error) for error in done.errors]}


def _wrong_variable(error: GraphQLError, variables: Mapping[str, Any]) -> Row | None:
    node = next(iter(error.nodes or ()), None)
    if not isinstance(node, VariableDefinitionNode):
        return _formatted(error)
    name = node.variable.name.value
    value = variables.get(name)
    null = "Expected value to not be null"
    explanation = null if value is None else error.message
    return _formatted(error) | {
        "message": f"Variable ${name} of type {print_ast(node.type)} was provided invalid value",
        "extensions": {
            "value": value,
            "problems": [{"path": [], "explanation": explanation}],
        },
    }


def _formatted(error: GraphQLError) -> Row:
    told: Row = {"message": error.message}
    if error.locations:
        told["locations"] = [{"line": line, "column": column} for line, column in error.locations]
    return told | ({"path": error.path} if error.path else {})


def _errors(text: str) -> Row:
    return {"errors": [{"message": text}]}
