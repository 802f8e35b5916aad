"""The async transport of a client: the library that suits the event loop, and connections for it.

aiohttp takes a third of the CPU that httpx2 does, and so it is used on asyncio where it is
installed. httpx2 always is, and runs on trio. Connections belong to the event loop that opened
them: a client that is used again under another loop, as two calls of `asyncio.run` have them,
opens new ones.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gitlab._transports.common import on_trio

if TYPE_CHECKING:
    from gitlab._core.values import Failure, Request, Response
    from gitlab._transports import AsyncTransport


class DefaultAsyncTransport:
    """Over the library of that name, or the one that suits."""

    reaches_server = True

    def __init__(self, library: str | None = None) -> None:
        self._library = library
        self._loop: Any = None
        self._carrier: AsyncTransport | None = None

    async def send(self, request: Request) -> Response | Failure:
        carrier, loop = self._carrier, _running_loop()
        if carrier is None or loop is not self._loop:
            carrier = self._carrier = _over(self._library or _suitable())
            self._loop = loop
        return await carrier.send(request)

    async def close(self) -> None:
        carrier, self._carrier = self._carrier, None
        # What another loop opened went with it.
        if carrier is not None and self._loop is _running_loop():
            await carrier.close()


def _running_loop() -> object:
    if on_trio():
        import trio

        return trio.lowlevel.current_trio_token()
    import asyncio

    return asyncio.get_running_loop()


def _suitable() -> str:
    return "httpx2" if on_trio() or find_spec("aiohttp") is None else "aiohttp"


def _over(library: str) -> AsyncTransport:
    if library == "httpx2":
        from gitlab._transports.httpx2_ import Httpx2Transport

        return Httpx2Transport()
    if library != "aiohttp":
        raise ValueError(f"transport is 'httpx2', 'aiohttp' or an object, not {library!r}")
    try:
        from gitlab._transports.aiohttp_ import AiohttpTransport
    except ImportError as error:
        raise ImportError(
            "transport='aiohttp' needs aiohttp: pip install 'gitlabkit[aiohttp]'"
        ) from error
    return AiohttpTransport()
