"""Measuring in turns, so that a busy moment of the machine meets every candidate."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median


def medians(candidates: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each candidate returns; the first round warms up and is not counted."""
    results: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds + 1):
        for name, run in candidates.items():
            results[name].append(run())
    return {name: median(values[1:]) for name, values in results.items()}
