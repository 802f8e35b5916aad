"""How much one server bears, learnt from its answers, and who waits so that it stays so.

Everything that asks the same server takes a ticket before each request and gives it back after
the answer. A ticket says how long to wait first; nobody asks twice, so whoever waited goes. Three
things make a request wait:

- GitLab told someone to come back later (`Retry-After`, 429): until then nobody with the same
  credential goes, and then one after the other.
- A limit that GitLab announces (`RateLimit-*`) is nearly used up: what is left of it is spread
  over the time until it is renewed, before anything is refused. It is counted for the credential,
  too, as GitLab counts for each user, and for each address where nobody says who they are.
- The server shows strain (429, 5xx, broken connections, far slower answers): the number of
  requests under way is halved, and grows again by one for each round that goes well.

Without any of these a ticket costs about two microseconds and nobody waits. The clock is passed
in; waiting is the drivers' part.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Literal, NamedTuple, TypeAlias

from gitlab._core.retry import LONGEST_ASKED_SECONDS, TRANSIENT_STATUSES, seconds_to_reset
from gitlab._core.values import Failure, Response

READS = frozenset({"GET", "HEAD", "OPTIONS"})
FREE_SHARE_READS, FREE_SHARE_WRITES = 0.75, 0.5
"""How much of an announced limit may be used before the rest is spread."""
WRITE_WEIGHT = 2
"""A write is as much load as two reads."""
PERIOD_SECONDS = 60.0
"""What GitLab's limits are counted over."""
NOT_WORTH_WAITING = 0.001

Caller: TypeAlias = int | None
"""A credential, as a hash that this process salts; None for requests without any."""
Reason: TypeAlias = Literal["refused", "limit", "strain"]


class Throttle(NamedTuple):
    """A request that is held back."""

    seconds: float
    reason: Reason
    """GitLab asked to wait; a limit is nearly used up; the server shows strain."""
    method: str


class Ticket(NamedTuple):
    """Leave to send one request after `wait` seconds."""

    wait: float
    starts_at: float
    weight: int
    caller: Caller = None


class _Limit:
    """A limit that GitLab announced and that is nearly used up."""

    __slots__ = ("most", "remaining", "renewed_at")

    def __init__(self, most: int, remaining: int, renewed_at: float) -> None:
        self.most = most
        self.remaining = remaining
        self.renewed_at = renewed_at


class _Line:
    """The requests to come of one caller, who was told of a limit."""

    __slots__ = ("limits", "next_start")

    def __init__(self) -> None:
        # Reads and writes go one after the other by themselves, by weight.
        self.next_start = {1: float("-inf"), WRITE_WEIGHT: float("-inf")}
        self.limits: dict[str, _Limit] = {}

    def is_over(self, now: float) -> bool:
        return max(self.next_start.values()) <= now and all(
            limit.renewed_at <= now for limit in self.limits.values()
        )


