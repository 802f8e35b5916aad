"""The two ways of the sync client, urllib3's pool and a session of `requests`: one behaviour."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import requests
import urllib3

from gitlab import Gitlab
from tests.transports._wire import CERTIFICATE, Server, serving

Make: TypeAlias = Callable[..., Gitlab]


@pytest.fixture(params=["pool", "session"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes clients that use the one or the other."""
    made: list[Gitlab] = []

    def client(url: str, **settings: Any) -> Gitlab:
        settings = {"private_token": "t", **settings}
        gl = Gitlab(url, **settings)
        if request.param == "session":
            gl.session = requests.Session()
        made.append(gl)
        return gl

    yield client
    for gl in made:
        gl.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def gl(make: Make, server: Server) -> Gitlab:
    return make(server.url)


def test_json_and_headers_arrive(gl: Gitlab) -> None:
    assert gl.http_get("/fine", query_data={"a": "ä b"}) == {"path": "/api/v4/fine?a=%C3%A4+b"}
    assert gl.http_head("/fine")["x-total"] == "3"


def test_slashes_stay_encoded(gl: Gitlab) -> None:
    assert gl.http_get("/projects/a%2Fb")["path"].endswith("/projects/a%2Fb")


def test_compressed_answers_are_asked_for_and_read(gl: Gitlab) -> None:
    assert gl.http_get("/zipped") == {"zipped": True}


def test_both_send_the_same(server: Server) -> None:
    with Gitlab(server.url, private_token="t") as pool, Gitlab(server.url) as session:
        pool.headers["X-Mine"] = "ümlaut"
        session.headers = pool.headers
        session.session.headers["PRIVATE-TOKEN"] = "t"
        for gl in (pool, session):
            gl.http_get("/fine", extra_headers={"accept": "text/plain"})
            gl.http_post("/fine", post_data={"a": 1})
            gl.http_post("/fine", post_data=b"raw", raw=True)
            gl.http_put("/fine", post_data=io.BytesIO(b"file"), raw=True)
            gl.http_delete("/fine")
    half = len(server.seen) // 2
    for one, other in zip(server.seen[:half], server.seen[half:], strict=True):
        assert _comparable(one) == _comparable(other)


def _comparable(sent: tuple[str, str, dict[str, str], bytes]) -> tuple[Any, ...]:
    method, path, headers, body = sent
    lower = {name.lower(): value.replace(" ", "") for name, value in headers.items()}
    return method, path, lower, body


def test_a_file_goes_out_from_where_it_stands_with_its_length(gl: Gitlab, server: Server) -> None:
    file = io.BytesIO(b"skipped:sent")
    file.seek(8)
    gl.http_post("/fine", post_data=file, raw=True)
    _, _, headers, body = server.seen[-1]
    assert (headers["Content-Length"], body) == ("4", b"sent")


def test_what_has_no_length_goes_out_in_chunks(gl: Gitlab, server: Server, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(pipe.write_bytes, b"from a pipe")
        with pipe.open("rb", buffering=0) as body:
            gl.http_post("/fine", post_data=body, raw=True)
    assert server.seen[-1][2]["Transfer-Encoding"] == "chunked"
    assert server.seen[-1][3] == b"from a pipe"


def test_a_raw_answer_is_a_response_of_requests(gl: Gitlab, server: Server) -> None:
    response = gl.http_get("/octets", raw=True)
    assert isinstance(response, requests.Response)
    assert (response.status_code, response.reason, response.ok) == (200, "OK", True)
    assert response.content == b"x" * 3000
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.url == f"{server.url}/api/v4/octets"
    assert response.request.method == "GET"
    assert response.request.headers["PRIVATE-TOKEN"] == "t"
    assert response.history == []


def test_a_streamed_answer_is_read_by_the_caller_and_frees_its_connection(
    gl: Gitlab, server: Server
) -> None:
    response = gl.http_get("/octets", streamed=True)
    assert isinstance(response, requests.Response)
    assert [len(chunk) for chunk in response.iter_content(1000)] == [1000, 1000, 1000]
    gl.http_get("/fine")
    assert len(server.connections) == 1


def test_a_compressed_stream_is_unpacked(gl: Gitlab) -> None:
    assert b"".join(gl.http_get("/zipped", streamed=True).iter_content(5)) == b'{"zipped": true}'


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/gone", requests.ConnectionError),
        ("/slow", requests.ReadTimeout),
        ("/short", requests.exceptions.ChunkedEncodingError),
        ("/broken", requests.exceptions.ChunkedEncodingError),
        ("/garbled", requests.exceptions.ContentDecodingError),
    ],
)
def test_failures_are_those_of_requests(
    gl: Gitlab, path: str, error: type[requests.RequestException]
) -> None:
    with pytest.raises(error) as failed:
        gl.http_get(path, timeout=0.2)
    assert type(failed.value) is error
    assert failed.value.request is None or failed.value.request.method == "GET"


