"""The server, at the level of bytes."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.small import SCOPE, SEED

HEAD = "Host: sandbox\r\nPRIVATE-TOKEN: mary-token\r\nContent-Type: application/json\r\n"
GET = f"GET {SCOPE} HTTP/1.1\r\n{HEAD}\r\n"
PATCH = f"PATCH {SCOPE} HTTP/1.1\r\n{HEAD}"
OFF = '{"enabled": false}'


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox


def connect(box: Sandbox) -> socket.socket:
    place = urlsplit(box.url)
    return socket.create_connection((place.hostname, place.port), timeout=10)


def send(box: Sandbox, *requests: str) -> str:
    """Send requests over one connection, close the sending side, and read all that comes."""
    with connect(box) as connection:
        connection.sendall("".join(requests).encode())
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def statuses(answers: str) -> list[int]:
    return [int(part[:3]) for part in answers.split("HTTP/1.1 ")[1:]]


def test_pipelined_requests_are_answered_in_order(box: Sandbox) -> None:
    off = f"{PATCH}Content-Length: {len(OFF)}\r\n\r\n{OFF}"
    answers = send(box, GET.replace("GET", "HEAD", 1), off, GET)
    assert statuses(answers) == [200, 204, 200]
    assert answers.count('{"inbound_enabled":') == 1
    assert answers.endswith('{"inbound_enabled":false,"outbound_enabled":false}')


def test_trailers_of_a_chunked_body_are_passed_over(box: Sandbox) -> None:
    body = f"{len(OFF):x};note=x\r\n{OFF}\r\n0\r\nX-Sum: 1\r\n\r\n"
    answers = send(box, f"{PATCH}Transfer-Encoding: chunked\r\n\r\n{body}", GET)
    assert statuses(answers) == [204, 200]


@pytest.mark.parametrize(
    "rest",
    [
        f"Content-Length: {10**15}\r\n\r\n",
        "Content-Length: 1025\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n" + f"200\r\n{'x' * 512}\r\n" * 3,
        "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
    ],
    ids=["huge", "a byte too long", "chunks", "a huge chunk"],
)
def test_a_body_takes_only_so_much_memory(
    box: Sandbox, rest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gitlab.sandbox.server.LARGEST_BODY", 1024)
    answers = send(box, PATCH + rest)
    assert statuses(answers) == [413]
    assert answers.endswith('{"message":"413 Request Entity Too Large"}')


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Length: many\r\n\r\n",
        "Content-Length: -5\r\n\r\n",
        "Content-Length: 100\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ],
    ids=repr,
)
def test_body_that_is_not_what_its_head_says_is_a_400(
    box: Sandbox, rest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = send(box, PATCH + rest)
    assert statuses(answers) == [400]
    assert "Connection: close" in answers
    assert capsys.readouterr().err == ""


def test_client_that_waits_is_told_to_go_on(box: Sandbox) -> None:
    with connect(box) as connection:
        head = f"{PATCH}Expect: 100-continue\r\nContent-Length: {len(OFF)}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(OFF.encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 204 ")


def test_target_may_name_the_server(box: Sandbox) -> None:
    assert statuses(send(box, GET.replace(SCOPE, box.url + SCOPE))) == [200]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (f"patch {SCOPE} HTTP/1.1", 400),
        (f"BREW {SCOPE} HTTP/1.1", 501),
        (f"GET {SCOPE} HTTP/2.0", 505),
        (f"GET {SCOPE}?a={'x' * 70000} HTTP/1.1", 414),
        ("\x16\x03\x01\x02", 400),
    ],
    ids=lambda value: str(value)[:8],
)
def test_what_is_no_request_is_answered_by_the_proxy(box: Sandbox, line: str, status: int) -> None:
    answers = send(box, f"{line}\r\n\r\n")
    assert statuses(answers) == [status]
    assert "Server: nginx\r\n" in answers


def test_client_that_hangs_up_is_no_news(box: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        connection = connect(box)
        # Lingering for no time, a socket is reset when it is closed.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(GET.encode() * 50)
        connection.close()
    assert statuses(send(box, GET)) == [200]
    assert capsys.readouterr().err == ""
