"""Async transport over httpx2, for asyncio and trio."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import AsyncIterator
from typing import IO

import anyio.to_thread
import httpx2

from gitlab._core.uploads import size_of
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab.exceptions import GitlabConnectionError, GitlabTimeoutError
from gitlab.utils import masked_url

_PIECE_BYTES = 1 << 16


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
                    headers=_headers(request),
                    content=_content(request),
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
            return _failure(GitlabTimeoutError, request, error, processed=False if unseen else None)
        except httpx2.TransportError as error:
            unseen = isinstance(error, httpx2.ConnectError)
            return _failure(
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
            self._clients[verify] = httpx2.AsyncClient(verify=_trust(verify))
        return self._clients[verify]

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()


def _trust(verify: bool | str) -> ssl.SSLContext | bool:
    """Whose certificates are believed; the variables are those that the sync client obeys."""
    file = verify
    if verify is True:
        file = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
    return ssl.create_default_context(cafile=file) if isinstance(file, str) else file


def _content(request: Request) -> bytes | AsyncIterator[bytes] | None:
    body = request.body
    return body if body is None or isinstance(body, bytes) else _pieces(body)


async def _pieces(body: IO[bytes]) -> AsyncIterator[bytes]:
    """A file while it is sent; reading it may block, so a thread does."""
    while piece := await anyio.to_thread.run_sync(body.read, _PIECE_BYTES):
        yield piece


def _headers(request: Request) -> dict[str, str]:
    """With the length of what is sent, if it is known: not every server takes chunks."""
    if request.body is None or isinstance(request.body, bytes):
        return request.headers
    size = size_of(request.body)
    return request.headers if size is None else {**request.headers, "Content-Length": str(size)}


def _netrc() -> httpx2.Auth | None:
    """The credentials of .netrc, as `requests` reads them for the sync client."""
    path = os.environ.get("NETRC") or os.path.expanduser("~/.netrc")
    return httpx2.NetRCAuth(path) if os.path.isfile(path) else None


def _failure(
    kind: type[GitlabConnectionError], request: Request, error: Exception, processed: bool | None
) -> Failure:
    told = kind(
        f"{request.method} {masked_url(request.url)} failed: {str(error) or type(error).__name__}"
    )
    told.__cause__ = error
    return Failure(told, processed)
