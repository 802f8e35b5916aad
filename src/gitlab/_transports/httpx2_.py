"""Async transport over httpx2, for asyncio and trio."""

from __future__ import annotations

import os
import ssl
import time

import httpx2

from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab.exceptions import GitlabConnectionError, GitlabTimeoutError
from gitlab.utils import masked_url


class Httpx2Transport:
    """One `httpx2.AsyncClient` for each way of checking certificates that was asked for."""

    def __init__(self) -> None:
        self._clients: dict[bool | str, httpx2.AsyncClient] = {}

    async def send(self, request: Request) -> Response | Failure:
        client = self._client(request.verify)
        connect, read = request.timeout or (None, None)
        try:
            response = await client.request(
                request.method,
                request.url,
                headers=request.headers,
                content=_content(request),
                timeout=httpx2.Timeout(read, connect=connect),
                auth=_netrc() if request.use_netrc else None,
                follow_redirects=False,
            )
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
            content=response.content,
            url=str(response.url),
            received_at=time.time(),
        )

    def _client(self, verify: bool | str) -> httpx2.AsyncClient:
        if verify not in self._clients:
            trust = ssl.create_default_context(cafile=verify) if isinstance(verify, str) else verify
            self._clients[verify] = httpx2.AsyncClient(verify=trust)
        return self._clients[verify]

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()


def _content(request: Request) -> bytes | None:
    if request.body is None or isinstance(request.body, bytes):
        return request.body
    return request.body.read()


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