class RateBudget:
    """What one server bears, shared by all clients, threads and tasks of this process.

    `on_throttle` is called with a `Throttle` for each request that has to wait, before it does,
    in the thread or task that waits: it should be quick. The numbers are to be read:

    - `requests`: how many were sent or are waiting; `in_flight`: how many of them are not done
    - `delayed`: how many were made to wait; `delayed_seconds`: how long in total
    - `refused`: how many were answered 429; `strained`: how many times the server showed strain
    - `window`: how many may be under way at once, None while there is no reason for a bound
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.on_throttle: Callable[[Throttle], object] | None = None
        self.requests = self.delayed = self.refused = self.strained = 0
        self.delayed_seconds = 0.0
        self.start_over()

    def start_over(self) -> None:
        """Forget what the server's answers told; the counters stay.

        A forked child does it, too: the requests under way are its parent's.
        """
        # The garbage collector may end an abandoned request in the midst of another's.
        self._lock = RLock()
        self.in_flight = 0
        self._load = 0
        self.window: float | None = None
        self._peak = 0
        self._shrunk_at = float("-inf")
        self._lines: dict[Caller, _Line] = {}
        self._latency: float | None = None
        self._usual_latency = 0.0

    def take(
        self, method: str, caller: Caller = None, *, obeys: bool = True, has_waited: bool = False
    ) -> Ticket:
        """A ticket for one request of this HTTP method.

        Who does not obey limits never waits, but counts. Who was refused and `has_waited` as
        long as GitLab said has no need to do it twice.
        """
        weight = 1 if method in READS else WRITE_WEIGHT
        with self._lock:
            now = self._clock()
            wait = 0.0
            reason: Reason | None = None
            if obeys:
                line = self._lines.get(caller)
                if line is not None and not has_waited:
                    wait, reason = self._turn(line, now, weight)
                if self.window is not None and self._load > 0:
                    over = self._load + weight - self.window
                    strain = over * (self._latency or 0.0) / self.window
                    if strain > wait:
                        wait, reason = strain, "strain"
            wait = 0.0 if wait < NOT_WORTH_WAITING else min(wait, LONGEST_ASKED_SECONDS)
            self.requests += 1
            self.in_flight += 1
            self._load += weight
            if wait:
                self.delayed += 1
                self.delayed_seconds += wait
        if wait and reason and self.on_throttle is not None:
            self.on_throttle(Throttle(wait, reason, method))
        return Ticket(wait, now + wait, weight, caller)

    def hold(self, seconds: float, caller: Caller = None) -> None:
        """GitLab asked this caller to come back in so many seconds."""
        with self._lock:
            now = self._clock()
            line = self._line(caller, now)
            for weight, start in line.next_start.items():
                line.next_start[weight] = max(start, now + seconds)

    def give_back(self, ticket: Ticket, reply: Response | Failure | None) -> None:
        """The request is done: learn from the answer. None is one that nobody waited for."""
        with self._lock:
            if self.in_flight > 0:
                self.in_flight -= 1
                self._load = max(0, self._load - ticket.weight)
            if reply is None:
                return
            now = self._clock()
            if isinstance(reply, Failure):
                self.strained += 1
                self._shrink(ticket, now, 0.5)
                return
            if reply.status == 429:
                self.refused += 1
                self._shrink(ticket, now, 0.5)
            elif reply.status in TRANSIENT_STATUSES:
                self.strained += 1
                self._shrink(ticket, now, 0.5)
            else:
                self._observe(now - ticket.starts_at, ticket, now)
            remaining = reply.headers.get("RateLimit-Remaining")
            if remaining is not None:
                self._announced(ticket.caller, remaining, reply, now)

    def _line(self, caller: Caller, now: float) -> _Line:
        """The line of this caller; those with nothing to wait for any more are forgotten."""
        if caller not in self._lines:
            self._lines = {
                known: line for known, line in self._lines.items() if not line.is_over(now)
            }
            self._lines[caller] = _Line()
        return self._lines[caller]

    def _turn(self, line: _Line, now: float, weight: int) -> tuple[float, Reason | None]:
        """How long until it is this request's turn, and the turn of the next is later."""
        earliest, apart = now, 0.0
        reason: Reason | None = None
        if now < line.next_start[weight]:
            earliest, apart = line.next_start[weight], self._latency or 0.05
            reason = "refused"
        for name, limit in list(line.limits.items()):
            if now >= limit.renewed_at:
                del line.limits[name]
                continue
            free = FREE_SHARE_READS if weight == 1 else FREE_SHARE_WRITES
            if limit.remaining > limit.most * (1 - free):
                limit.remaining -= 1
                continue
            reason = "limit"
            if limit.remaining > 0 and earliest < limit.renewed_at:
                apart = max(apart, (limit.renewed_at - earliest) / limit.remaining * weight)
                limit.remaining -= 1
            else:
                # The next period: nobody knows who else waits for it, so all go evenly.
                earliest = max(earliest, limit.renewed_at)
                apart = max(apart, PERIOD_SECONDS / max(limit.most, 1) * weight)
        if reason is None:
            return 0.0, None
        # A crowd that would have to wait for minutes is better let go, to be refused one by one.
        earliest = min(earliest, now + LONGEST_ASKED_SECONDS)
        line.next_start[weight] = earliest + min(apart, PERIOD_SECONDS)
        return earliest - now, reason

    def _announced(self, caller: Caller, remaining: str, reply: Response, now: float) -> None:
        headers = reply.headers
        most = headers.get("RateLimit-Limit", "")
        if not (remaining.isdigit() and most.isdigit()):
            return
        name = headers.get("RateLimit-Name", "")
        left, of = int(remaining), int(most)
        if left > of * (1 - FREE_SHARE_WRITES):
            if caller in self._lines:
                self._lines[caller].limits.pop(name, None)
            return
        seconds = seconds_to_reset(headers, reply.received_at)
        if seconds is None:
            seconds = PERIOD_SECONDS
        renewed_at = now + min(seconds, LONGEST_ASKED_SECONDS)
        limits = self._line(caller, now).limits
        known = limits.get(name)
        if known is not None and renewed_at - known.renewed_at < 2:
            # Answers overtake each other: the lowest number of a period is the latest.
            left = min(left, known.remaining)
        else:
            # The others under way are not counted yet.
            left = max(0, left - self.in_flight)
        limits[name] = _Limit(of, left, renewed_at)

    def _observe(self, seconds: float, ticket: Ticket, now: float) -> None:
        seconds = max(0.0, seconds)
        if self._latency is None:
            self._latency = self._usual_latency = seconds
        self._latency += (seconds - self._latency) / 8
        # What is usual follows quickly to the better and slowly to the worse.
        usual = self._usual_latency
        self._usual_latency += (seconds - usual) / (8 if seconds < usual else 256)
        if self._latency > 4 * self._usual_latency + 0.5 and self.in_flight >= 4:
            if self._shrink(ticket, now, 0.8):
                self.strained += 1
        elif self.window is not None:
            self.window += 1 / self.window
            if self.window > self._peak:
                self.window = None

    def _shrink(self, ticket: Ticket, now: float, factor: float) -> bool:
        """Let fewer requests be under way, once for all that were sent before it was noticed."""
        if ticket.starts_at <= self._shrunk_at:
            return False
        self._shrunk_at = now
        load = self._load + ticket.weight
        self._peak = max(load, WRITE_WEIGHT)
        self.window = max(1.0, min(load, self.window or load) * factor)
        return True

    def __repr__(self) -> str:
        window = "" if self.window is None else f" window:{self.window:.0f}"
        return (
            f"<RateBudget requests:{self.requests} in_flight:{self.in_flight}{window} "
            f"delayed:{self.delayed} refused:{self.refused} strained:{self.strained}>"
        )
