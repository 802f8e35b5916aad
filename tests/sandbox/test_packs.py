"""Packs of git's objects: what is written is read, and nothing else is."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from gitlab.sandbox.git.objects import object_id
from gitlab.sandbox.git.packs import Packed, PackError, read_pack, write_pack

kinds = st.sampled_from(["commit", "tree", "blob", "tag"])
objects = st.lists(st.builds(Packed, kinds, st.binary(max_size=300)), max_size=8)


def nothing(id: str) -> None:
    return None


def packed(*entries: bytes) -> bytes:
    """A pack of entries that are written by hand."""
    pack = b"PACK" + struct.pack(">II", 2, len(entries)) + b"".join(entries)
    return pack + hashlib.sha1(pack, usedforsecurity=False).digest()


def entry(number: int, content: bytes, base: bytes = b"", size: int | None = None) -> bytes:
    length = len(content) if size is None else size
    assert length < 16
    return bytes([number << 4 | length]) + base + zlib.compress(content)


@given(objects)
def test_what_is_written_is_read(made: list[Packed]) -> None:
    assert read_pack(write_pack(made), nothing) == {object_id(*each): each for each in made}


@given(st.binary(max_size=200))
def test_nothing_but_a_pack_is_read(content: bytes) -> None:
    with pytest.raises(PackError):
        read_pack(content, nothing)


@given(st.binary(max_size=60))
def test_a_pack_with_broken_entries_is_refused_as_such(content: bytes) -> None:
    try:
        found = read_pack(packed(content), nothing)
    except PackError:
        return
    assert len(found) == 1


def test_deltas_are_applied_to_what_comes_later_and_to_what_is_known() -> None:
    base = Packed("blob", b"hello")
    copy_and_add = bytes([5, 7, 0b1001_0000, 5, 2]) + b"!!"
    named = bytes.fromhex(object_id(*base))
    thin = packed(entry(7, copy_and_add, named))
    made = Packed("blob", b"hello!!")
    assert read_pack(thin, lambda id: base if id == named.hex() else None) == {
        object_id(*made): made
    }
    whole = packed(entry(7, copy_and_add, named), entry(3, b"hello"))
    assert read_pack(whole, nothing) == {object_id(*each): each for each in (base, made)}
    with pytest.raises(PackError, match="missing"):
        read_pack(thin, nothing)


def test_more_than_an_entry_says_is_refused() -> None:
    with pytest.raises(PackError, match="broken"):
        read_pack(packed(entry(3, b"hello", size=3)), nothing)


def test_git_reads_what_is_written(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    made = [Packed("blob", b"x" * size) for size in (0, 1, 15, 16, 2047, 2048, 70_000)]
    command = ["git", "-C", str(tmp_path), "index-pack", "--stdin", "--strict"]
    subprocess.run(command, input=write_pack(made), check=True, capture_output=True)
