"""Git's objects as bytes, and back: blobs, trees and commits with the ids that git gives them."""

from __future__ import annotations

import hashlib
import time
from typing import NamedTuple

__all__ = [
    "DIRECTORY",
    "EXECUTABLE",
    "FILE",
    "Blob",
    "Commit",
    "Signature",
    "commit_bytes",
    "object_id",
    "read_commit",
    "read_tree",
    "tree_bytes",
]

FILE, EXECUTABLE, DIRECTORY = "100644", "100755", "40000"


class Blob(NamedTuple):
    """A file of a tree: its mode and the id of its content. A directory has the id of a tree."""

    mode: str
    id: str


class Signature(NamedTuple):
    """Who and when, in seconds since 1970."""

    name: str
    email: str
    at: int

    @property
    def iso(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%S.000+00:00", time.gmtime(self.at))


class Commit(NamedTuple):
    """A commit, as it is read."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str

    @property
    def title(self) -> str:
        return self.message.partition("\n")[0]


def object_id(kind: str, content: bytes) -> str:
    header = f"{kind} {len(content)}\0".encode()
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()


def tree_bytes(entries: dict[str, Blob]) -> bytes:
    """Git orders directories as if their names ended in a slash."""

    def place(item: tuple[str, Blob]) -> bytes:
        name, entry = item
        path = f"{name}/" if entry.mode == DIRECTORY else name
        return path.encode("utf-8", "surrogateescape")

    return b"".join(
        f"{entry.mode} {name}\0".encode("utf-8", "surrogateescape") + bytes.fromhex(entry.id)
        for name, entry in sorted(entries.items(), key=place)
    )


def read_tree(content: bytes) -> dict[str, Blob]:
    entries, at = {}, 0
    while at < len(content):
        end = content.index(b"\0", at)
        mode, _, name = content[at:end].decode("utf-8", "surrogateescape").partition(" ")
        entries[name] = Blob(mode, content[end + 1 : end + 21].hex())
        at = end + 21
    return entries


def commit_bytes(
    tree: str, parents: tuple[str, ...], author: Signature, committer: Signature, message: str
) -> bytes:
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    for role, who in (("author", author), ("committer", committer)):
        lines.append(f"{role} {_plain(who.name)} <{_plain(who.email)}> {who.at} +0000")
    return ("\n".join(lines) + f"\n\n{message}").encode()


def read_commit(id: str, content: bytes) -> Commit:
    head, _, message = content.decode("utf-8", "replace").partition("\n\n")
    parted = (line.partition(" ") for line in head.split("\n"))
    fields = [(name, value) for name, _, value in parted]
    single = dict(fields)
    parents = tuple(value for name, value in fields if name == "parent")
    author, committer = _signature(single["author"]), _signature(single["committer"])
    return Commit(id, single["tree"], parents, author, committer, message)


def _signature(text: str) -> Signature:
    name, _, rest = text.partition(" <")
    email, _, at = rest.partition("> ")
    return Signature(name, email, int(at.partition(" ")[0]))


def _plain(text: str) -> str:
    """Without what would end a name or an address."""
    return "".join(letter for letter in text if letter not in "<>\n\r\0").strip()
