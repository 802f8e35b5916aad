"""Which way the sync client goes: urllib3's pool, until somebody has a hand in `requests`."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
import requests
import responses

from gitlab import Gitlab
from gitlab._core.values import Request
from gitlab._transports import requests_
from tests.transports._wire import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def by_session(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were asked for by way of a session."""
    asked: list[str] = []
    send: Callable[..., Any] = requests_.send

    def noted(session: requests.Session, request: Request) -> Any:
        asked.append(request.url)
        return send(session, request)

    monkeypatch.setattr(requests_, "send", noted)
    return asked


def test_one_call_loads_no_requests(server: Server) -> None:
    code = f"""
import sys, gitlab
gl = gitlab.Gitlab({server.url!r}, private_token="t")
assert gl.http_get("/fine") == {{"path": "/api/v4/fine"}}
gl.projects.get(1, lazy=True).delete()
gl.close()
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "urllib3" in loaded
    assert not {"requests", "httpx2", "asyncio"} & loaded


def test_the_pool_carries_the_calls_although_requests_is_imported(
    server: Server, by_session: list[str]
) -> None:
    with Gitlab(server.url) as gl:
        gl.http_get("/fine")
    assert not by_session


def test_a_touched_session_carries_the_calls_of_all_copies(
    server: Server, by_session: list[str]
) -> None:
    with Gitlab(server.url) as gl:
        twin = gl.with_options(timeout=3)
        gl.http_get("/fine")
        gl.session.headers["X-Session"] = "yes"
        gl.http_get("/fine")
        twin.http_get("/fine")
    assert len(by_session) == 2
    assert [seen[2].get("X-Session") for seen in server.seen] == [None, "yes", "yes"]


def test_a_session_can_be_put_in_place(server: Server, by_session: list[str]) -> None:
    with Gitlab(server.url) as gl:
        gl.session = requests.Session()
        gl.http_get("/fine")
    assert len(by_session) == 1


def test_a_mock_sees_a_client_that_used_the_pool_before(
    server: Server, by_session: list[str]
) -> None:
    with Gitlab(server.url) as gl:
        gl.http_get("/fine")
        with responses.RequestsMock() as mocked:
            mocked.get(f"{server.url}/api/v4/fine", json={"mocked": True})
            assert gl.http_get("/fine") == {"mocked": True}
        assert gl.http_get("/fine") == {"path": "/api/v4/fine"}
    assert len(by_session) == 1


@pytest.mark.parametrize(
    "target",
    [
        "requests.Session.send",
        "requests.Session.request",
        "requests.sessions.Session.get_adapter",
        "requests.Session.merge_environment_settings",
        "requests.adapters.HTTPAdapter.send",
    ],
)
@pytest.mark.parametrize("disguised", [False, True])
def test_any_replaced_method_of_requests_is_called(
    server: Server, target: str, disguised: bool
) -> None:
    holder, _, name = target.rpartition(".")
    original = getattr(_found(holder), name)
    called: list[str] = []

    def replacement(*args: Any, **kwargs: Any) -> Any:
        called.append(name)
        return original(*args, **kwargs)

    if disguised:
        replacement = functools.wraps(original)(replacement)
    with Gitlab(server.url) as gl, mock.patch(target, replacement):
        gl.http_get("/fine")
    assert called


@pytest.mark.parametrize("target", ["requests.Session", "requests.sessions.HTTPAdapter"])
def test_a_replaced_class_of_requests_is_used(server: Server, target: str) -> None:
    made: list[bool] = []

    class Mine(_found(target)):  # type: ignore[misc]
        def __init__(self) -> None:
            made.append(True)
            super().__init__()

    with Gitlab(server.url) as gl, mock.patch(target, Mine):
        gl.http_get("/fine")
    assert made


def _found(path: str) -> Any:
    return functools.reduce(getattr, path.split(".")[1:], requests)
