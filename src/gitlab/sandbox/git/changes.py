"""What differs between two trees, and what becomes of two that were changed apart."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import NamedTuple

from gitlab.sandbox.git.objects import Blob
from gitlab.sandbox.git.repository import Repository

__all__ = ["Change", "changes", "merged"]

LONGEST = 200_000
"""Files with more bytes than that have no diff, as they are too large to show."""


class Change(NamedTuple):
    """A file that differs."""

    old_path: str
    new_path: str
    before: Blob | None
    after: Blob | None
    too_large: bool
    lines: tuple[str, ...]

    @property
    def diff(self) -> str:
        return "".join(self.lines)

    def count(self, sign: str) -> int:
        """How many lines were added ("+") or removed ("-")."""
        return sum(line.startswith(sign) for line in self.lines)


def changes(repository: Repository, old: str | None, new: str) -> list[Change]:
    """From one tree (None is the empty one) to another, by path. A moved file is one change."""
    before = repository.files(old) if old else {}
    after = repository.files(new)
    gone = {path: blob for path, blob in before.items() if path not in after}
    moved: dict[str, str] = {}
    for path, blob in after.items():
        same = next((old for old, was in gone.items() if was.id == blob.id), None)
        if path not in before and same is not None:
            moved[path] = same
            del gone[same]
    pairs = [
        *((path, path) for path in gone),
        *(
            (moved.get(path, path), path)
            for path, blob in after.items()
            if before.get(path) != blob
        ),
    ]
    return [
        _change(repository, old_path, new_path, before.get(old_path), after.get(new_path))
        for old_path, new_path in sorted(pairs, key=lambda pair: pair[1])
    ]


def merged(
    base: Mapping[str, Blob], ours: Mapping[str, Blob], theirs: Mapping[str, Blob]
) -> dict[str, Blob] | None:
    """Both sides' files; None when they changed the same file in different ways."""
    found: dict[str, Blob] = {}
    for path in {**ours, **theirs, **base}:
        was, mine, other = base.get(path), ours.get(path), theirs.get(path)
        if mine != other and was not in (mine, other):
            return None
        chosen = other if mine == was else mine
        if chosen is not None:
            found[path] = chosen
    return found


def _change(
    repository: Repository,
    old_path: str,
    new_path: str,
    before: Blob | None,
    after: Blob | None,
) -> Change:
    old = repository.blob(before.id) if before else b""
    new = repository.blob(after.id) if after else b""
    too_large = max(len(old), len(new)) > LONGEST
    lines = () if too_large or old == new else _lines(old, new)
    return Change(old_path, new_path, before, after, too_large, lines)


def _lines(old: bytes, new: bytes) -> tuple[str, ...]:
    if b"\0" in old or b"\0" in new:
        return ("Binary files differ\n",)
    before, after = (text.decode("utf-8", "replace").splitlines(True) for text in (old, new))
    found = list(difflib.unified_diff(before, after))[2:]
    return tuple(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found
    )
