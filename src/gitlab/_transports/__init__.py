"""What carries a request: an HTTP library or the in-process sandbox, behind one small interface."""

from __future__ import annotations

from typing import Protocol

from gitlab._core.values import Failure, Request, Response


class Transport(Protocol):
    """Sends one request and returns what happened; raises only for mistakes of the caller."""

    def send(self, request: Request) -> Response | Failure: ...

    def close(self) -> None: ...


class AsyncTransport(Protocol):
    """The same without blocking."""

    async def send(self, request: Request) -> Response | Failure: ...

    async def close(self) -> None: ...
