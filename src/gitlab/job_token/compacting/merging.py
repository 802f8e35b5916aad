"""The cheapest ways to list groups in place of what is below them: dynamic programming on a tree.

Every group offers the lists that cover what is wanted below it, each with its sizes and its price;
a parent combines those of its children, or is listed itself. A list that another one beats in
every respect is dropped on the way, as is one that has outgrown the limits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from gitlab.job_token.state import Entry

__all__ = ["Group", "Limits", "Merge", "best", "curve"]

PATIENCE = 400_000
"""How many combinations are looked at before the two limits are no longer solved exactly."""
UNIT = 1 << 20
"""The price of one project let in besides, where places of groups have a price too."""


class Limits(NamedTuple):
    """How many projects, and how many groups, a list may hold."""

    projects: int
    groups: int

    def hold(self, projects: int, groups: int) -> bool:
        """Whether a list of that many is within the limits."""
        return projects <= self.projects and groups <= self.groups

    def less(self, entries: Iterable[Entry]) -> Limits:
        """The room that is left beside these entries."""
        kinds = [entry.kind for entry in entries]
        return Limits(self.projects - kinds.count("project"), self.groups - kinds.count("group"))


@dataclass(slots=True)
class Group:
    """A group with something wanted in it: its own entry, or projects and groups below.

    `extra` is how many would get in besides if it were listed; None: it cannot be listed.
    """

    path: str
    extra: int | None
    entry: Entry | None = None
    projects: list[Entry] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


class Merge(NamedTuple):
    """The entries that stay, and the paths of groups that are listed in place of the others."""

    entries: tuple[Entry, ...]
    chosen: tuple[str, ...]


# Combinations share their parts, and are written out for the lists that are asked for.
_Chosen: TypeAlias = "Entry | str | tuple[_Chosen, ...]"


class _List(NamedTuple):
    """A list that covers a part of the tree: two sizes that are limited, and a price."""

    one: int
    other: int
    price: int
    chosen: _Chosen


class _Weights(NamedTuple):
    """What a project, a group and a project let in besides add to a list's sizes and price."""

    project: tuple[int, int, int]
    group: tuple[int, int, int]
    extra: int
    limits: tuple[int, int]


class _Impatient(Exception):
    """There are more combinations than can be looked at."""


def best(root: Group, room: Limits) -> tuple[Merge | None, int]:
    """The list that fits with the fewest extra projects, and how many fewer might be possible.

    The latter is 0 unless the tree is large and both limits are tight.
    """
    both = _Weights((1, 0, 0), (0, 1, 0), 1, room)
    try:
        found = _lists(root, both, [PATIENCE])
    except _Impatient:
        return _priced(root, room)
    cheapest = min(found, key=lambda each: (each.price, each.one + each.other), default=None)
    return cheapest and _merge(cheapest), 0


def curve(root: Group, most: int) -> Iterator[Merge]:
    """For each size up to `most` that spares anybody, the list with the fewest extra projects.

    Projects and groups are counted together, and the longest list comes first.
    """
    joint = _Weights((1, 0, 0), (1, 0, 0), 1, (most, 0))
    for found in reversed(_lists(root, joint)):
        yield _merge(found)


def _priced(root: Group, room: Limits) -> tuple[Merge | None, int]:
    """Raise the price of a group's place until no more groups are listed than may be.

    At any price no list within the limit of projects is cheaper than the found one: that bounds
    how many extra projects the best list has at least.
    """
    merge, least, bound = None, 0, 0
    low, high = 1, UNIT * UNIT
    while low <= high:
        price = int((low * high) ** 0.5)
        weights = _Weights((1, 0, 0), (0, 0, price), UNIT, (room.projects, 0))
        found = min(_lists(root, weights), key=lambda each: each.price, default=None)
        if found is None:
            break
        at_price = _merge(found)
        groups = len(at_price.chosen) + sum(entry.kind == "group" for entry in at_price.entries)
        bound = max(bound, -(-(found.price - price * room.groups) // UNIT))
        if groups > room.groups:
            low = price + 1 + price // 16
            continue
        merge, least = at_price, (found.price - price * groups) // UNIT
        if least == bound:
            break
        high = price - 1 - price // 16
    return merge, least - bound if merge else 0


def _merge(found: _List) -> Merge:
    leaves = list(_leaves(found.chosen))
    return Merge(
        tuple(leaf for leaf in leaves if isinstance(leaf, Entry)),
        tuple(leaf for leaf in leaves if isinstance(leaf, str)),
    )


def _leaves(chosen: _Chosen) -> Iterator[Entry | str]:
    pending = [chosen]
    while pending:
        part = pending.pop()
        if isinstance(part, tuple):
            pending.extend(part)
        else:
            yield part


def _lists(group: Group, weights: _Weights, patience: list[int] | None = None) -> list[_List]:
    """The lists that cover what is wanted in a group, none of them beaten by another."""
    if group.entry is not None:
        return _unbeaten([_List(*weights.group, group.entry)], weights)
    count = len(group.projects)
    one, other, price = weights.project
    found = [_List(one * count, other * count, price * count, tuple(group.projects))]
    for below in sorted((_lists(each, weights, patience) for each in group.groups), key=len):
        if patience is not None:
            patience[0] -= len(found) * len(below)
            if patience[0] < 0:
                raise _Impatient
        found = _unbeaten(
            [
                _List(a.one + b.one, a.other + b.other, a.price + b.price, (a.chosen, b.chosen))
                for a in found
                for b in below
                if a.one + b.one <= weights.limits[0]
            ],
            weights,
        )
    if group.extra is not None:
        one, other, price = weights.group
        found.append(_List(one, other, price + weights.extra * group.extra, group.path))
    return _unbeaten(found, weights)


def _unbeaten(lists: list[_List], weights: _Weights) -> list[_List]:
    """Those that are within the limits and that no other beats, the smallest first."""
    most, more = weights.limits
    kept: list[_List] = []
    # Of what was kept, for each size: the lowest price so far. Sizes rise and prices fall.
    sizes: list[int] = []
    prices: list[int] = []
    for each in sorted(lists, key=lambda each: each[:3]):
        if each.one > most or each.other > more:
            continue
        place = bisect_right(sizes, each.other)
        if place and prices[place - 1] <= each.price:
            continue
        end = place
        while end < len(sizes) and prices[end] >= each.price:
            end += 1
        start = place - 1 if place and sizes[place - 1] == each.other else place
        sizes[start:end] = [each.other]
        prices[start:end] = [each.price]
        kept.append(each)
    return kept
