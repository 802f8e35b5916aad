"""A server that plays what real ones and their proxies do to a client, well-behaved or not."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""Key and self-signed certificate of 127.0.0.1, good for nothing else, until 2125."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *, tls: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.connections: set[tuple[str, int]] = set()
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server_port}"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave are what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do(self) -> None:
        self.server.connections.add(self.client_address)
        self.server.seen.append((self.command, self.path, dict(self.headers), self.body()))
        name = self.path.partition("?")[0].rpartition("/")[2]
        getattr(self, name, self.fine)()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do  # noqa: N815

    def body(self) -> bytes:
        if self.headers["Transfer-Encoding"] != "chunked":
            return self.rfile.read(int(self.headers["Content-Length"] or 0))
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def answer(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for header, value in {"Content_Type": "application/json", **headers}.items():
            self.send_header(header.replace("_", "-"), value)
        if "Transfer_Encoding" not in headers and "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def fine(self) -> None:
        self.answer(json.dumps({"path": self.path}).encode(), X_Total="3")

    def zipped(self) -> None:
        assert "gzip" in self.headers["Accept-Encoding"]
        self.answer(gzip.compress(b'{"zipped": true}'), Content_Encoding="gzip")

    def garbled(self) -> None:
        self.answer(b"no gzip at all", Content_Encoding="gzip")

    def octets(self) -> None:
        self.answer(b"x" * 3000, Content_Type="application/octet-stream")

    def cookie(self) -> None:
        self.answer(b"{}", Set_Cookie="node=7; Path=/")

    def busy(self) -> None:
        """Refuses the first request."""
        if len(self.server.seen) == 1:
            self.answer(b"Retry later", 429, Content_Type="text/plain", Retry_After="20")
        else:
            self.fine()

    def wordy(self) -> None:
        self.answer(b"{}", X_Long="x" * 20_000, Vary="Origin", vary="Accept")

    def moved(self) -> None:
        self.answer(b"", 302, Location="/api/v4/fine")

    def gone(self) -> None:
        self.close_connection = True

    def slow(self) -> None:
        time.sleep(0.5)
        self.fine()

    def short(self) -> None:
        self.answer(b"{}", Content_Length="100")
        self.close_connection = True

    def broken(self) -> None:
        self.answer(b'5\r\n{"a":', Transfer_Encoding="chunked")
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: pytest's output is for failures."""


@contextmanager
def serving(*, tls: bool = False) -> Generator[Server]:
    """A running server; it remembers what was sent to it."""
    with Server(tls=tls) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
