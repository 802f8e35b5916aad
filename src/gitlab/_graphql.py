"""GraphQL requests as calls of the core, and connections node by node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gitlab._core import decode
from gitlab._core.values import Call, Options, Response
from gitlab._emitted import Emit, Emitting
from gitlab.exceptions import GitlabAuthenticationError, GitlabGraphQLError

if TYPE_CHECKING:
    from gitlab._settings import ClientSettings

_STRINGS_AND_COMMENTS = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*')
_CURSOR = re.compile(r"\$(after|endCursor|cursor)\s*:")


def graphql_call(
    client: ClientSettings,
    request: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    options: Options = Options(),  # noqa: B008 - a value that cannot change
) -> Call[Any]:
    """A query, which may be repeated as a GET may, or a mutation, which may not."""
    body: dict[str, Any] = {"query": str(request)}
    if variables:
        body["variables"] = dict(variables)
    if operation_name:
        body["operationName"] = operation_name
    _refuse_job_token(client)
    return Call(
        "POST",
        f"{client.url}/api/graphql",
        _data,
        body=body,
        options=options,
        idempotent=not _may_change(body["query"]),
    )


def nodes(
    client: ClientSettings,
    request: str,
    variables: Mapping[str, Any] | None,
    path: str | None,
    options: Options = Options(),  # noqa: B008 - a value that cannot change
) -> Emitting:
    """Emit the nodes of the connection at `path`, page after page."""
    cursor = _CURSOR.search(_code(request))
    if cursor is None or "pageInfo" not in request:
        raise ValueError(
            "To be followed, a query takes its place as a variable and asks for where it ends: "
            "query($after: String) { projects(after: $after) "
            "{ nodes { id } pageInfo { hasNextPage endCursor } } }"
        )
    if _may_change(request):
        raise ValueError("A mutation has no pages to follow")
    return _followed(client, request, dict(variables or {}), path, cursor[1], options)


def _followed(
    client: ClientSettings,
    request: str,
    variables: dict[str, Any],
    path: str | None,
    cursor: str,
    options: Options,
) -> Emitting:
    while True:
        data = yield graphql_call(client, request, variables, options=options)
        connection = _connection(data, path)
        if connection is None:
            return
        found = connection.get("nodes")
        if found is None:
            found = [edge["node"] for edge in connection.get("edges") or ()]
        for node in found:
            yield Emit(node)
        place = connection["pageInfo"]
        # A cursor that does not move on would be followed for ever.
        if not place["hasNextPage"] or place["endCursor"] == variables.get(cursor):
            return
        variables = {**variables, cursor: place["endCursor"]}


def _connection(data: Any, path: str | None) -> Any:
    """The connection at a path such as `project.issues`, or the only one there is.

    None where GitLab answers null on the way: what is asked of does not exist, or is not for this
    user.
    """
    if path is not None:
        for name in path.split("."):
            data = None if data is None else data[name]
        return data
    found = list(_connections(data))
    if len(found) > 1:
        raise ValueError(
            f"The answer has {len(found)} connections with `pageInfo`: say which one to follow, "
            'as path="project.issues", and leave `pageInfo` out of the others'
        )
    return found[0] if found else None


def _connections(data: Any) -> Iterator[Any]:
    if not isinstance(data, dict):
        return
    if "pageInfo" in data:
        yield data
        return
    for value in data.values():
        yield from _connections(value)


def _refuse_job_token(client: ClientSettings) -> None:
    credential = client._credential()
    if client.job_token or (credential and credential.value.startswith("Bearer glcbt-")):
        raise GitlabAuthenticationError(
            "GitLab's GraphQL API takes no job tokens: use a personal, project or group access "
            "token with the scope read_api, or api for mutations"
        )


def _data(response: Response) -> Any:
    answer = decode.to_dict(response)
    errors = answer.get("errors")
    if errors:
        raise GitlabGraphQLError(
            "; ".join(str(error.get("message", error)) for error in errors),
            response.status,
            response.content,
        )
    return answer.get("data")


def _code(request: str) -> str:
    return _STRINGS_AND_COMMENTS.sub(" ", str(request))


def _may_change(request: str) -> bool:
    """Whether the word `mutation` stands in the request's code: then it is not repeated."""
    return re.search(r"\bmutation\b", _code(request)) is not None
