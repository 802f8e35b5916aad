"""What goes wrong on purpose: slow, refused, broken and stale answers.

box.faults.add("GET /projects/*", status=503, count=2)
box.faults.add("POST *", reset_after=0, processed=True)
box.faults.add("*", latency=0.2, probability=0.1, seed=7)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

__all__ = ["Delivery", "Fault", "Faults", "Reply", "deliver"]

Reply: TypeAlias = tuple[int, dict[str, str], bytes]

_EFFECTS = (
    "status",
    "redirect",
    "body",
    "reset_after",
    "truncate_after",
    "bytes_per_second",
    "stale_for",
)


class Delivery(NamedTuple):
    """A reply, and how it travels."""

    reply: Reply
    delay: float = 0.0
    """Seconds until its first byte."""
    reset_after: int | None = None
    """The connection is reset when so many bytes of the whole reply, head included, have left."""
    truncate_after: int | None = None
    """The connection is closed when so many bytes of the body have left."""
    bytes_per_second: float | None = None


class Fault(NamedTuple):
    """One thing that goes wrong, where, and how often."""

    endpoint: str = "*"
    probability: float = 1.0
    seed: int = 0
    count: int | None = None  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]
    skip: int = 0
    processed: bool | None = None
    latency: float = 0.0
    status: int | None = None
    retry_after: float | None = None
    body: str | None = None
    redirect: str | None = None
    reset_after: int | None = None
    truncate_after: int | None = None
    bytes_per_second: float | None = None
    stale_for: float | None = None


class Faults:
    """The faults of a sandbox, in the order in which they were added."""

    def __init__(self) -> None:
        self._active: list[_Active] = []

    def add(
        self,
        endpoint: str = "*",
        *,
        probability: float = 1.0,
        seed: int = 0,
        count: int | None = None,
        skip: int = 0,
        processed: bool | None = None,
        latency: float = 0.0,
        status: int | None = None,
        retry_after: float | None = None,
        body: str | None = None,
        redirect: str | None = None,
        reset_after: int | None = None,
        truncate_after: int | None = None,
        bytes_per_second: float | None = None,
        stale_for: float | None = None,
    ) -> Fault:
        """Let something go wrong from now on, until `clear` or `reset`.

        Where: `endpoint` is a method and a path below `/api/v4`, or a path alone: `*` stands for
        anything, `:id` for one segment. GraphQL is `POST /graphql`. How often: after `skip`
        matching requests, `count` times (always if None), with `probability`, which `seed` makes
        the same every time. Of several faults that match, the first that strikes is alone.

        What: `latency` seconds before the answer; a `status` with GitLab's page for it, 429 with
        `retry_after` seconds in its headers or without any; another `body` than JSON; a
        `redirect` to an address (302, or `status`); a connection that is reset after `reset_after`
        bytes of the answer, or closed after `truncate_after` bytes of its body; a body that comes
        at `bytes_per_second`; and objects that are `stale_for` seconds not there yet, as a
        replica has them. A `status` or `redirect`, and a reset before the first byte, come
        instead of the request, unless it is `processed`; all else comes after it.

        Raises ValueError for what cannot be.
        """
        told = {name: value for name, value in locals().items() if name != "self"}
        fault = Fault(**told)
        _check(fault)
        self._active.append(_Active(fault))
        return fault

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self._active.clear()

    def __iter__(self) -> Iterator[Fault]:
        return (active.fault for active in self._active)

    def __len__(self) -> int:
        return len(self._active)

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that a request meets."""
        return next((a.fault for a in list(self._active) if a.strikes(method, path)), None)


