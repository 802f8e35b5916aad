"""Packs of objects, as git sends them over the wire.

https://git-scm.com/docs/gitformat-pack
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from gitlab.sandbox.git.objects import object_id

__all__ = ["MOST_UNPACKED", "PackError", "Packed", "read_pack", "write_pack"]

MOST_UNPACKED = 256 * 2**20
"""More bytes than that do not come out of one pack."""
_CHUNK = 4096
_KINDS = {1: "commit", 2: "tree", 3: "blob", 4: "tag"}
_NUMBERS = {kind: number for number, kind in _KINDS.items()}
_OFFSET_DELTA, _NAMED_DELTA = 6, 7


class PackError(ValueError):
    """What was sent is no pack, or too much."""


class Packed(NamedTuple):
    kind: str
    content: bytes


def write_pack(objects: Iterable[Packed]) -> bytes:
    """A pack without deltas."""
    parts: list[bytes] = []
    for kind, content in objects:
        size = len(content)
        first, size = (_NUMBERS[kind] << 4) | (size & 15), size >> 4
        head = bytearray()
        while size:
            head.append(first | 0x80)
            first, size = size & 0x7F, size >> 7
        head.append(first)
        parts.append(bytes(head) + zlib.compress(content))
    pack = b"PACK" + struct.pack(">II", 2, len(parts)) + b"".join(parts)
    return pack + hashlib.sha1(pack, usedforsecurity=False).digest()


def read_pack(pack: bytes, known: Callable[[str], Packed | None]) -> dict[str, Packed]:
    """The objects by their ids. `known` gives those that a thin pack only refers to."""
    body, digest = pack[:-20], pack[-20:]
    if body[:4] != b"PACK" or hashlib.sha1(body, usedforsecurity=False).digest() != digest:
        raise PackError("the pack is broken")
    version, count = struct.unpack(">II", body[4:12])
    if version not in (2, 3):
        raise PackError("the pack has an unknown version")
    reader = _Reader(body, known)
    try:
        for _ in range(count):
            reader.read()
        reader.finish()
    except (IndexError, KeyError, zlib.error, struct.error):
        raise PackError("the pack is broken") from None
    return reader.found


class _Delta(NamedTuple):
    at: int
    base: int | str
    """An offset in the pack, or the id of an object."""
    content: bytes


class _Reader:
    def __init__(self, body: bytes, known: Callable[[str], Packed | None]) -> None:
        self.body, self.at, self.known = body, 12, known
        self.left = MOST_UNPACKED
        self.found: dict[str, Packed] = {}
        self.by_offset: dict[int, Packed] = {}
        self.waiting: list[_Delta] = []

    def read(self) -> None:
        start = self.at
        kind, size = self._head()
        base: int | str = 0
        if kind == _OFFSET_DELTA:
            base = start - self._offset()
        elif kind == _NAMED_DELTA:
            base = self.body[self.at : self.at + 20].hex()
            self.at += 20
        content = self._inflated(size)
        if kind in (_OFFSET_DELTA, _NAMED_DELTA):
            self.waiting.append(_Delta(start, base, content))
        else:
            self._keep(start, Packed(_KINDS[kind], content))

    def finish(self) -> None:
        """Apply deltas, whose bases may be deltas themselves, and come later."""
        while self.waiting:
            left = [delta for delta in self.waiting if not self._apply(delta)]
            if len(left) == len(self.waiting):
                raise PackError("the pack refers to objects that are missing")
            self.waiting = left

    def _apply(self, delta: _Delta) -> bool:
        base = self.by_offset.get(delta.base) if isinstance(delta.base, int) else None
        if isinstance(delta.base, str):
            base = self.found.get(delta.base) or self.known(delta.base)
        if base is None:
            return False
        self._keep(delta.at, Packed(base.kind, self._patched(base.content, delta.content)))
        return True

    def _keep(self, at: int, made: Packed) -> None:
        self.by_offset[at] = self.found[object_id(*made)] = made

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise PackError("the pack unpacks to too much")

    def _head(self) -> tuple[int, int]:
        byte = self.body[self.at]
        self.at += 1
        kind, size, shift = (byte >> 4) & 7, byte & 15, 4
        while byte & 0x80:
            byte = self.body[self.at]
            self.at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
        return kind, size

    def _offset(self) -> int:
        byte = self.body[self.at]
        self.at += 1
        value = byte & 0x7F
        while byte & 0x80:
            byte = self.body[self.at]
            self.at += 1
            value = ((value + 1) << 7) | (byte & 0x7F)
        return value

    def _inflated(self, size: int) -> bytes:
        self._spend(size)
        unpacker, content, at = zlib.decompressobj(), bytearray(), self.at
        while not unpacker.eof:
            chunk = self.body[at : at + _CHUNK]
            at += len(chunk)
            # One byte more than there should be shows what is longer than it says.
            content += unpacker.decompress(chunk, size + 1 - len(content))
            if len(content) > size or not (chunk or unpacker.eof):
                raise PackError("the pack is broken")
        if len(content) != size:
            raise PackError("the pack is broken")
        self.at = at - len(unpacker.unused_data)
        return bytes(content)

    def _patched(self, base: bytes, delta: bytes) -> bytes:
        at = 0

        def number() -> int:
            nonlocal at
            value = shift = 0
            while True:
                byte = delta[at]
                at += 1
                value |= (byte & 0x7F) << shift
                shift += 7
                if not byte & 0x80:
                    return value

        if number() != len(base):
            raise PackError("the pack is broken")
        size = number()
        self._spend(size)
        made = bytearray()
        while at < len(delta):
            order = delta[at]
            at += 1
            if order & 0x80:
                place = length = 0
                for bit in range(7):
                    if order & (1 << bit):
                        if bit < 4:
                            place |= delta[at] << (8 * bit)
                        else:
                            length |= delta[at] << (8 * (bit - 4))
                        at += 1
                made += base[place : place + (length or 0x10000)]
            else:
                made += delta[at : at + order]
                at += order
            if len(made) > size:
                raise PackError("the pack is broken")
        if len(made) != size:
            raise PackError("the pack is broken")
        return bytes(made)
