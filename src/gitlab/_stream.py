"""Downloads as files: read as they arrive, taken up where they broke, saved all or nothing."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from gitlab._core.values import Progress
from gitlab._download import CHUNK_BYTES, Chunks, Place
from gitlab.exceptions import GitlabConnectionError, GitlabError


class DownloadStream(io.RawIOBase):
    """The content of a download as a binary file that is read once.

        with gl.stream(job.artifacts) as file:
            shutil.copyfileobj(file, target)

    When the connection breaks, the rest is asked for, where the server can give it.
    """

    def __init__(self, ask: Callable[[dict[str, str]], Chunks]) -> None:
        self._ask = ask
        self._place = Place()
        self._chunks: Chunks | None = None
        self._rest = memoryview(b"")

    @property
    def size(self) -> int | None:
        """How many bytes there are, None when the server does not tell."""
        self._opened()
        return self._place.size

    def chunks(self) -> Iterator[bytes]:
        """The content piece by piece, as it arrives."""
        while chunk := self._next():
            yield chunk

    def save(
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
        self._opened()
        part = self._place.part_of(target, resume=resume)
        try:
            if resume and part.exists():
                self._go_on_at(part.stat().st_size)
            with open(part, "ab" if self._place.position else "wb") as file:
                while chunk := self._next():
                    file.write(chunk)
                    if progress is not None:
                        progress(self._place.position, self._place.size)
            os.replace(part, target)
        except BaseException:
            if not resume:
                part.unlink(missing_ok=True)
            raise
        finally:
            self.close()
        return target

    def __enter__(self) -> Self:
        self._opened()
        return self

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._rest:
            self._rest = memoryview(self._next())
        length = min(len(buffer), len(self._rest))
        buffer[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length

    def close(self) -> None:
        """Leave what was not read."""
        self._leave()
        super().close()

    def _opened(self) -> Chunks:
        if self.closed:
            raise ValueError("This download was closed")
        if (chunks := self._chunks) is None:
            chunks = self._chunks = self._ask(self._place.headers())
            self._place.begin(chunks.status, chunks.headers)
        return chunks

    def _leave(self) -> None:
        if self._chunks is not None:
            self._chunks.close()
            self._chunks = None

    def _go_on_at(self, position: int) -> None:
        if not 0 < position < (self._place.size or 0):
            return
        self._leave()
        self._place.position = position
        self._opened()

    def _next(self) -> bytes:
        """The next piece, empty at the end."""
        while True:
            chunks = self._opened()
            try:
                for chunk in chunks:
                    if chunk:
                        return self._place.advance(chunk)
            except Exception as error:  # noqa: BLE001 - whichever HTTP library it came from
                self._take_up(error)
                continue
            if not self._place.is_short:
                return b""
            self._take_up(GitlabConnectionError("The download ended before it was complete"))

    def _take_up(self, broken: Exception) -> None:
        """Ask for the rest, or raise what broke the download."""
        position = self._place.position
        self._leave()
        if not self._place.may_go_on():
            raise broken
        try:
            self._opened()
        except GitlabError:
            raise broken from None
        if self._place.position != position:
            raise broken


def stream(
    method: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> DownloadStream:
    """Open the download `method` when it is first read."""
    own = kwargs.pop("extra_headers", None) or {}

    def ask(headers: dict[str, str]) -> Any:
        sent = {**headers, **own}
        return method(*args, iterator=True, chunk_size=CHUNK_BYTES, extra_headers=sent, **kwargs)

    return DownloadStream(ask)
