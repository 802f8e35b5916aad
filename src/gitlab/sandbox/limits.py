"""GitLab's rate limiter, which runs before anything else looks at a request."""

from __future__ import annotations

import math

__all__ = ["RateLimit"]


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
