"""Downloads without blocking: read as they arrive, taken up where they broke, saved whole."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Self

import anyio

from gitlab._core.values import Progress
from gitlab._download import CHUNK_BYTES, Place
from gitlab.exceptions import GitlabConnectionError, GitlabError


class AsyncChunks(AsyncIterator[bytes]):
    """The chunks of a response that is read as it arrives."""

    def __init__(self, response: Any, size: int) -> None:
        self.status: int = response.status_code
        self.headers: Any = response.headers
        self._response = response
        self._chunks = response.iter_content(chunk_size=size)

    async def __anext__(self) -> bytes:
        if hasattr(self._chunks, "__anext__"):
            chunk: bytes = await self._chunks.__anext__()
            return chunk
        # A response that was read already.
        rest: bytes | None = next(self._chunks, None)
        if rest is None:
            raise StopAsyncIteration
        return rest

    async def aclose(self) -> None:
        """Leave the rest unread."""
        for part in (self._chunks, self._response):
            if (close := getattr(part, "aclose", None)) is not None:
                await close()


class AsyncDownloadStream(AsyncIterator[bytes]):
    """The content of a download, read once.

        async with gl.stream(job.artifacts) as file:
            head = await file.read(512)
            async for chunk in file:
                ...

    When the connection breaks, the rest is asked for, where the server can give it.
    """

    def __init__(self, ask: Callable[[dict[str, str]], Awaitable[AsyncChunks]]) -> None:
        self._ask = ask
        self._place = Place()
        self._chunks: AsyncChunks | None = None
        self._rest = b""
        self._closed = False

    @property
    def size(self) -> int | None:
        """How many bytes there are, None when the server does not tell, or was not asked yet."""
        return self._place.size

    async def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left without it; empty at the end."""
        pieces = [self._rest]
        length = len(self._rest)
        while (size < 0 or length < size) and (chunk := await self._next()):
            pieces.append(chunk)
            length += len(chunk)
        content = b"".join(pieces)
        self._rest = b"" if size < 0 else content[size:]
        return content if size < 0 else content[:size]

    async def save(
        self,
        path: str | os.PathLike[str],
        *,
        progress: Progress | None = None,
        resume: bool = False,
    ) -> Path:
        """Write the content to `path`, which appears only when it is complete; return it.

        `progress` is called with the bytes so far, and of how many. With `resume=True` an attempt
        that failed leaves its part beside `path`, and the next one goes on from there if the
        content is still the same.
        """
        target = Path(path)
        await self._opened()
        part = self._place.part_of(target, resume=resume)
        try:
            if resume and part.exists():
                await self._go_on_at(part.stat().st_size)
            async with await anyio.open_file(part, "ab" if self._place.position else "wb") as file:
                while chunk := await self._next():
                    await file.write(chunk)
                    if progress is not None:
                        progress(self._place.position, self._place.size)
            os.replace(part, target)
        except BaseException:
            if not resume:
                part.unlink(missing_ok=True)
            raise
        finally:
            await self.aclose()
        return target

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        chunk = self._rest or await self._next()
        self._rest = b""
        if not chunk:
            raise StopAsyncIteration
        return chunk

    async def __aenter__(self) -> Self:
        await self._opened()
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Leave what was not read."""
        self._closed = True
        await self._leave()

    async def _opened(self) -> AsyncChunks:
        if self._closed:
            raise ValueError("This download was closed")
        if (chunks := self._chunks) is None:
            chunks = self._chunks = await self._ask(self._place.headers())
            self._place.begin(chunks.status, chunks.headers)
        return chunks

    async def _leave(self) -> None:
        chunks, self._chunks = self._chunks, None
        if chunks is not None:
            with anyio.CancelScope(shield=True):
                await chunks.aclose()

    async def _go_on_at(self, position: int) -> None:
        if not 0 < position < (self._place.size or 0):
            return
        await self._leave()
        self._place.position = position
        await self._opened()

    async def _next(self) -> bytes:
        """The next piece, empty at the end."""
        while True:
            chunks = await self._opened()
            try:
                async for chunk in chunks:
                    if chunk:
                        return self._place.advance(chunk)
            except Exception as error:  # noqa: BLE001 - whichever HTTP library it came from
                await self._take_up(error)
                continue
            if not self._place.is_short:
                return b""
            await self._take_up(GitlabConnectionError("The download ended before it was complete"))

    async def _take_up(self, broken: Exception) -> None:
        """Ask for the rest, or raise what broke the download."""
        position = self._place.position
        told = broken if isinstance(broken, GitlabError) else GitlabConnectionError(str(broken))
        await self._leave()
        if not self._place.may_go_on():
            raise told from broken
        try:
            await self._opened()
        except GitlabError:
            raise told from broken
        if self._place.position != position:
            raise told from broken


def stream(
    method: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> AsyncDownloadStream:
    """Open the download `method` when it is first read."""
    own = kwargs.pop("extra_headers", None) or {}

    def ask(headers: dict[str, str]) -> Any:
        sent = {**headers, **own}
        return method(*args, iterator=True, chunk_size=CHUNK_BYTES, extra_headers=sent, **kwargs)

    return AsyncDownloadStream(ask)
