"""Transports that hand a client's requests to the sandbox in the same process."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response

if TYPE_CHECKING:
    from gitlab.sandbox.app import App
    from gitlab.sandbox.faults import Delivery, Reply

__all__ = ["AsyncSandboxTransport", "SandboxTransport"]


class SandboxTransport:
    """Answers a sync client."""

    def __init__(self, app: App) -> None:
        self._app = app

    def send(self, request: Request) -> Response | Failure:
        delivery = _deliver(self._app, request)
        if wait := _wait(delivery, request):
            time.sleep(wait)
        if not (what := _what_breaks(delivery, request)):
            return _response(self._app, request, delivery.reply)
        import requests

        kinds = {
            "timeout": requests.ReadTimeout,
            "reset": requests.ConnectionError,
            "cut": requests.exceptions.ChunkedEncodingError,
        }
        return Failure(kinds[what](_TEXTS[what]))

    def close(self) -> None:
        """Nothing is held open."""


class AsyncSandboxTransport:
    """Answers an async client, on any event loop."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def send(self, request: Request) -> Response | Failure:
        delivery = _deliver(self._app, request)
        if wait := _wait(delivery, request):
            import anyio

            await anyio.sleep(wait)
        if not (what := _what_breaks(delivery, request)):
            return _response(self._app, request, delivery.reply)
        from gitlab.exceptions import GitlabConnectionError, GitlabTimeoutError
        from gitlab.utils import masked_url

        kind = GitlabTimeoutError if what == "timeout" else GitlabConnectionError
        return Failure(kind(f"{request.method} {masked_url(request.url)} failed: {_TEXTS[what]}"))

    async def close(self) -> None:
        """Nothing is held open."""


_TEXTS = {
    "timeout": "the answer took too long",
    "reset": "the connection was reset",
    "cut": "the connection was closed before the end of the answer",
}


def _deliver(app: App, request: Request) -> Delivery:
    parts = urlsplit(request.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body = request.body
    content = b"" if body is None else body if isinstance(body, bytes) else body.read()
    return app.deliver(
        request.method,
        target,
        request.headers,
        content,
        served_at=f"{parts.scheme}://{parts.netloc}",
    )


def _wait(delivery: Delivery, request: Request) -> float:
    """The seconds that the answer takes, or until the client has had enough."""
    seconds = delivery.delay
    if delivery.bytes_per_second:
        seconds += len(delivery.reply[2]) / delivery.bytes_per_second
    patience = _patience(request)
    return seconds if patience is None else min(seconds, max(patience, seconds - delivery.delay))


def _patience(request: Request) -> float | None:
    return request.timeout[1] if request.timeout else None


def _what_breaks(delivery: Delivery, request: Request) -> str:
    patience = _patience(request)
    if patience is not None and delivery.delay > patience:
        return "timeout"
    if delivery.reset_after is not None:
        return "reset"
    cut = delivery.truncate_after
    return "cut" if cut is not None and cut < len(delivery.reply[2]) else ""


def _response(app: App, request: Request, reply: Reply) -> Response:
    from http.client import responses

    status, headers, content = reply
    return Response(
        status=status,
        reason=responses.get(status, ""),
        headers=CaseInsensitiveDict(headers),
        content=content,
        url=request.url,
        received_at=app.store.clock(),
    )
