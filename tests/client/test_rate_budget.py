"""Clients of one server share what is known of its limits."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import anyio
import pytest
import responses

from gitlab import AsyncGitlab, Gitlab, exceptions as exc
from gitlab._budgets import shared_budget
from gitlab._core.values import Failure, Request, Response
from gitlab.graphql import GraphQL
from gitlab.sandbox import Sandbox
from gitlab.utils import Throttle
from tests.transports._wire import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_all_clients_of_a_server_share_its_budget(server: Server) -> None:
    one, two = Gitlab(server.url, private_token="a"), Gitlab(f"{server.url}/", job_token="b")
    assert one.rate_budget is two.rate_budget
    assert one.rate_budget is AsyncGitlab(server.url).rate_budget
    assert one.rate_budget is GraphQL(server.url)._gl.rate_budget
    assert one.rate_budget is deepcopy(one).rate_budget
    assert one.rate_budget is pickle.loads(pickle.dumps(one)).rate_budget
    assert one.rate_budget is not Gitlab("https://elsewhere.example.com").rate_budget


def test_transports_and_mocks_have_budgets_of_their_own(box: Sandbox) -> None:
    gl = Gitlab("https://gitlab.example.com")
    with responses.RequestsMock() as mocked:
        mocked.get("https://gitlab.example.com/api/v4/x", status=429)
        with pytest.raises(exc.GitlabHttpError):
            gl.http_get("/x", max_retries=0)
        assert gl.rate_budget.refused == 1
    assert gl.rate_budget is shared_budget("https://gitlab.example.com")
    assert gl.rate_budget.refused == 0
    assert box.client().rate_budget is not box.client().rate_budget


def test_what_one_is_told_to_wait_all_of_the_same_credential_wait(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    throttled: list[Throttle] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    with Gitlab(server.url) as one, Gitlab(server.url) as two:
        two.rate_budget.on_throttle = throttled.append
        assert one.http_get("/busy") == {"path": "/api/v4/busy"}
        assert two.http_get("/fine")
        assert two.http_get("/fine", obey_rate_limit=False)
    assert [20 <= pause <= 21 for pause in pauses[:1]] == [True]
    assert [(19 < told.seconds < 21, told.reason) for told in throttled] == [(True, "refused")]
    assert len(pauses) == 2
    assert one.rate_budget.refused == 1
    assert one.rate_budget.in_flight == 0


def test_another_token_need_not_wait(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    with (
        Gitlab(server.url, private_token="a") as one,
        Gitlab(server.url, private_token="b") as two,
        Gitlab(server.url, private_token="a") as same_as_one,
    ):
        one.http_get("/busy")
        two.http_get("/fine")
        assert len(pauses) == 1
        same_as_one.http_get("/fine")
    assert len(pauses) == 2


def test_a_refusal_that_nobody_waits_for_holds_up_nobody(server: Server) -> None:
    with Gitlab(server.url) as gl:
        with pytest.raises(exc.GitlabHttpError):
            gl.http_get("/busy", obey_rate_limit=False)
        gl.http_get("/fine")
        assert gl.rate_budget.delayed == 0


def test_threads_are_counted_exactly(server: Server) -> None:
    with Gitlab(server.url) as gl, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: gl.http_get("/fine"), range(64)))
        assert (gl.rate_budget.requests, gl.rate_budget.in_flight) == (64, 0)


def test_an_interrupted_call_leaves_the_count() -> None:
    class Interrupted:
        def send(self, request: Request) -> Response | Failure:
            raise KeyboardInterrupt

        def close(self) -> None:
            """Nothing is open."""

    gl = Gitlab("https://gitlab.example.com", transport=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        gl.http_get("/x")
    assert (gl.rate_budget.requests, gl.rate_budget.in_flight) == (1, 0)


@pytest.mark.anyio
async def test_waiting_leaves_the_event_loop_free_and_cancelling_leaves_the_count(
    server: Server,
) -> None:
    async with AsyncGitlab(server.url) as gl:
        gl.rate_budget.hold(60)
        with anyio.move_on_after(0.05) as scope:
            await gl.http_get("/fine")
        gc.collect()
        assert scope.cancelled_caught
        assert (gl.rate_budget.delayed, gl.rate_budget.in_flight) == (1, 0)
    assert server.seen == []
