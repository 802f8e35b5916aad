"""Paths that patterns like `src/**/*.{rb,py}` stand for, as `changes` and `exists` read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["any_matches", "matcher"]

_PART = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]/]+\]|\{[^{}]*\}|.", re.S)


def any_matches(patterns: Iterable[str], paths: Iterable[str]) -> bool:
    wanted = [matcher(pattern.removeprefix("/")) for pattern in patterns]
    return any(pattern.fullmatch(path) for path in paths for pattern in wanted)


@lru_cache(256)
def matcher(pattern: str) -> re.Pattern[str]:
    """One star stays within a directory, two do not."""
    return re.compile("".join(map(_translated, _PART.findall(pattern))), re.S)


def _translated(part: str) -> str:
    if part in _WILD:
        return _WILD[part]
    if part[0] == "{" and part[-1] == "}" and len(part) > 1:
        return "(?:" + "|".join(matcher(each).pattern for each in part[1:-1].split(",")) + ")"
    if part[0] == "[" and part[-1] == "]" and len(part) > 2:
        inner = re.sub(r"([\\\[&~|])", r"\\\1", part[1:-1])
        return f"[^{inner[1:]}]" if inner[0] in "!^" and len(inner) > 1 else f"[{inner}]"
    return re.escape(part)


_WILD = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
