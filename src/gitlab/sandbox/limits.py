"""GitLab's rate limiter, which runs before anything else looks at a request."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gitlab.sandbox.store import Row

__all__ = ["RateLimit", "Throttles"]


class RateLimit:
    """At most `limit` requests in each `period` of seconds."""

    def __init__(
        self,
        limit: int,
        period: int = 60,
        throttle: str = "throttle_authenticated_api",
        already_observed: int = 0,
    ) -> None:
        self.limit, self.period, self.throttle = limit, period, throttle
        self._already_observed = already_observed
        self.reset()

    def reset(self) -> None:
        """Forget the requests since the beginning."""
        self._observed = self._already_observed
        self._window: int | None = None

    def observe(self, now: float) -> dict[str, str]:
        """Count a request; the headers to send, with `Retry-After` when it is one too many."""
        from email.utils import formatdate

        window = int(now // self.period)
        if self._window is not None and window != self._window:
            self._observed = 0
        self._window = window
        self._observed += 1
        reset = (window + 1) * self.period
        headers = {
            "RateLimit-Name": self.throttle,
            "RateLimit-Limit": str(math.ceil(self.limit * 60 / self.period)),
            "RateLimit-Observed": str(self._observed),
            "RateLimit-Remaining": str(max(0, self.limit - self._observed)),
            "RateLimit-Reset": str(reset),
            "RateLimit-ResetTime": formatdate(reset, usegmt=True),
        }
        if self._observed > self.limit:
            headers["Retry-After"] = str(math.ceil(reset - now))
        return headers


_BY_DEFAULT = {"authenticated": 7200, "unauthenticated": 3600}
"""Requests in each hour."""


class Throttles:
    """The limits that the application settings have for users, and for visitors together."""

    def __init__(self) -> None:
        self._limits: dict[tuple[str, int], tuple[tuple[int, int], RateLimit]] = {}

    def reset(self) -> None:
        """Forget all requests."""
        self._limits.clear()

    @staticmethod
    def any_in(settings: Row) -> bool:
        """Whether anybody is limited at all."""
        return any(settings.get(f"throttle_{kind}_api_enabled") for kind in _BY_DEFAULT)

    def observe(self, settings: Row, user: int | None, now: float) -> dict[str, str]:
        """Count a request of a user or visitor, as `RateLimit.observe` does."""
        kind = "authenticated" if user else "unauthenticated"
        name = f"throttle_{kind}_api"
        if not settings.get(f"{name}_enabled"):
            return {}
        terms = (
            int(settings.get(f"{name}_requests_per_period") or _BY_DEFAULT[kind]),
            int(settings.get(f"{name}_period_in_seconds") or 3600),
        )
        known, limit = self._limits.get((kind, user or 0), (None, None))
        if limit is None or known != terms:
            limit = RateLimit(*terms, throttle=name)
            self._limits[kind, user or 0] = terms, limit
        return limit.observe(now)
