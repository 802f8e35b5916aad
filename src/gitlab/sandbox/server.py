"""Serves the sandbox over HTTP, on the loopback interface unless told otherwise."""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from gitlab.sandbox.app import App

__all__ = ["Server"]


class Server:
    """A running server; `url` is its address, `close` stops it at once."""

    def __init__(
        self, app: App, port: int = 0, *, host: str = "127.0.0.1", verbose: bool = False
    ) -> None:
        self._httpd = _Listener((host, port), _Handler)
        self.url = f"http://{host}:{self._httpd.server_port}"
        self._httpd.app, self._httpd.url, self._httpd.verbose = app, self.url, verbose
        # The short poll is what `close` waits for.
        self._thread = Thread(
            target=self._httpd.serve_forever, args=(0.02,), name="gitlab-sandbox", daemon=True
        )
        self._thread.start()

    def wait(self) -> None:
        """Return when the server has stopped."""
        self._thread.join()

    def close(self) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()
        self._thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    app: App
    url: str
    verbose: bool


class _Handler(BaseHTTPRequestHandler):
    server: _Listener  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Buffered, so that head and body leave in one packet.
    wbufsize = -1
    server_version = "nginx"
    sys_version = ""

    def answer(self) -> None:
        status, headers, body = self.server.app.handle(
            self.command,
            self.path,
            dict(self.headers.items()),
            self._body(),
            served_at=self.server.url,
        )
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        if self.server.verbose:
            sys.stderr.write(f"{format % args}\n")

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline().partition(b";")[0], 16)
        chunk = self.rfile.read(size)
        self.rfile.readline()
        return chunk


for _verb in ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"):
    setattr(_Handler, f"do_{_verb}", _Handler.answer)
