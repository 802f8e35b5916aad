"""What GitLab's versions do differently: one table.

Where GitLab's history names no minor version, it is the first in which the change was seen.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["NEWEST", "Change", "Version", "has"]

Version: TypeAlias = tuple[int, int]
NEWEST: Version = (19, 4)
Change: TypeAlias = Literal[
    "badges take job tokens",
    "cross-project pushes of jobs",
    "deletion in two steps",
    "enforced allowlists by default",
    "fine-grained entries",
    "issues take job tokens",
    "job tokens are JWT",
    "messages name project ids",
    "outbound lists do not count",
    "removal of what is unreadable",
    "repositories take job tokens",
    "self entries",
    "single tags take job tokens",
]

_SINCE: dict[Change, Version] = {
    "deletion in two steps": (18, 0),
    "enforced allowlists by default": (18, 0),
    "outbound lists do not count": (18, 0),
    "repositories take job tokens": (18, 0),
    "self entries": (18, 1),
    "removal of what is unreadable": (18, 1),
    "fine-grained entries": (18, 3),
    "issues take job tokens": (18, 3),
    "single tags take job tokens": (18, 8),
    "job tokens are JWT": (19, 0),
    "messages name project ids": (19, 0),
    "badges take job tokens": (19, 1),
    "cross-project pushes of jobs": (19, 1),
}


def has(version: Version, change: Change) -> bool:
    return version >= _SINCE[change]
