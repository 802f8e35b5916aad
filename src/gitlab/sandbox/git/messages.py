"""What the messages of commits say besides their text."""

from __future__ import annotations

import re

__all__ = ["reverted", "trailers"]

_TRAILER = re.compile(r"([A-Za-z0-9][\w-]*): *(\S.*)")
_REVERTS = re.compile(r"This reverts commit (?P<sha>[0-9a-f]{8,40})")


def trailers(message: str) -> dict[str, list[str]]:
    """The `Name: value` lines of the last paragraph, if all its lines are such."""
    paragraphs = re.split(r"\n[ \t]*\n", message.strip())
    if len(paragraphs) < 2:
        return {}
    found: dict[str, list[str]] = {}
    for line in paragraphs[-1].splitlines():
        parts = _TRAILER.fullmatch(line.rstrip())
        if parts is None:
            return {}
        found.setdefault(parts[1], []).append(parts[2])
    return found


def reverted(message: str) -> str | None:
    """The commit that this one takes back, or the beginning of its id."""
    found = _REVERTS.search(message)
    return found["sha"] if found else None
