"""The sync transport: sessions, mocks and failures that scripts know from `requests`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import responses
from responses import matchers

from gitlab import Gitlab, exceptions as exc
from gitlab.sandbox import Sandbox

API = "https://gitlab.example.com/api/v4"


@pytest.fixture
def mocked() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def gl() -> Iterator[Gitlab]:
    with Gitlab("https://gitlab.example.com", private_token="glpat-secret") as client:
        yield client


def test_mocks_of_requests_see_every_call(gl: Gitlab, mocked: responses.RequestsMock) -> None:
    mocked.get(
        f"{API}/projects/1",
        json={"id": 1, "name": "app"},
        match=[matchers.header_matcher({"PRIVATE-TOKEN": "glpat-secret"})],
    )
    mocked.patch(f"{API}/projects/1/job_token_scope", status=204)
    project = gl.projects.get(1)
    assert project.name == "app"
    project.job_token_scope.update(new_data={"enabled": True})


def test_http_get_answers_the_response_of_requests(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.get(f"{API}/raw", body=b"bytes", content_type="text/plain")
    response = gl.http_get("/raw", raw=True)
    assert isinstance(response, requests.Response)
    assert response.content == b"bytes"


def test_a_streamed_response_is_read_by_the_caller(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.get(f"{API}/raw", body=b"x" * 3000, content_type="application/octet-stream")
    response = gl.http_get("/raw", streamed=True)
    assert [len(chunk) for chunk in response.iter_content(1000)] == [1000, 1000, 1000]


def test_headers_of_a_head_request_are_those_of_requests(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.head(f"{API}/projects", headers={"X-Total": "3"})
    assert gl.http_head("/projects")["x-total"] == "3"


def test_a_passed_session_carries_the_calls(mocked: responses.RequestsMock) -> None:
    mocked.get(
        f"{API}/x",
        json={},
        match=[matchers.header_matcher({"X-Session": "yes", "PRIVATE-TOKEN": "t"})],
    )
    session = requests.Session()
    session.headers.update({"X-Session": "yes", "JOB-TOKEN": "other"})
    with Gitlab("https://gitlab.example.com", private_token="t", session=session) as gl:
        assert gl.session is session
        gl.http_get("/x")
    assert "JOB-TOKEN" not in mocked.calls[0].request.headers


def test_settings_of_the_session_are_honoured(mocked: responses.RequestsMock) -> None:
    mocked.get(f"{API}/x", json={}, match=[matchers.request_kwargs_matcher({"cert": "/c.pem"})])
    with Gitlab("https://gitlab.example.com") as gl:
        gl.session.cert = "/c.pem"
        gl.http_get("/x")


def test_the_token_does_not_leave_with_a_redirect(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.get(f"{API}/x", status=302, headers={"Location": "https://evil.example.com/y"})
    mocked.get("https://evil.example.com/y", json={})
    gl.session.headers["Authorization"] = "Bearer of-the-session"
    gl.http_get("/x")
    assert "secret" not in repr(mocked.calls[1].request.headers)
    assert "Authorization" not in mocked.calls[1].request.headers


def test_netrc_is_read_only_without_a_credential(
    mocked: responses.RequestsMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine gitlab.example.com login me password pw\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    mocked.get(f"{API}/x", json={})
    with Gitlab("https://gitlab.example.com") as anonymous:
        anonymous.http_get("/x")
    with Gitlab("https://gitlab.example.com", private_token="t") as known:
        known.http_get("/x")
    assert mocked.calls[0].request.headers["Authorization"] == "Basic bWU6cHc="
    assert "Authorization" not in mocked.calls[1].request.headers


def test_network_failures_are_those_of_requests_with_advice() -> None:
    with Gitlab("http://127.0.0.1:9") as gl, pytest.raises(requests.ConnectionError) as refused:
        gl.http_get("/x")
    assert "check the URL" in "".join(refused.value.__notes__)


def test_a_refused_connection_is_retried_also_for_a_post(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    gl = Gitlab("http://127.0.0.1:9", retry_transient_errors=True)
    with gl, pytest.raises(requests.ConnectionError):
        gl.http_post("/x", max_retries=3)
    assert len(pauses) == 3


def test_a_broken_answer_to_a_post_is_not_retried(mocked: responses.RequestsMock) -> None:
    mocked.post(f"{API}/x", body=requests.ConnectionError("connection reset"))
    gl = Gitlab("https://gitlab.example.com", retry_transient_errors=True)
    with gl, pytest.raises(requests.ConnectionError):
        gl.http_post("/x")
    assert len(mocked.calls) == 1


def test_429_waits_and_goes_on(
    gl: Gitlab, mocked: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    mocked.get(f"{API}/x", status=429, headers={"Retry-After": "3"})
    mocked.get(f"{API}/x", json={"ok": True})
    assert gl.http_get("/x") == {"ok": True}
    assert [3 <= pause <= 3.3 for pause in pauses] == [True]


def test_the_same_client_works_over_a_socket(box: Sandbox) -> None:
    with Gitlab(box.url, private_token=box.token) as gl:
        gl.auth()
        assert gl.user is not None
        assert gl.user.username == "root"
        with pytest.raises(exc.GitlabGetError, match="404 Project Not Found"):
            gl.projects.get("no/such")


def test_a_wrong_token_is_an_authentication_error_with_a_hint(box: Sandbox) -> None:
    gl = Gitlab(box.url, private_token="glpat-wrong")
    with gl, pytest.raises(exc.GitlabAuthenticationError, match="401 Unauthorized") as refused:
        gl.auth()
    notes: Any = refused.value.__notes__
    assert notes
    assert "glpat-wrong" not in "".join(notes)
