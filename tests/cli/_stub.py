"""A server that gives prepared answers and remembers what it was asked."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Stub(ThreadingHTTPServer):
    """Answers `/api/v4` and the path with the next of its answers, the last one again and again."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers: dict[str, list[Any]] = {}
        self.headers: dict[str, str] = {}
        self.cuts: list[int] = []
        """After how many bytes the connection of the next answers breaks."""
        self.asked: list[Asked] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients may leave early."""

    def answer(self, path: str) -> Any:
        known = self.answers.get(path.removeprefix("/api/v4"))
        if not known:
            return None
        return known.pop(0) if len(known) > 1 else known[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do(self) -> None:
        assert isinstance(self.server, Stub)
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.server.asked.append(Asked(self.command, self.path, dict(self.headers), body))
        answer = self.server.answer(self.path.partition("?")[0])
        status = 404 if answer is None else 200
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        if asked := self.headers["Range"]:
            status = 206
            content = content[int(asked.removeprefix("bytes=").rstrip("-")) :]
        kind = "application/octet-stream" if isinstance(answer, bytes) else "application/json"
        self.send_response(status)
        for name, value in {"Content-Type": kind, **self.server.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            cut = self.server.cuts.pop(0) if self.server.cuts else None
            self.wfile.write(content[:cut])
            self.close_connection = self.close_connection or cut is not None

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed where the tests look."""
