"""Async transport over aiohttp, for asyncio: lighter than httpx2 where very many calls are made."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from netrc import NetrcParseError, netrc

import aiohttp
import yarl
from aiohttp.helpers import get_env_proxy_for_url

from gitlab._core.auth import basic
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab._transports.common import content_of, failure, headers_of, trust
from gitlab._transports.default import may_be_proxied
from gitlab.exceptions import GitlabConnectionError, GitlabTimeoutError


class OpenResponse:
    """A response whose body is still to be read, in the words of `requests`."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self.status_code = response.status
        self.reason = response.reason or ""
        self.headers = CaseInsensitiveDict(response.headers.items())
        self.url = str(response.url)

    async def iter_content(self, chunk_size: int = 1024) -> AsyncIterator[bytes]:
        """The body, chunk by chunk; the connection is free again at its end."""
        try:
            async for chunk in self._response.content.iter_chunked(chunk_size):
                yield chunk
        finally:
            self._response.release()

    async def aread(self) -> bytes:
        """The whole body."""
        return await self._response.read()

    async def aclose(self) -> None:
        """Leave the rest of the body unread."""
        self._response.close()


class AiohttpTransport:
    """One session for each way of checking certificates that was asked for."""

    reaches_server = True

    def __init__(self) -> None:
        self._sessions: dict[bool | str, aiohttp.ClientSession] = {}

    async def send(self, request: Request) -> Response | Failure:
        # What is encoded stays so: `%2F` in a path is not a slash.
        url = yarl.URL(request.url, encoded=True)
        connect, read = request.timeout or (None, None)
        proxy, proxy_auth = _proxy(url)
        headers = headers_of(request)
        if request.use_netrc:
            headers = {**headers, **_credentials(url.host)}
        try:
            response = await self._session(request.verify).request(
                request.method,
                url,
                headers=headers,
                data=content_of(request),
                timeout=aiohttp.ClientTimeout(sock_connect=connect, sock_read=read),
                allow_redirects=False,
                proxy=proxy,
                proxy_auth=proxy_auth,
            )
            stream = (
                OpenResponse(response) if request.stream and 200 <= response.status < 300 else None
            )
            content = b"" if stream else await response.read()
        except TimeoutError as error:
            unseen = isinstance(error, aiohttp.ConnectionTimeoutError)
            return failure(GitlabTimeoutError, request, error, processed=False if unseen else None)
        except (aiohttp.ClientError, OSError) as error:
            unseen = isinstance(error, aiohttp.ClientConnectorError)
            return failure(
                GitlabConnectionError, request, error, processed=False if unseen else None
            )
        return Response(
            status=response.status,
            reason=response.reason or "",
            headers=CaseInsensitiveDict(response.headers.items()),
            content=content,
            url=request.url,
            received_at=time.time(),
            native=None if stream is None else lambda: stream,
        )

    def _session(self, verify: bool | str) -> aiohttp.ClientSession:
        if verify not in self._sessions:
            # How many calls are under way is the business of who makes them, and of the budget.
            connector = aiohttp.TCPConnector(limit=0, ssl=trust(verify))
            # `trust_env` would send what .netrc has along with a token.
            self._sessions[verify] = aiohttp.ClientSession(
                connector=connector, timeout=aiohttp.ClientTimeout(total=None)
            )
        return self._sessions[verify]

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()


def _proxy(url: yarl.URL) -> tuple[yarl.URL | None, aiohttp.BasicAuth | None]:
    """The proxy of the environment for this address, if there is one."""
    if not may_be_proxied(str(url)):
        return None, None
    try:
        return get_env_proxy_for_url(url)
    except LookupError:
        return None, None


def _credentials(host: str | None) -> dict[str, str]:
    """The credentials of .netrc, as `requests` reads them for the sync client."""
    path = os.environ.get("NETRC") or os.path.expanduser("~/.netrc")
    try:
        found = netrc(path).authenticators(host or "")
    except (OSError, NetrcParseError):
        return {}
    if found is None:
        return {}
    header, value = basic(found[0], found[2] or "")
    return {header: value}
