"""Async transport over aiohttp, for asyncio."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import AsyncIterator
from netrc import NetrcParseError, netrc
from typing import TYPE_CHECKING

import aiohttp
import yarl

from gitlab._core.auth import basic
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab._transports.common import content_of, failure, headers_of, trust
from gitlab._transports.default import proxy_for
from gitlab.exceptions import GitlabConnectionError, GitlabTimeoutError

if TYPE_CHECKING:
    from multidict import CIMultiDictProxy

_LONGEST_HEADER = 65_536
"""Links to other pages repeat what was asked for, three times."""


class OpenResponse:
    """A response whose body is still to be read, in the words of `requests`."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self.status_code = response.status
        self.reason = response.reason or ""
        self.headers = _joined(response.headers)
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
                proxy=_proxy(request.url),
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
            headers=_joined(response.headers),
            content=content,
            url=request.url,
            received_at=time.time(),
            native=None if stream is None else lambda: stream,
        )

    def _session(self, verify: bool | str) -> aiohttp.ClientSession:
        if verify not in self._sessions:
            # How many calls are under way is the business of who makes them, and of the budget.
            connector = aiohttp.TCPConnector(limit=0, ssl=_authorities(verify))
            # `trust_env` would send what .netrc has along with a token.
            self._sessions[verify] = aiohttp.ClientSession(
                connector=connector,
                timeout=aiohttp.ClientTimeout(total=None),
                # GitLabs stand at bare addresses, too.
                cookie_jar=aiohttp.CookieJar(unsafe=True),
                max_line_size=_LONGEST_HEADER,
                max_field_size=_LONGEST_HEADER,
            )
        return self._sessions[verify]

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    def __del__(self) -> None:
        """A client that is dropped takes its connections along without a word, as others do."""
        for session in self._sessions.values():
            connector = session.connector
            session.detach()
            if connector is not None:
                # Nobody is there to wait until they are closed.
                next(connector.close().__await__(), None)


def _authorities(verify: bool | str) -> ssl.SSLContext | bool:
    trusted = trust(verify)
    own = ssl.get_default_verify_paths()
    if trusted is not True or own.cafile or own.capath:
        return trusted
    # Pythons of macOS and Windows bring none; httpx2 asks the system there, requests has certifi.
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _joined(headers: CIMultiDictProxy[str]) -> CaseInsensitiveDict:
    """What came in several lines as one, as the other libraries tell it."""
    joined = CaseInsensitiveDict(headers.items())
    if len(joined) < len(headers):
        joined = CaseInsensitiveDict((name, ", ".join(headers.getall(name))) for name in joined)
    return joined


def _proxy(url: str) -> yarl.URL | None:
    """The proxy for this address, if there is one; it may say who we are to it."""
    found = proxy_for(url)
    if found is None:
        return None
    proxy = yarl.URL(found)
    if proxy.scheme not in ("http", "https"):
        raise ValueError(
            f"aiohttp has no {proxy.scheme} proxies: pass transport='httpx2', with httpx2[socks]"
        )
    return proxy


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
