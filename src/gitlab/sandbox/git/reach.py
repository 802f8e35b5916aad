"""What can be reached from commits, for those who fetch them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gitlab.sandbox.git.objects import DIRECTORY, read_commit, read_tree
from gitlab.sandbox.git.packs import Packed, PackError
from gitlab.sandbox.git.repository import EMPTY_TREE, Repository

__all__ = ["GITLINK", "Wanted", "check", "fetch", "needed", "peeled"]

GITLINK = "160000"
_LATEST = 253_402_300_800
"""The year 10000, which no calendar of Python's has."""


class Wanted(NamedTuple):
    """What somebody asks for, and has already."""

    wants: list[str]
    haves: list[str]
    depth: int | None
    shallow: list[str]
    """The commits whose parents they do not have."""


def peeled(repository: Repository, id: str) -> str | None:
    """The commit that an id stands for: its own, or that of a tag."""
    for _ in range(10):
        tag = repository.get(id, "tag")
        if tag is None:
            break
        id = tag.partition(b"\n")[0].decode("ascii", "replace").rpartition(" ")[2]
    return id if repository.get(id, "commit") is not None else None


def needed(repository: Repository, asked: Wanted) -> tuple[list[Packed], list[str]]:
    """The objects to send, and the commits whose parents are left out for the depth."""
    has = _commits(repository, asked.haves, cut=set(asked.shallow))
    starts = [commit for id in asked.wants if (commit := peeled(repository, id))]
    wanted, border = _limited(repository, starts, asked.depth)
    sent: set[str] = set()
    for id in has:
        _trees(repository, repository.commit(id).tree, sent, None)
    found: list[Packed] = []
    for id in asked.wants:
        found += _tags(repository, id)
    for id in wanted:
        if id in has:
            continue
        content = repository.get(id, "commit")
        assert content is not None
        found.append(Packed("commit", content))
        _trees(repository, repository.commit(id).tree, sent, found)
    return found, border


def fetch(repository: Repository, origin: Repository, id: str) -> None:
    """Have a commit of another repository, and what leads to it; nothing names it here yet."""
    if repository.get(id, "commit") is None:
        tips = [str(ref["sha"]) for ref in repository.refs("heads")]
        found, _ = needed(origin, Wanted([id], tips, None, []))
        for kind, content in found:
            repository.put(kind, content)


def _commits(repository: Repository, starts: Iterable[str], cut: set[str]) -> set[str]:
    """All commits that lead to these, as far as somebody has them."""
    found: set[str] = set()
    waiting = [id for id in starts if repository.get(id, "commit") is not None]
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += () if id in cut else repository.commit(id).parents
    return found


def _limited(
    repository: Repository, starts: list[str], depth: int | None
) -> tuple[list[str], list[str]]:
    """The commits within the depth, and those among them whose parents are not."""
    found: dict[str, None] = {}
    border: list[str] = []
    row, level = starts, 1
    while row:
        found |= dict.fromkeys(row)
        above = [parent for id in row for parent in repository.commit(id).parents]
        if depth is not None and level >= depth:
            border += [id for id in row if repository.commit(id).parents]
            break
        row, level = [id for id in dict.fromkeys(above) if id not in found], level + 1
    return list(found), border


def _trees(repository: Repository, id: str, sent: set[str], found: list[Packed] | None) -> None:
    """A tree and what is in it, if it was not sent yet; `found` takes what is to be sent."""
    if id in sent:
        return
    sent.add(id)
    content = repository.get(id, "tree") or b""
    if found is not None:
        found.append(Packed("tree", content))
    for entry in read_tree(content).values():
        if entry.mode == DIRECTORY:
            _trees(repository, entry.id, sent, found)
        elif entry.id not in sent and entry.mode != GITLINK:
            sent.add(entry.id)
            if found is not None:
                found.append(Packed("blob", repository.blob(entry.id)))


def _tags(repository: Repository, id: str) -> Iterator[Packed]:
    content = repository.get(id, "tag")
    if content is not None:
        yield Packed("tag", content)


def check(repository: Repository, objects: dict[str, Packed]) -> None:
    """PackError unless all objects can be read, and what they refer to is there."""

    def has(id: str, kind: str) -> bool:
        made = objects.get(id)
        if made is not None:
            return made.kind == kind
        return id == EMPTY_TREE or repository.get(id, kind) is not None

    for id, (kind, content) in objects.items():
        try:
            if not all(has(*each) for each in _references(id, kind, content)):
                raise PackError("the pack refers to objects that are missing")
        except (IndexError, KeyError, ValueError):
            raise PackError("the pack has a broken object") from None


def _references(id: str, kind: str, content: bytes) -> Iterator[tuple[str, str]]:
    if kind == "commit":
        commit = read_commit(id, content)
        if not all(0 <= who.at < _LATEST for who in (commit.author, commit.committer)):
            raise ValueError(commit)
        yield commit.tree, "tree"
        yield from ((parent, "commit") for parent in commit.parents)
    elif kind == "tree":
        for entry in read_tree(content).values():
            if entry.mode != GITLINK:
                yield entry.id, "tree" if entry.mode == DIRECTORY else "blob"
    elif kind == "tag":
        fields = content.split(b"\n", 2)
        yield fields[0].decode().removeprefix("object "), fields[1].decode().removeprefix("type ")
