"""Words of the command line that need no argparse.

To load argparse and build its parsers takes longer than all the rest of a short command's own work.
What is written plainly, `--flag value` or `--flag=value` with whole names, is read here. Whatever
is not raises `Unusual`, and argparse has the word: it knows help, short forms and what to say
about mistakes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Unusual(Exception):
    """Words that argparse has to look at."""


class Flag(Protocol):
    """What has to be known of a flag to read it."""

    @property
    def spellings(self) -> tuple[str, ...]: ...

    @property
    def is_switch(self) -> bool: ...


F = TypeVar("F", bound=Flag)


def plainly(
    words: Sequence[str], flags: Iterable[F], exclusive: Iterable[Sequence[str]] = ()
) -> tuple[list[tuple[F, str]], list[str]]:
    """The flags at the start of `words` with their texts, and the words from the first other on.

    Of each group of spellings in `exclusive` there may be one.
    """
    known = {spelling: flag for flag in flags for spelling in flag.spellings}
    found: list[tuple[F, str]] = []
    used: set[str] = set()
    position = 0
    while position < len(words) and words[position].startswith("-"):
        spelled, joined, text = _split(words[position])
        flag = _known(known, spelled)
        position += 1
        if flag.is_switch:
            if joined:
                raise Unusual
        elif not joined:
            if position == len(words) or words[position].startswith("-"):
                raise Unusual
            text = words[position]
            position += 1
        found.append((flag, text))
        used.add(flag.spellings[0])
    if any(len(used.intersection(group)) > 1 for group in exclusive):
        raise Unusual
    return found, list(words[position:])


def _split(word: str) -> tuple[str, str, str]:
    return word.partition("=") if word.startswith("--") else (word, "", "")


def _known(flags: Mapping[str, F], spelled: str) -> F:
    try:
        return flags[spelled]
    except KeyError:
        raise Unusual from None
