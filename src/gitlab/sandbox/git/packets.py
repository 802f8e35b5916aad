"""Lines of git's protocols: each tells its length.

https://git-scm.com/docs/protocol-common
"""

from __future__ import annotations

import re

__all__ = ["FLUSH", "PATH", "PacketError", "Packets", "banded", "is_git", "packet"]

PATH = re.compile(r"/(?P<path>.+?)(?:\.git)?/(?P<what>info/refs|git-upload-pack|git-receive-pack)")
"""What git asks for, below the address of a repository."""

FLUSH = b"0000"
_MOST = 65_515


def is_git(target: str) -> bool:
    """Whether a request is git's own."""
    return PATH.fullmatch(target.partition("?")[0]) is not None


class PacketError(ValueError):
    """What was sent are no such lines."""


def packet(line: str | bytes) -> bytes:
    content = line.encode() if isinstance(line, str) else line
    return f"{len(content) + 4:04x}".encode() + content


def banded(band: int, content: bytes) -> bytes:
    """Content on a band: 1 is what was asked for, 2 is for people to read."""
    mark = bytes([band])
    starts = range(0, len(content), _MOST)
    return b"".join(packet(mark + content[start : start + _MOST]) for start in starts)


class Packets:
    """Reads lines; `rest` is what comes after those that were read."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    @property
    def rest(self) -> bytes:
        return self._content[self._at :]

    def section(self) -> list[bytes]:
        """The lines up to the next flush, or to the end."""
        found: list[bytes] = []
        while self._at < len(self._content):
            try:
                size = int(self._content[self._at : self._at + 4], 16)
            except ValueError:
                raise PacketError("no packet") from None
            if size < 4:
                self._at += 4
                return found
            found.append(self._content[self._at + 4 : self._at + size].rstrip(b"\n"))
            self._at += size
        return found
