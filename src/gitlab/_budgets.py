"""One rate budget for each server, for the whole process."""

from __future__ import annotations

import os
from time import monotonic

from gitlab._core.auth import origin
from gitlab._core.budget import RateBudget

_budgets: dict[tuple[str, str, int | None], RateBudget] = {}


def shared_budget(url: str) -> RateBudget:
    """The budget of the server at `url`."""
    # Two threads may come here at once; the first one's budget is taken.
    return _budgets.setdefault(origin(url), new_budget())


def new_budget() -> RateBudget:
    """A budget that nobody else has."""
    return RateBudget(monotonic)


def _start_over_in_child() -> None:
    for budget in _budgets.values():
        budget.start_over()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_over_in_child)
