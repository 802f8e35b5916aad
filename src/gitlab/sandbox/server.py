"""Serves the sandbox over HTTP, on the loopback interface unless told otherwise."""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from gitlab.sandbox.app import App

__all__ = ["Server"]

_LINE = 65537
_LARGEST = 2**30


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

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what is a fault of the server; clients may hang up as they like."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Listener  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = default_request_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Buffered, so that head and body leave in one packet.
    wbufsize = -1
    error_content_type = "text/html"
    error_message_format = "<html><h1>%(code)d %(message)s</h1><hr>nginx</html>\n"

    def answer(self) -> None:
        try:
            body = self._body()
        except ValueError:
            self.send_error(400)
            return
        status, headers, content = self.server.app.handle(
            self.command,
            _origin_form(self.path),
            dict(self.headers.items()),
            body,
            served_at=self.server.url,
        )
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def handle_expect_100(self) -> bool:
        """Send the interim answer now: the client waits for it."""
        super().handle_expect_100()
        self.wfile.flush()
        return True

    def version_string(self) -> str:
        return "nginx"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, in the words of the proxy in front of GitLab."""
        # A method in lower case is none to it.
        is_no_method = code == 501 and not self.command.isupper()
        super().send_error(400 if is_no_method else code)

    def log_message(self, format: str, *args: object) -> None:
        if self.server.verbose:
            sys.stderr.write(f"{format % args}\n")

    def _body(self) -> bytes:
        """The body; ValueError when it is not what its head says."""
        coding = self.headers.get("Transfer-Encoding", "").lower()
        if coding == "chunked":
            return b"".join(iter(self._chunk, b""))
        if coding:
            raise ValueError(coding)
        return self._exactly(int(self.headers.get("Content-Length") or 0))

    def _chunk(self) -> bytes:
        chunk = self._exactly(int(self.rfile.readline(_LINE).partition(b";")[0], 16))
        # After a chunk comes an empty line; after the last one, trailers and an empty line.
        while self.rfile.readline(_LINE).strip() and not chunk:
            pass
        return chunk

    def _exactly(self, size: int) -> bytes:
        content = self.rfile.read(size) if 0 <= size <= _LARGEST else b""
        if len(content) != size:
            raise ValueError(size)
        return content


def _origin_form(target: str) -> str:
    """A target without the scheme and host that clients of a proxy send."""
    return (
        target
        if target.startswith("/")
        else urlsplit(target)._replace(scheme="", netloc="").geturl()
    )


for _verb in ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"):
    setattr(_Handler, f"do_{_verb}", _Handler.answer)
