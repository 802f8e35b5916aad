"""Connections followed node by node, and GraphQL with the client's own credential."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from gitlab import AsyncGraphQL, Gitlab, GraphQL, exceptions as exc
from gitlab.aio import AsyncGitlab
from gitlab.sandbox import Sandbox

QUERY = """
query($search: String, $after: String) {
  projects(search: $search, first: 2, after: $after) {
    nodes { fullPath } pageInfo { hasNextPage endCursor }
  }
}
"""


class Pages:
    """Five projects, two on a page."""

    def __init__(self) -> None:
        self.variables: list[dict[str, Any]] = []
        self.failing: list[int] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        self.variables.append(body.get("variables", {}))
        if self.failing:
            return httpx2.Response(self.failing.pop(0), json={})
        start = int(self.variables[-1].get("after") or 0)
        page = {
            "nodes": [{"fullPath": f"p{n}"} for n in range(start, min(start + 2, 5))],
            "pageInfo": {"hasNextPage": start + 2 < 5, "endCursor": str(start + 2)},
        }
        return httpx2.Response(200, json={"data": {"projects": page}})


def sync_client(pages: Any, **settings: Any) -> GraphQL:
    client = httpx2.Client(transport=httpx2.MockTransport(pages))
    return GraphQL("https://host", token="t", client=client, **settings)


ALL = ["p0", "p1", "p2", "p3", "p4"]


def test_nodes_come_page_after_page() -> None:
    pages = Pages()
    nodes = sync_client(pages).nodes(QUERY, {"search": "x"})
    assert next(nodes) == {"fullPath": "p0"}
    assert len(pages.variables) == 1
    assert [node["fullPath"] for node in nodes] == ALL[1:]
    assert pages.variables == [
        {"search": "x"},
        {"search": "x", "after": "2"},
        {"search": "x", "after": "4"},
    ]


async def test_nodes_come_without_blocking() -> None:
    client = httpx2.AsyncClient(transport=httpx2.MockTransport(Pages()))
    async with AsyncGraphQL("https://host", token="t", client=client) as gq:
        assert [node["fullPath"] async for node in gq.nodes(QUERY)] == ALL
        async for node in gq.nodes(QUERY):
            assert node["fullPath"] == "p0"
            break


def test_pages_are_repeated_as_gets_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gitlab._drive._sleep", lambda pause: None)
    pages = Pages()
    pages.failing = [503]
    nodes = sync_client(pages, retry_transient_errors=True).nodes(QUERY)
    assert [node["fullPath"] for node in nodes] == ALL


def answering(data: Any) -> Any:
    return lambda request: httpx2.Response(200, json={"data": data})


ENDED = {"pageInfo": {"hasNextPage": False, "endCursor": None}}


def test_edges_hold_nodes_as_well() -> None:
    connection = {**ENDED, "edges": [{"node": {"id": 1}}, {"node": {"id": 2}}]}
    nodes = sync_client(answering({"group": {"projects": connection}})).nodes(QUERY)
    assert list(nodes) == [{"id": 1}, {"id": 2}]


def test_the_connection_to_follow_may_be_named() -> None:
    data = {"a": {"one": {**ENDED, "nodes": []}, "two": {**ENDED, "nodes": [{"id": 2}]}}}
    gq = sync_client(answering(data))
    assert list(gq.nodes(QUERY, path="a.two")) == [{"id": 2}]
    with pytest.raises(ValueError, match="2 connections"):
        list(gq.nodes(QUERY))


@pytest.mark.parametrize("path", ["project.issues", None])
def test_what_is_not_there_has_no_nodes(path: str | None) -> None:
    assert list(sync_client(answering({"project": None})).nodes(QUERY, path=path)) == []


def test_a_cursor_that_stands_still_is_no_endless_list() -> None:
    stuck = {"nodes": [{"id": 1}], "pageInfo": {"hasNextPage": True, "endCursor": "same"}}
    assert list(sync_client(answering({"x": stuck})).nodes(QUERY)) == [{"id": 1}] * 2


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("query { projects { nodes { id } pageInfo { endCursor } } }", r"\$after"),
        ("query($after: String) { projects(after: $after) { nodes { id } } }", "pageInfo"),
        ("mutation($after: String) { x(after: $after) { pageInfo { endCursor } } }", "mutation"),
    ],
)
def test_what_cannot_be_followed_is_refused_before_a_request(query: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        sync_client(answering({})).nodes(query)


def test_a_client_queries_with_its_own_credential(box: Sandbox) -> None:
    gl = box.client("alice")
    data = gl.graphql("query($p: ID!) { project(fullPath: $p) { name } }", {"p": "acme/app"})
    assert data == {"project": {"name": "app"}}
    with pytest.raises(exc.GitlabGraphQLError):
        gl.graphql("query { nothingOfThisName }")


async def test_a_client_follows_a_connection(box: Sandbox) -> None:
    gl = box.async_client("alice")
    paths = [node["fullPath"] async for node in gl.graphql_nodes(QUERY, {"search": "ci-temp"})]
    assert len(paths) == await gl.projects.count(search="ci-temp")
    assert len(set(paths)) == len(paths) > 2


@pytest.mark.parametrize(
    ("credential", "header"),
    [
        ({"private_token": "glpat-x"}, ("PRIVATE-TOKEN", "glpat-x")),
        ({"oauth_token": "abc"}, ("Authorization", "Bearer abc")),
    ],
)
def test_tokens_go_out_as_they_do_elsewhere(
    credential: dict[str, str], header: tuple[str, str]
) -> None:
    sent: list[Any] = []

    class Transport:
        def send(self, request: Any) -> Any:
            sent.append(request)
            raise KeyboardInterrupt

        def close(self) -> None:
            """Nothing is held open."""

    gl = Gitlab("https://host/gitlab", transport=Transport(), **credential)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        gl.graphql("query { currentUser { id } }")
    assert sent[0].url == "https://host/gitlab/api/graphql"
    assert header in sent[0].headers.items()


async def test_job_tokens_are_refused_before_a_request() -> None:
    gl = Gitlab("https://host", job_token="glcbt-x")
    with pytest.raises(exc.GitlabAuthenticationError, match="no job tokens"):
        gl.graphql("query { currentUser { id } }")
    with pytest.raises(exc.GitlabAuthenticationError, match="no job tokens"):
        GraphQL("https://host", token="glcbt-x").execute("query { currentUser { id } }")
    async with AsyncGitlab("https://host", job_token="x") as agl:
        with pytest.raises(exc.GitlabAuthenticationError, match="no job tokens"):
            await agl.graphql("query { currentUser { id } }")