@pytest.mark.parametrize("url", ["gitlab.example.com", "ftp://host", "http://", "http://a b"])
def test_addresses_that_cannot_be_are_refused_as_requests_does(make: Make, url: str) -> None:
    with pytest.raises(requests.exceptions.RequestException) as refused:
        make(url).http_get("/x")
    assert isinstance(refused.value, ValueError)


def test_headers_that_cannot_be_are_refused_as_requests_does(gl: Gitlab) -> None:
    gl.headers["X"] = "a\r\nEvil: yes"
    with pytest.raises(requests.exceptions.InvalidHeader):
        gl.http_get("/fine")


def test_a_refused_connection_is_told_from_a_broken_one(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    gl = make("http://127.0.0.1:9", retry_transient_errors=True)
    with pytest.raises(requests.ConnectionError) as refused:
        gl.http_post("/x", max_retries=3)
    assert type(refused.value) is requests.ConnectionError
    assert len(pauses) == 3


def test_unknown_hosts_are_connection_errors(make: Make) -> None:
    with pytest.raises(requests.ConnectionError):
        make("http://no-such-host.invalid").http_get("/x")


def test_redirects_are_followed_by_the_core(gl: Gitlab, server: Server) -> None:
    assert gl.http_get("/moved") == {"path": "/api/v4/fine"}
    assert len(server.seen) == 2


def test_cookies_come_back_to_the_server_that_set_them(gl: Gitlab, server: Server) -> None:
    gl.http_get("/cookie")
    gl.http_get("/fine")
    assert "Cookie" not in server.seen[0][2]
    assert server.seen[1][2]["Cookie"] == "node=7"


def test_a_proxy_of_the_environment_is_used(
    make: Make, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    gl = make("http://gitlab.invalid")
    assert gl.http_get("/fine") == {"path": "http://gitlab.invalid/api/v4/fine"}


@pytest.mark.parametrize("value", ["127.0.0.1", "127.0.0.0/8", "*"])
def test_no_proxy_means_none(gl: Gitlab, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", value)
    assert gl.http_get("/fine") == {"path": "/api/v4/fine"}


def test_netrc_is_read_only_without_a_credential(
    make: Make, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password pw\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    make(server.url, private_token=None).http_get("/fine")
    make(server.url).http_get("/fine")
    assert server.seen[0][2]["Authorization"] == "Basic bWU6cHc="
    assert "Authorization" not in server.seen[1][2]


@pytest.fixture
def tls() -> Iterator[Server]:
    with serving(tls=True) as server:
        yield server


def test_an_unknown_certificate_is_refused(make: Make, tls: Server) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        make(tls.url).http_get("/fine")
    assert tls.seen == []


def test_a_file_of_authorities_is_believed(make: Make, tls: Server) -> None:
    gl = make(tls.url, ssl_verify=str(CERTIFICATE))
    gl.http_get("/fine")
    gl.http_get("/fine")
    assert len(tls.connections) == 1


def test_a_missing_file_of_authorities_is_named(make: Make, tls: Server) -> None:
    with pytest.raises(OSError, match=r"/no/such\.pem"):
        make(tls.url, ssl_verify="/no/such.pem").http_get("/fine")


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_authorities_of_the_environment_are_believed(
    make: Make, tls: Server, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.setenv(variable, str(CERTIFICATE))
    make(tls.url).http_get("/fine")


def test_certificates_go_unchecked_only_with_a_warning(make: Make, tls: Server) -> None:
    gl = make(tls.url, ssl_verify=False)
    with pytest.warns(urllib3.exceptions.InsecureRequestWarning):
        gl.http_get("/fine")


def test_many_threads_share_a_client_and_keep_their_connections(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    gl = Gitlab(server.url)

    def calls(number: int) -> list[str]:
        return [gl.http_get(f"/fine/{number}/{turn}")["path"] for turn in range(5)]

    with gl, ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(calls, range(24)))
    assert answers == [[f"/api/v4/fine/{n}/{t}" for t in range(5)] for n in range(24)]
    assert len(server.connections) <= 24
    assert not caplog.records


def test_a_forked_child_opens_connections_of_its_own(server: Server) -> None:
    gl = Gitlab(server.url)
    gl.http_get("/fine")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = int(gl.http_get("/fine/child") != {"path": "/api/v4/fine/child"})
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert gl.http_get("/fine/parent") == {"path": "/api/v4/fine/parent"}
    gl.close()
    assert len(server.connections) == 2


def test_copies_share_connections(gl: Gitlab, server: Server) -> None:
    for client in (gl, deepcopy(gl), gl.with_options(timeout=5)):
        client.http_get("/fine")
    assert len(server.connections) == 1
