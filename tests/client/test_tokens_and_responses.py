"""Tokens that are asked of a function, and answers beside what is made of them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from gitlab import AsyncGitlab, Gitlab, GraphQL, exceptions as exc
from gitlab._core.values import CaseInsensitiveDict, Request, Response
from gitlab.sandbox import Sandbox


class Door:
    """It lets one token in."""

    def __init__(self, token: str = "new") -> None:
        self.token = token
        self.shown: list[str | None] = []
        self.bodies: list[Any] = []

    def send(self, request: Request) -> Response:
        shown = request.headers.get("PRIVATE-TOKEN") or request.headers.get("Authorization")
        self.shown.append(shown)
        self.bodies.append(request.body)
        status = 200 if shown and shown.endswith(self.token) else 401
        headers = {"Content-Type": "application/json", "X-Request-Id": f"r{len(self.shown)}"}
        return Response(status, "", CaseInsensitiveDict(headers), b'{"id": 1}', request.url)

    def close(self) -> None:
        """Nothing is held open."""


class ADoor(Door):
    async def send(self, request: Request) -> Response:  # type: ignore[override]
        return super().send(request)

    async def close(self) -> None:  # type: ignore[override]
        """Nothing is held open."""


def giving(*tokens: str) -> Any:
    left: Iterator[str] = iter(tokens)
    return lambda: next(left)


def test_a_token_function_is_asked_once_and_before_the_first_request() -> None:
    door = Door()
    gl = Gitlab("https://host", private_token=giving("new"), transport=door)
    assert door.shown == []
    gl.projects.get(1)
    gl.projects.get(2)
    assert door.shown == ["new", "new"]


def test_after_a_401_it_is_asked_again_once() -> None:
    door = Door()
    gl = Gitlab("https://host", oauth_token=giving("old", "new"), transport=door)
    assert gl.projects.create({"name": "x"}).id == 1
    assert door.shown == ["Bearer old", "Bearer new"]
    assert door.bodies[0] == door.bodies[1]


async def test_after_a_401_it_is_asked_again_without_blocking() -> None:
    door = ADoor()
    gl = AsyncGitlab("https://host", private_token=giving("old", "new"), transport=door)
    assert (await gl.projects.get(1)).id == 1
    assert door.shown == ["old", "new"]


async def test_an_async_token_function_is_awaited_once_however_many_calls_wait_for_it() -> None:
    door = ADoor()
    tokens = giving("old", "new")
    asked: list[str] = []

    async def token() -> str:
        asked.append(tokens())
        await anyio.sleep(0.01)
        return asked[-1]

    gl = AsyncGitlab("https://host", private_token=token, transport=door)
    found = [project.id for _, project in await gl.map(gl.projects.get, [1, 2, 3])]
    assert found == [1, 1, 1]
    assert asked == ["old", "new"]
    assert door.shown.count("old") <= 3
    assert copy.deepcopy(gl).private_token is not None
    assert pickle.loads(pickle.dumps(AsyncGitlab("https://host"))).private_token is None


def test_a_client_that_cannot_await_refuses_an_async_token_function() -> None:
    async def token() -> str:
        return "new"

    gl = Gitlab("https://host", private_token=token, transport=Door())
    with pytest.raises(TypeError, match="AsyncGitlab"):
        gl.projects.get(1)


@pytest.mark.parametrize("tokens", [("old", "older", "new"), ("old", "old")])
def test_a_second_401_stands(tokens: tuple[str, ...]) -> None:
    door = Door()
    gl = Gitlab("https://host", private_token=giving(*tokens), transport=door)
    with pytest.raises(exc.GitlabAuthenticationError):
        gl.projects.get(1)
    assert len(door.shown) == len(set(tokens[:2]))


def test_a_fixed_token_is_not_sent_again() -> None:
    door = Door()
    with pytest.raises(exc.GitlabAuthenticationError):
        Gitlab("https://host", private_token="old", transport=door).projects.get(1)
    assert door.shown == ["old"]


def test_set_token_and_graphql_take_functions_too() -> None:
    door = Door()
    gl = Gitlab("https://host", transport=door)
    gl.set_token(private_token=giving("new"))
    gl.projects.get(1)
    gq = GraphQL("https://host", token=giving("new"))
    gq._gl._transport = door
    assert gq.execute("query { x }") is None
    assert door.shown == ["new", "Bearer new"]


def test_contradicting_functions_are_refused() -> None:
    with pytest.raises(ValueError, match="Only one"):
        Gitlab("https://host", private_token=giving("a"), job_token=giving("b"))


def test_a_function_that_gives_no_sendable_token_is_told_so_without_it() -> None:
    gl = Gitlab("https://host", private_token=giving("secret\n"), transport=Door())
    with pytest.raises(ValueError, match=r"\.strip") as told:
        gl.projects.get(1)
    assert "secret" not in str(told.value)


def test_copies_keep_the_function_and_pickles_do_not() -> None:
    door = Door()
    gl = Gitlab("https://host", private_token=giving("new", "new"), transport=door)
    twin = copy.copy(gl)
    twin.projects.get(1)
    gl.private_token = None
    gl = Gitlab("https://host", private_token=giving("new"))
    thawed = pickle.loads(pickle.dumps(gl))
    with pytest.raises(exc.GitlabAuthenticationError, match="set_token"):
        thawed.projects.get(1)


def test_answers_are_kept_beside_the_objects(box: Sandbox) -> None:
    gl = box.client("alice")
    with gl.raw_responses() as responses:
        project = gl.projects.get("acme/app")
        with pytest.raises(exc.GitlabGetError):
            gl.projects.get("acme/nothing")
    gl.projects.get("acme/lib")
    assert [response.status for response in responses] == [200, 404]
    assert responses[0].json()["id"] == project.id
    assert responses[0].headers["content-type"] == "application/json"


def test_request_ids_are_told() -> None:
    gl = Gitlab("https://host", private_token="new", transport=Door())
    with gl.raw_responses() as responses:
        gl.projects.get(1)
    assert responses[0].request_id == "r1"


async def test_answers_are_kept_without_blocking(box: Sandbox) -> None:
    gl = box.async_client("alice")
    with gl.raw_responses() as responses:
        projects = await gl.projects.list(get_all=True, per_page=50)
    assert sum(len(response.json()) for response in responses) == len(projects)
    assert len(responses) == 8


def test_answers_to_threads_of_the_block_are_kept_and_those_to_others_are_not(box: Sandbox) -> None:
    gl, other = box.client("alice"), box.client("alice")
    with gl.raw_responses() as outer, gl.raw_responses() as inner:
        assert len(gl.projects.list(get_all=True, per_page=50)) == 355
        other.projects.get("acme/app")
    assert len(outer) == len(inner) == 8
