"""Faults on demand, as our own clients meet them: both colours, in process and over a socket."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from hypothesis import given, strategies as st

from gitlab import AsyncGitlab, Gitlab, exceptions as exc
from gitlab.sandbox import Sandbox
from tests.sandbox.scenario import exchange
from tests.sandbox.small import ask

SEED = {"projects": [{"id": 7, "full_path": "root/app"}]}
PROJECT = "/api/v4/projects/7"
Fetch = Callable[..., Any]


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as box:
        yield box


@pytest.fixture
def box(served: Sandbox) -> Sandbox:
    served.reset()
    return served


@pytest.fixture(params=["sync in process", "sync", "async in process", "async"])
def fetch(request: pytest.FixtureRequest, box: Sandbox) -> Fetch:
    """Get project 7 once; return its name."""
    colour, _, place = request.param.partition(" ")
    over_http: dict[str, Any] = {"url": box.url, "private_token": box.token}

    def blocking(**options: Any) -> Any:
        with box.client(**options) if place else Gitlab(**over_http, **options) as gl:
            return gl.projects.get(7).name

    async def waiting(**options: Any) -> Any:
        inside = box.async_client(**options) if place else AsyncGitlab(**over_http, **options)
        async with inside as gl:
            return (await gl.projects.get(7)).name

    return blocking if colour == "sync" else lambda **options: asyncio.run(waiting(**options))


LOST = (exc.GitlabConnectionError, requests.RequestException)


def test_an_answer_comes_late(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add("GET /projects/:id", latency=0.05)
    started = time.perf_counter()
    assert fetch() == "app"
    assert time.perf_counter() - started >= 0.05


def test_a_client_waits_only_so_long(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add(latency=0.3)
    with pytest.raises((exc.GitlabTimeoutError, requests.Timeout)):
        fetch(timeout=0.05)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_page_of_the_proxy_comes_instead(box: Sandbox, fetch: Fetch, status: int) -> None:
    box.faults.add("GET *", status=status)
    with pytest.raises(exc.GitlabGetError) as refused:
        fetch()
    assert refused.value.response_code == status
    assert b"<html>" in (refused.value.response_body or b"")


def test_a_client_that_tries_again_gets_through(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add(status=502, count=1)
    assert fetch(retry_transient_errors=True) == "app"


def test_too_many_requests_tell_when_to_come_again(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add(status=429, retry_after=0.05, count=1)
    assert fetch() == "app"


def test_too_many_requests_without_a_word_more(box: Sandbox) -> None:
    box.faults.add(status=429, count=1)
    status, headers, body = ask(box, "GET", PROJECT, box.token)
    assert (status, body) == (429, b"Retry later\n")
    assert not [name for name in headers if name.startswith(("Retry", "RateLimit"))]
    box.faults.add(status=429, retry_after=3)
    _, headers, _ = ask(box, "GET", PROJECT, box.token)
    assert headers["Retry-After"] == "3"
    assert headers["RateLimit-Remaining"] == "0"


@pytest.mark.parametrize("size", [0, 5, 40, 400])
def test_a_connection_is_reset_at_any_byte(box: Sandbox, fetch: Fetch, size: int) -> None:
    box.faults.add("GET *", reset_after=size)
    with pytest.raises(LOST):
        fetch()


def test_a_body_ends_too_soon(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add("GET *", truncate_after=20)
    with pytest.raises(LOST):
        fetch()


def test_a_body_is_no_json(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add("GET *", body="<html>Sign in</html>")
    with pytest.raises(exc.GitlabParsingError):
        fetch()


def test_a_body_comes_slowly(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add("GET *", bytes_per_second=40_000)
    started = time.perf_counter()
    assert fetch() == "app"
    assert time.perf_counter() - started >= 0.05


def test_a_redirect_leads_elsewhere(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add("GET /projects/7", redirect="/api/v4/projects/root%2Fapp")
    assert fetch() == "app"


def test_a_replica_does_not_know_what_is_new(box: Sandbox, fetch: Fetch) -> None:
    box.faults.add("GET *", stale_for=60)
    with pytest.raises(exc.GitlabGetError) as missing:
        fetch()
    assert missing.value.response_code == 404
    _, _, projects = ask(box, "GET", "/api/v4/projects", box.token)
    assert projects == []
    box.clock.advance(61)
    assert fetch() == "app"


# Where, how often, and whether the request counts ------------------------------------------------


@pytest.mark.parametrize(
    ("endpoint", "is_hit"),
    [
        ("*", True),
        ("GET *", True),
        ("POST *", False),
        ("/projects/7", True),
        ("/projects/*", True),
        ("GET /projects/:id", True),
        ("GET /projects/:id/issues", False),
        ("/projects", False),
        ("GET /groups/:id", False),
    ],
)
def test_a_fault_is_where_its_endpoint_is(box: Sandbox, endpoint: str, is_hit: bool) -> None:
    box.faults.add(endpoint, status=503)
    status, _, _ = ask(box, "GET", f"{PROJECT}?x=1", box.token)
    assert status == (503 if is_hit else 200)


def test_graphql_has_faults_too(box: Sandbox) -> None:
    box.faults.add("POST /graphql", status=502)
    status, _, _ = ask(box, "POST", "/api/graphql", box.token, json={"query": "{ x }"})
    assert status == 502


def test_a_write_may_count_although_its_answer_is_lost(box: Sandbox) -> None:
    for processed, count in ((False, 1), (True, 2)):
        box.faults.add("POST /projects", reset_after=0, processed=processed, count=1)
        with pytest.raises(ConnectionResetError):
            ask(box, "POST", "/api/v4/projects", box.token, json={"name": f"lib {processed}"})
        assert len(ask(box, "GET", "/api/v4/projects", box.token)[2]) == count


def test_faults_are_counted_and_may_begin_later(box: Sandbox) -> None:
    box.faults.add(status=500, skip=1, count=2)
    statuses = [ask(box, "GET", PROJECT, box.token)[0] for _ in range(5)]
    assert statuses == [200, 500, 500, 200, 200]


@given(seed=st.integers(), probability=st.floats(0.05, 1))
def test_chance_is_the_same_every_time(served: Sandbox, seed: int, probability: float) -> None:
    def run() -> list[int]:
        served.reset()
        served.faults.add(status=500, probability=probability, seed=seed)
        return [ask(served, "GET", PROJECT, served.token)[0] for _ in range(10)]

    assert run() == run()


def test_reset_and_clear_end_all_faults(box: Sandbox) -> None:
    box.faults.add(status=500)
    box.faults.clear()
    assert ask(box, "GET", PROJECT, box.token)[0] == 200
    box.faults.add(status=500)
    box.reset()
    assert ask(box, "GET", PROJECT, box.token)[0] == 200


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, "a fault that does nothing"),
        ({"latency": -1}, "latency is below zero"),
        ({"status": 700}, "700 is no status"),
        ({"status": 500, "probability": 0}, "give a number above 0"),
        ({"bytes_per_second": 0}, "bytes_per_second is not above zero"),
    ],
)
def test_what_cannot_be_a_fault_is_told(box: Sandbox, wrong: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        box.faults.add(**wrong)


# From other programs -----------------------------------------------------------------------------


@pytest.fixture
def control(box: Sandbox) -> Iterator[Callable[..., tuple[int, Any]]]:
    token = box.allow_control()

    def send(method: str, path: str, json_: Any = None, token: str = token) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        status, _, body = exchange(box.url, method, f"/-/sandbox/{path}", headers, json_)
        return status, json.loads(body) if body else None

    yield send
    box.app.control = None


def test_other_programs_make_faults_and_end_them(box: Sandbox, control: Callable[..., Any]) -> None:
    status, made = control("POST", "faults", {"endpoint": "GET *", "status": 503})
    assert (status, made["endpoint"], made["status"]) == (201, "GET *", 503)
    assert ask(box, "GET", PROJECT, box.token)[0] == 503
    assert control("GET", "faults") == (200, [made])
    assert control("DELETE", "faults") == (204, None)
    assert ask(box, "GET", PROJECT, box.token)[0] == 200


def test_other_programs_move_the_clock_and_reset(box: Sandbox, control: Callable[..., Any]) -> None:
    status, told = control("PUT", "clock", {"now": "2030-01-01T00:00:00Z"})
    assert status == 200
    assert told["now"].startswith("2030-01-01T00:00:0")
    assert control("PUT", "clock", {"advance": 86400})[1]["now"].startswith("2030-01-02")
    ask(box, "DELETE", PROJECT, box.token)
    assert control("POST", "reset") == (204, None)
    assert not control("GET", "clock")[1]["now"].startswith("2030")
    _, _, project = ask(box, "GET", PROJECT, box.token)
    assert project["marked_for_deletion_on"] is None


def test_without_the_control_token_nothing_is_controlled(
    box: Sandbox, control: Callable[..., Any]
) -> None:
    for token in ("", "wrong", box.token):
        assert control("POST", "faults", {"status": 500}, token=token)[0] == 401
    box.app.control = None
    assert control("POST", "reset")[0] == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("faults", {"statuss": 1}),
        ("faults", {}),
        ("faults", [1]),
        ("clock", {}),
        ("clock", {"now": 1}),
    ],
)
def test_what_control_does_not_understand_is_told(
    control: Callable[..., Any], path: str, body: Any
) -> None:
    status, told = control("POST" if path == "faults" else "PUT", path, body)
    assert status == 400
    assert told["message"].startswith("400 Bad request - ")


def test_health_is_told_to_everybody(box: Sandbox) -> None:
    assert exchange(box.url, "GET", "/-/health", {})[2] == b"GitLab OK"
    for path in ("liveness", "readiness"):
        status, _, body = exchange(box.url, "GET", f"/-/{path}", {})
        assert (status, json.loads(body)["status"]) == (200, "ok")
    assert exchange(box.url, "GET", "/-/nothing", {})[0] == 404
