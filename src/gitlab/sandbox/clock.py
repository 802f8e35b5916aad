"""The time of a sandbox, which tests may move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

__all__ = ["Clock", "seconds_of", "timestamp"]


class Clock:
    """Seconds since 1970, by another clock, and moved against it."""

    def __init__(self, base: Callable[[], float]) -> None:
        self._base = base
        self._ahead = 0.0

    def __call__(self) -> float:
        return self._base() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass at once: tokens expire, limits end, what is scheduled falls due."""
        self._ahead += seconds

    def set(self, seconds: float) -> None:
        """Make it this moment, in seconds since 1970; from there time goes on."""
        self._ahead = seconds - self._base()

    def reset(self) -> None:
        """Go back to the clock that it goes by."""
        self._ahead = 0.0


def timestamp(seconds: float) -> str:
    """A moment as GitLab writes it: UTC, milliseconds, Z."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds_of(text: str) -> float:
    """The other way round, of a moment or a date; without an offset it is UTC."""
    moment = datetime.fromisoformat(text.strip().replace(" UTC", "Z"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
