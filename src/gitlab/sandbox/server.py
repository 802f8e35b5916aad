"""Serves the sandbox over HTTP, on the loopback interface unless told otherwise."""

from __future__ import annotations

import io
import re
import socket
import struct
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from gitlab.sandbox.app import App
from gitlab.sandbox.faults import Delivery

__all__ = ["Server"]

_LINE = 65537
LARGEST_BODY = 64 * 2**20
"""Bytes of a body; each request in progress may take as much memory."""
_MOST_LINES = 100
_PLAIN = re.compile(rb"(?:[A-Za-z0-9-]+:[\t -\xff]*\r?\n)*")
_MOST_DISCARDED = 2**30
_RESET = struct.pack("ii", 1, 0)
"""To linger for no time: closing resets the connection."""
_PAUSE = 0.05


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


class _TooLarge(Exception):
    """A body that takes more memory than one may."""


_TOO_LARGE = b'{"message":"413 Request Entity Too Large"}'


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
    raw_requestline: bytes
    protocol_version = default_request_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Buffered, so that head and body leave in one packet.
    wbufsize = -1
    error_content_type = "text/html"
    error_message_format = "<html><h1>%(code)d %(message)s</h1><hr>nginx</html>\n"

    def answer(self) -> None:
        try:
            body = self._body()
        except _TooLarge:
            # What is left of the body is not read, so nothing can follow it.
            self.close_connection = True
            self._send(413, {"Content-Type": "application/json"}, _TOO_LARGE)
            return
        except ValueError:
            self.send_error(400)
            return
        delivery = self.server.app.deliver(
            self.command,
            _origin_form(self.path),
            self._fields,
            body,
            served_at=self.server.url,
        )
        if delivery == Delivery(delivery.reply):
            self._send(*delivery.reply)
        else:
            self._send_badly(delivery)

    def _send(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self.wfile.write(self._head(status, headers) + content)

    def _head(self, status: int, headers: Mapping[str, str]) -> bytes:
        self.log_request(status)
        reason = self.responses[status][0] if status in self.responses else ""
        fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        date = self.date_time_string()
        head = f"HTTP/1.1 {status} {reason}\r\nServer: nginx\r\nDate: {date}\r\n{fields}\r\n"
        return head.encode("latin-1")

    def _send_badly(self, delivery: Delivery) -> None:
        """Send an answer late, slowly, and not to its end, as a fault has it."""
        status, headers, content = delivery.reply
        time.sleep(delivery.delay)
        if (size := delivery.reset_after) is not None:
            wire, self.wfile = self.wfile, (whole := io.BytesIO())
            self._send(status, headers, content)
            self.wfile = wire
            self.wfile.write(whole.getvalue()[:size])
            self.wfile.flush()
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.connection.close()
            return
        self.wfile.write(self._head(status, headers))
        cut = delivery.truncate_after
        if cut is not None and cut < len(content):
            content, self.close_connection = content[:cut], True
        if not delivery.bytes_per_second:
            self.wfile.write(content)
            return
        step = max(1, int(delivery.bytes_per_second * _PAUSE))
        for start in range(0, len(content), step):
            self.wfile.write(content[start : start + step])
            self.wfile.flush()
            time.sleep(step / delivery.bytes_per_second)

    def parse_request(self) -> bool:
        """Read the head. What is not plain is read as the standard library does it, and slowly."""
        lines: list[bytes] = []
        while (line := self.rfile.readline(_LINE)) not in (b"\r\n", b"\n", b""):
            lines.append(line)
            if len(lines) > _MOST_LINES:
                break
        words = self.raw_requestline.split()
        plain = _PLAIN.fullmatch(b"".join(lines)) and len(words) == 3
        if not (plain and words[2] == b"HTTP/1.1" and line):
            return self._parse_slowly(b"".join([*lines, line]))
        self.command, self.path, self.request_version = (str(word, "latin-1") for word in words)
        self.requestline = str(self.raw_requestline, "latin-1").rstrip("\r\n")
        pairs = (str(line, "latin-1").partition(":") for line in lines)
        self._fields = {name.lower(): value.strip() for name, _, value in pairs}
        self.close_connection = self._fields.get("connection", "").lower() == "close"
        if self._fields.get("expect", "").lower() == "100-continue":
            return self.handle_expect_100()
        return True

    def _parse_slowly(self, head: bytes) -> bool:
        wire, self.rfile = self.rfile, io.BytesIO(head)
        is_request = super().parse_request()
        self.rfile = wire
        if is_request:
            self._fields = {name.lower(): value for name, value in self.headers.items()}
        return is_request

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

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if self.server.verbose:
            super().log_request(code, size)

    def log_message(self, format: str, *args: object) -> None:
        if self.server.verbose:
            sys.stderr.write(f"{format % args}\n")

    def _body(self) -> bytes:
        """The body; ValueError when it is not what its head says."""
        coding = self._fields.get("transfer-encoding", "").lower()
        if coding == "chunked":
            return self._chunks()
        if coding:
            raise ValueError(coding)
        return self._exactly(int(self._fields.get("content-length") or 0))

    def _chunks(self) -> bytes:
        body = bytearray()
        while chunk := self._chunk():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise _TooLarge
        return bytes(body)

    def _chunk(self) -> bytes:
        chunk = self._exactly(int(self.rfile.readline(_LINE).partition(b";")[0], 16))
        # After a chunk comes an empty line; after the last one, trailers and an empty line.
        while self.rfile.readline(_LINE).strip() and not chunk:
            pass
        return chunk

    def _discard(self, size: int) -> None:
        """Read on without keeping it: clients look for an answer when they have sent all."""
        while size > 0 and (read := self.rfile.read(min(size, _LINE))):
            size -= len(read)

    def _exactly(self, size: int) -> bytes:
        if size > LARGEST_BODY:
            self._discard(min(size, _MOST_DISCARDED))
            raise _TooLarge
        content = self.rfile.read(size) if size >= 0 else b""
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
