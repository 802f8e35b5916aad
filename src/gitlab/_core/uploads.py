"""Request bodies that are read while they are sent, so that no file has to fit into memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from io import SEEK_CUR, SEEK_END, SEEK_SET, BytesIO, RawIOBase, TextIOBase, UnsupportedOperation
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from gitlab._core.values import Progress

IN_MEMORY_BYTES = 1 << 20
"""What is known to be no larger is sent from memory."""


def readable(content: Any) -> bytes | IO[bytes]:
    """`content` as bytes, or as something that can be read piece by piece.

    It may be bytes, text, a binary or text file, or an iterable of bytes.
    """
    if isinstance(content, bytes | bytearray | memoryview):
        return bytes(content)
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, TextIOBase):
        content = getattr(content, "buffer", None) or BytesIO(content.read().encode())
    if hasattr(content, "read"):
        size = size_of(content)
        if size is None or size > IN_MEMORY_BYTES:
            return cast("IO[bytes]", content)
        data = content.read()
        return data.encode() if isinstance(data, str) else bytes(data)
    if isinstance(content, Iterable):
        return cast("IO[bytes]", Pieces(content))
    raise TypeError(f"Upload bytes, a binary file or an iterable of bytes, not {content!r}")


def size_of(body: Any) -> int | None:
    """How many bytes a file has from where it stands, None when nobody can tell."""
    try:
        position: int = body.tell()
        end: int = body.seek(0, SEEK_END)
        body.seek(position)
    except (AttributeError, OSError):
        return None
    return end - position


class Pieces(RawIOBase):
    """An iterable of bytes as a file that is read once."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        length = min(len(buffer), len(self._rest))
        buffer[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length


class Watched(RawIOBase):
    """A body that tells how far it was read."""

    def __init__(self, body: bytes | IO[bytes], progress: Progress) -> None:
        self.content = BytesIO(body) if isinstance(body, bytes) else body
        self._progress = progress
        self._done = 0
        self._size = size_of(self.content)
        self._start = 0 if self._size is None else self.content.tell()

    def passed(self, count: int) -> None:
        """So many further bytes are on their way."""
        self._done += count
        self._progress(self._done, self._size)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._size is not None

    def readinto(self, buffer: Any, /) -> int:
        data = self.content.read(len(buffer))
        buffer[: len(data)] = data
        if data:
            self.passed(len(data))
        return len(data)

    def tell(self) -> int:
        return self.content.tell()

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        position = self.content.seek(offset, whence)
        self._done = position - self._start
        return position


class Joined(RawIOBase):
    """Bytes and files, one behind the other. It goes back to the start if all files can."""

    def __init__(self, parts: Sequence[bytes | IO[bytes]]) -> None:
        self._parts = [BytesIO(part) if isinstance(part, bytes) else part for part in parts]
        self._sizes = [size_of(part) for part in self._parts]
        self._starts = [0 if size is None else part.tell() for part, size in self._each()]
        self._left = deque(self._parts)
        self._position = 0

    def _each(self) -> Iterable[tuple[IO[bytes], int | None]]:
        return zip(self._parts, self._sizes, strict=True)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return None not in self._sizes

    def readinto(self, buffer: Any, /) -> int:
        while self._left:
            data = self._left[0].read(len(buffer))
            if data:
                buffer[: len(data)] = data
                self._position += len(data)
                return len(data)
            self._left.popleft()
        return 0

    def tell(self) -> int:
        if not self.seekable():
            raise UnsupportedOperation("This body can be read only once")
        return self._position

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        position = self.tell()
        end = sum(size or 0 for size in self._sizes)
        target = offset + {SEEK_SET: 0, SEEK_CUR: position, SEEK_END: end}[whence]
        self._left = deque()
        skipped = 0
        for part, size, start in zip(self._parts, self._sizes, self._starts, strict=True):
            within = min(max(target - skipped, 0), size or 0)
            part.seek(start + within, SEEK_SET)
            skipped += size or 0
            self._left.append(part)
        self._position = target
        return target
