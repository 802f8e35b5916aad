"""What the async transports have in common."""

from __future__ import annotations

import os
import ssl
import sys
from collections.abc import AsyncIterator
from typing import IO

import anyio.to_thread

from gitlab._core.uploads import Watched, size_of
from gitlab._core.values import Failure, Request
from gitlab.exceptions import GitlabConnectionError
from gitlab.utils import masked_url

_PIECE_BYTES = 1 << 16


def on_trio() -> bool:
    """Whether trio runs the code that asks; otherwise it is asyncio."""
    trio = sys.modules.get("trio")
    return trio is not None and trio.lowlevel.in_trio_run()


def trust(verify: bool | str) -> ssl.SSLContext | bool:
    """Whose certificates are believed; the variables are those that the sync client obeys."""
    place = verify
    if verify is True:
        place = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
    if isinstance(place, bool):
        return place
    if os.path.isdir(place):
        return ssl.create_default_context(capath=place)
    return ssl.create_default_context(cafile=place)


def content_of(request: Request) -> bytes | AsyncIterator[bytes] | None:
    body = request.body
    return body if body is None or isinstance(body, bytes) else _pieces(body)


async def _pieces(body: IO[bytes]) -> AsyncIterator[bytes]:
    """A file while it is sent; reading it may block, so a thread does."""
    watched = body if isinstance(body, Watched) else None
    read = body.read if watched is None else watched.content.read
    while piece := await anyio.to_thread.run_sync(read, _PIECE_BYTES):
        if watched is not None:
            watched.passed(len(piece))
        yield piece


def headers_of(request: Request) -> dict[str, str]:
    """With the length of what is sent, if it is known: not every server takes chunks."""
    if request.body is None or isinstance(request.body, bytes):
        return request.headers
    size = size_of(request.body)
    return request.headers if size is None else {**request.headers, "Content-Length": str(size)}


def failure(
    kind: type[GitlabConnectionError], request: Request, error: Exception, processed: bool | None
) -> Failure:
    told = kind(
        f"{request.method} {masked_url(request.url)} failed: {str(error) or type(error).__name__}"
    )
    told.__cause__ = error
    return Failure(told, processed)
