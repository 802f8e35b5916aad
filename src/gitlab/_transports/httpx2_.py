"""Async transport over httpx2, for asyncio and trio."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator

import httpx2

from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab._transports.common import content_of, failure, headers_of, trust
from gitlab.exceptions import GitlabConnectionError, GitlabTimeoutError


class OpenResponse:
    """A response whose body is still to be read, in the words of `requests`."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self.status_code = response.status_code
        self.reason = response.reason_phrase
        self.headers = CaseInsensitiveDict(response.headers.items())
        self.url = str(response.url)

    async def iter_content(self, chunk_size: int = 1024) -> AsyncIterator[bytes]:
        """The body, chunk by chunk; the connection is free again at its end."""
        try:
            async for chunk in self._response.aiter_bytes(chunk_size):
                yield chunk
        finally:
            await self._response.aclose()

    async def aread(self) -> bytes:
        """The whole body."""
        return await self._response.aread()

    async def aclose(self) -> None:
        """Leave the rest of the body unread."""
        await self._response.aclose()


class Httpx2Transport:
    """One `httpx2.AsyncClient` for each way of checking certificates that was asked for."""

    reaches_server = True

    def __init__(self) -> None:
        self._clients: dict[bool | str, httpx2.AsyncClient] = {}

    async def send(self, request: Request) -> Response | Failure:
        client = self._client(request.verify)
        connect, read = request.timeout or (None, None)
        try:
            response = await client.send(
                client.build_request(
                    request.method,
                    request.url,
                    headers=headers_of(request),
                    content=content_of(request),
                    timeout=httpx2.Timeout(read, connect=connect),
                ),
                auth=_netrc() if request.use_netrc else None,
                follow_redirects=False,
                stream=request.stream,
            )
            stream = OpenResponse(response) if request.stream and response.is_success else None
            content = b"" if stream else await response.aread()
        except httpx2.TimeoutException as error:
            unseen = isinstance(error, httpx2.ConnectTimeout | httpx2.PoolTimeout)
            return failure(GitlabTimeoutError, request, error, processed=False if unseen else None)
        except httpx2.TransportError as error:
            unseen = isinstance(error, httpx2.ConnectError)
            return failure(
                GitlabConnectionError, request, error, processed=False if unseen else None
            )
        return Response(
            status=response.status_code,
            reason=response.reason_phrase,
            headers=CaseInsensitiveDict(response.headers.items()),
            content=content,
            url=str(response.url),
            received_at=time.time(),
            native=None if stream is None else lambda: stream,
        )

    def _client(self, verify: bool | str) -> httpx2.AsyncClient:
        if verify not in self._clients:
            # How many calls are under way is the business of who makes them, and of the budget.
            limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
            self._clients[verify] = httpx2.AsyncClient(verify=trust(verify), limits=limits)
        return self._clients[verify]

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()


def _netrc() -> httpx2.Auth | None:
    """The credentials of .netrc, as `requests` reads them for the sync client."""
    path = os.environ.get("NETRC") or os.path.expanduser("~/.netrc")
    return httpx2.NetRCAuth(path) if os.path.isfile(path) else None
