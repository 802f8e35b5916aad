"""When a request may be repeated, and after how long. The only place that decides it."""

from __future__ import annotations

from typing import Any

from gitlab._core.values import Call, CaseInsensitiveDict, Failure, Response, Sleep

TRANSIENT_STATUSES = frozenset({500, 502, 503, 504, *range(520, 531)})
REPEATABLE_METHODS = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})

LONGEST_ASKED_SECONDS = 300.0
LONGEST_BACKOFF_SECONDS = 60.0
FIRST_BACKOFF_SECONDS = 0.1


class Retries:
    """The retries of one call: how many are left, and whether its kind allows another."""

    def __init__(self, call: Call[Any], *, transient: bool) -> None:
        self._limit = call.options.max_retries
        self._obey_rate_limit = call.options.obey_rate_limit
        self._transient = transient
        self._repeatable = call.method in REPEATABLE_METHODS or call.idempotent
        self._done = 0

    def after(self, reply: Response | Failure) -> Sleep | None:
        """The pause before the next attempt, or None when this reply stands."""
        if self._limit != -1 and self._done >= self._limit:
            return None
        pause = self._after_failure(reply) if isinstance(reply, Failure) else self._after(reply)
        if pause is not None:
            self._done += 1
        return pause

    def _after_failure(self, failure: Failure) -> Sleep | None:
        surely_unseen = failure.processed is False
        if self._transient and (self._repeatable or surely_unseen):
            return self._backoff()
        return None

    def _after(self, response: Response) -> Sleep | None:
        status = response.status
        if status == 429:
            return self._asked_or_backoff(response) if self._obey_rate_limit else None
        if not self._transient:
            return None
        # A held lock is refused before anything is written, so a POST may come back too.
        if status == 409 and _names_resource_lock(response):
            return self._asked_or_backoff(response)
        if status in TRANSIENT_STATUSES and self._repeatable:
            return self._asked_or_backoff(response)
        return None

    def _asked_or_backoff(self, response: Response) -> Sleep:
        asked = asked_delay(response.headers, response.received_at)
        if asked is None:
            return self._backoff()
        seconds = min(asked, LONGEST_ASKED_SECONDS)
        # Clients refused together would come back together.
        return Sleep(seconds, jitter=min(1.0, seconds / 10))

    def _backoff(self) -> Sleep:
        # The exponent is bounded too: with endless retries 2 ** n would outgrow a float.
        grown = FIRST_BACKOFF_SECONDS * 2 ** min(self._done, 20)
        seconds = min(grown, LONGEST_BACKOFF_SECONDS)
        return Sleep(seconds, jitter=seconds / 2)


def asked_delay(headers: CaseInsensitiveDict, now: float) -> float | None:
    """Seconds that GitLab or a proxy asks to wait: `Retry-After`, else `RateLimit-Reset`."""
    retry_after = headers.get("Retry-After", "").strip()
    if retry_after:
        if retry_after.isdigit():
            return float(retry_after)
        moment = _http_date(retry_after)
        if moment is not None:
            return max(0.0, moment - now)
    return seconds_to_reset(headers, now)


def seconds_to_reset(headers: CaseInsensitiveDict, now: float) -> float | None:
    """Seconds until GitLab counts its limit anew, by its own clock where it tells the time."""
    reset = headers.get("RateLimit-Reset", "").strip()
    if not reset.isdigit():
        return None
    return max(0.0, float(reset) - (_http_date(headers.get("Date", "")) or now))


def _http_date(text: str) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).timestamp()
    except ValueError:
        return None


def _names_resource_lock(response: Response) -> bool:
    # HTTP/2 has no reason phrase; GitLab says it in the body as well.
    return "Resource lock" in response.reason or b"Resource lock" in response.content
