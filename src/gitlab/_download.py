"""What a download call asks for: the three forms that scripts know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab._core import decode

if TYPE_CHECKING:
    from pathlib import Path

    from gitlab._core.values import Call

CHUNK_BYTES = 1 << 16
MOST_BREAKS = 5
"""How often a broken download is taken up without a byte of progress."""


class Download(NamedTuple):
    """One download, complete but not sent.

    By default it gives the bytes; with `iterator` an iterator of chunks; with `streamed` every
    chunk goes to `action` and the result is None.
    """

    call: Call[Any]
    streamed: bool = False
    action: Callable[[bytes], Any] | None = None
    chunk_size: int = 1024
    iterator: bool = False


def download(
    call: Call[Any],
    streamed: bool,
    action: Callable[[bytes], Any] | None,
    chunk_size: int,
    *,
    iterator: bool,
) -> Download:
    """Make a call a download: its body comes as bytes, at once or as it is read."""
    options = call.options._replace(raw=True, streamed=streamed or iterator)
    raw = call._replace(decode=decode.to_response, options=options)
    return Download(raw, streamed, action, chunk_size, iterator)


class Chunks(Iterator[bytes]):
    """The chunks of a response that is read as it arrives."""

    def __init__(self, response: Any, size: int) -> None:
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self._response = response
        self._chunks: Iterator[bytes] = response.iter_content(chunk_size=size)

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        """Leave the rest unread."""
        for part in (self._chunks, self._response):
            if (close := getattr(part, "close", None)) is not None:
                close()


class Place:
    """How far a download is, and which content it is of."""

    def __init__(self) -> None:
        self.position = 0
        self.size: int | None = None
        self.validator: str | None = None
        self._breaks = 0

    def headers(self) -> dict[str, str]:
        """To go on where it is, and only if the content is still the same."""
        # Packed content would have positions of its own.
        wanted = {"Accept-Encoding": "identity"}
        if self.position and self.validator:
            wanted |= {"Range": f"bytes={self.position}-", "If-Range": self.validator}
        return wanted

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """An answer has come: with the rest, or with all of it from the start."""
        length = headers.get("Content-Length", "")
        if status != 206:
            self.position = 0
            packed = headers.get("Content-Encoding", "identity") != "identity"
            self.size = int(length) if length.isdigit() and not packed else None
            tag = headers.get("ETag", "")
            # A weak tag does not promise that the bytes are the same.
            self.validator = headers.get("Last-Modified") if not tag or tag[:2] == "W/" else tag

    def advance(self, chunk: bytes) -> bytes:
        self.position += len(chunk)
        self._breaks = 0
        return chunk

    @property
    def is_short(self) -> bool:
        """Whether less came than was announced."""
        return self.size is not None and self.position < self.size

    def may_go_on(self) -> bool:
        """Whether another request for the rest makes sense, after this one broke."""
        self._breaks += 1
        return self.validator is not None and self._breaks <= MOST_BREAKS

    def part_of(self, target: Path, *, resume: bool) -> Path:
        """The file that becomes `target` when it is complete.

        What is to be resumed is known by its content, so that no two versions are joined.
        """
        from hashlib import sha256
        from secrets import token_hex

        told = self.validator if resume else None
        mark = sha256(told.encode()).hexdigest()[:16] if told else token_hex(8)
        return target.with_name(f".{target.name}.{mark}.part")
