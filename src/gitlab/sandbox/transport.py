"""Transports that hand a client's requests to the sandbox in the same process."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gitlab._core.values import CaseInsensitiveDict, Request, Response

if TYPE_CHECKING:
    from gitlab.sandbox.app import App

__all__ = ["AsyncSandboxTransport", "SandboxTransport"]


class SandboxTransport:
    """Answers a sync client."""

    def __init__(self, app: App) -> None:
        self._app = app

    def send(self, request: Request) -> Response:
        return _exchange(self._app, request)

    def close(self) -> None:
        """Nothing is held open."""


class AsyncSandboxTransport:
    """Answers an async client, on any event loop."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def send(self, request: Request) -> Response:
        return _exchange(self._app, request)

    async def close(self) -> None:
        """Nothing is held open."""


def _exchange(app: App, request: Request) -> Response:
    from http.client import responses

    parts = urlsplit(request.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body = request.body
    content = b"" if body is None else body if isinstance(body, bytes) else body.read()
    status, headers, reply = app.handle(
        request.method,
        target,
        request.headers,
        content,
        served_at=f"{parts.scheme}://{parts.netloc}",
    )
    return Response(
        status=status,
        reason=responses.get(status, ""),
        headers=CaseInsensitiveDict(headers),
        content=reply,
        url=request.url,
        received_at=app.store.clock(),
    )