class _Active:
    """A fault with what is left of it."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self._pattern = _pattern(fault.endpoint)
        from random import Random

        self._random = Random(fault.seed)
        self._left, self._skip = fault.count, fault.skip

    def strikes(self, method: str, path: str) -> bool:
        if self._left == 0 or not self._pattern.fullmatch(f"{method} {path}"):
            return False
        if self._skip:
            self._skip -= 1
            return False
        if self._random.random() >= self.fault.probability:
            return False
        if self._left is not None:
            self._left -= 1
        return True


def deliver(fault: Fault, process: Callable[[], Reply], now: float) -> Delivery:
    """What comes back of a request that meets a fault; `process` answers it."""
    instead = fault.status is not None or fault.redirect is not None or fault.reset_after == 0
    processed = not instead if fault.processed is None else fault.processed
    reply: Reply = process() if processed else (200, {}, b"")
    if fault.status is not None or fault.redirect is not None:
        reply = _page(fault, now)
    elif fault.body is not None:
        reply = _with_body(reply, fault.body, "text/html")
    elif fault.stale_for is not None:
        reply = _stale(reply, now - fault.stale_for)
    return Delivery(
        reply, fault.latency, fault.reset_after, fault.truncate_after, fault.bytes_per_second
    )


def _check(fault: Fault) -> None:
    if not fault.latency and all(getattr(fault, name) is None for name in _EFFECTS):
        raise ValueError(f"a fault that does nothing; give latency, {', '.join(_EFFECTS)}")
    if not 0 < fault.probability <= 1:
        raise ValueError(f"probability is {fault.probability}; give a number above 0, at most 1")
    for name in ("skip", "latency", "count", "retry_after", "reset_after", "truncate_after"):
        if (getattr(fault, name) or 0) < 0:
            raise ValueError(f"{name} is below zero")
    if fault.bytes_per_second is not None and fault.bytes_per_second <= 0:
        raise ValueError("bytes_per_second is not above zero")
    if fault.status is not None and not 200 <= fault.status <= 599:
        raise ValueError(f"{fault.status} is no status of an answer")


def _pattern(endpoint: str) -> re.Pattern[str]:
    method, space, path = endpoint.rpartition(" ")
    parts = re.split(r"(\*|:\w+)", path)
    kinds = {"*": ".*", ":": "[^/]+"}
    text = "".join(
        kinds[part[0]] if part[:1] in kinds and part else re.escape(part) for part in parts
    )
    return re.compile(f"{re.escape(method) if space else '[A-Z]+'} {text}", re.DOTALL)


# Replies -----------------------------------------------------------------------------------------


def _page(fault: Fault, now: float) -> Reply:
    status = fault.status or 302
    headers = {"Location": fault.redirect} if fault.redirect else {}
    if fault.retry_after is not None:
        headers["Retry-After"] = f"{fault.retry_after:g}"
        if status == 429:
            headers |= {
                "RateLimit-Name": "throttle_authenticated_api",
                "RateLimit-Limit": "2000",
                "RateLimit-Observed": "2001",
                "RateLimit-Remaining": "0",
                "RateLimit-Reset": str(int(now + fault.retry_after)),
            }
    if fault.body is not None:
        return _with_body((status, headers, b""), fault.body, "text/html")
    from http.client import responses

    title = f"{status} {responses.get(status, '')}".strip()
    if status == 429:
        return _with_body((status, headers, b""), "Retry later\n", "text/plain")
    if status >= 500 or fault.redirect:
        # What stands in front of GitLab knows no JSON.
        page = (
            f"<html>\n<head><title>{title}</title></head>\n<body><h1>{title}</h1></body>\n</html>\n"
        )
        return _with_body((status, headers, b""), page, "text/html")
    return _with_body((status, headers, b""), json.dumps({"message": title}), "application/json")


def _with_body(reply: Reply, text: str, kind: str) -> Reply:
    status, headers, _ = reply
    body = text.encode()
    headers = {name: value for name, value in headers.items() if name != "ETag"}
    return status, {**headers, "Content-Type": kind, "Content-Length": str(len(body))}, body


def _stale(reply: Reply, since: float) -> Reply:
    """As a replica that knows nothing of what was made after `since`."""
    status, headers, body = reply
    if status != 200 or headers.get("Content-Type") != "application/json":
        return reply
    content = json.loads(body)
    if isinstance(content, list):
        known = [item for item in content if not _is_newer(item, since)]
        return _with_body(reply, json.dumps(known), "application/json")
    if not _is_newer(content, since):
        return reply
    missing = (404, headers, b"")
    return _with_body(missing, json.dumps({"message": "404 Not found"}), "application/json")


def _is_newer(item: Any, since: float) -> bool:
    made = item.get("created_at") if isinstance(item, dict) else None
    return isinstance(made, str) and datetime.fromisoformat(made).timestamp() > since
