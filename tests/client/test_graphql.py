"""GraphQL on the same core: one POST, GitLab's errors, careful repeats."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from gitlab import AsyncGraphQL, Gitlab, GraphQL, exceptions as exc

ME = "query { currentUser { username } }"


class Server:
    """Answers as GitLab's GraphQL endpoint would, and keeps the requests."""

    def __init__(self, *answers: tuple[int, Any]) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        status, body = self.answers.pop(0)
        return httpx2.Response(status, json=body)

    @property
    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self)


OK = (200, {"data": {"currentUser": {"username": "mary"}}})


def sync_client(server: Server, **settings: Any) -> GraphQL:
    client = httpx2.Client(transport=server.transport)
    return GraphQL("https://host/", token="glpat-t", client=client, **settings)


def test_execute_posts_the_query_and_returns_the_data() -> None:
    server = Server(OK)
    with sync_client(server) as gq:
        answer = gq.execute(ME, variable_values={"a": 1}, operation_name="x")
    assert answer == {"currentUser": {"username": "mary"}}
    (request,) = server.requests
    assert str(request.url) == "https://host/api/graphql"
    assert request.headers["Authorization"] == "Bearer glpat-t"
    assert json.loads(request.content) == {
        "query": ME,
        "variables": {"a": 1},
        "operationName": "x",
    }


@pytest.mark.anyio
async def test_the_async_twin_does_the_same() -> None:
    server = Server(OK)
    client = httpx2.AsyncClient(transport=server.transport)
    async with AsyncGraphQL("https://host", token="t", client=client) as gq:
        assert await gq.execute(ME) == {"currentUser": {"username": "mary"}}
    await client.aclose()


def test_errors_in_the_answer_are_raised_in_gitlabs_words() -> None:
    server = Server((200, {"data": None, "errors": [{"message": "one"}, {"message": "two"}]}))
    with pytest.raises(exc.GitlabGraphQLError, match="one; two") as refused:
        sync_client(server).execute(ME)
    assert b"two" in (refused.value.response_body or b"")


def test_401_is_an_authentication_error() -> None:
    server = Server((401, {"errors": [{"message": "Invalid token"}]}))
    with pytest.raises(exc.GitlabAuthenticationError):
        sync_client(server).execute(ME)


def test_other_refusals_are_http_errors() -> None:
    with pytest.raises(exc.GitlabHttpError):
        sync_client(Server((404, {}))).execute(ME)


def test_a_query_is_repeated_after_a_server_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    query = 'query { project(fullPath: "a/mutation") { id } }  # no mutation'
    server = Server((502, {}), OK)
    assert sync_client(server, retry_transient_errors=True).execute(query)


@pytest.mark.parametrize(
    "request_text", ["mutation { x }", "fragment F on A { b } mutation M { x }"]
)
def test_a_mutation_is_not_repeated_after_a_server_error(request_text: str) -> None:
    server = Server((502, {}), OK)
    with pytest.raises(exc.GitlabHttpError):
        sync_client(server, retry_transient_errors=True).execute(request_text)
    assert len(server.requests) == 1


def test_429_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    assert sync_client(Server((429, {}), OK)).execute("mutation { x }")
    assert len(pauses) == 1


def test_a_client_that_is_there_already_carries_the_queries(gl: Gitlab) -> None:
    answer = GraphQL(gl.url, client=gl).execute(ME)
    assert answer == {"currentUser": {"username": "root"}}
