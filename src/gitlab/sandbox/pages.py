"""What is not GitLab's API: health checks, and the control of a sandbox from other programs.

https://docs.gitlab.com/administration/monitoring/health_check/
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gitlab.sandbox.answers import Answer, refused

if TYPE_CHECKING:
    from gitlab.sandbox.box import Sandbox

__all__ = ["Control", "answer"]

_OK = {"status": "ok"}
_HEALTH: dict[str, Any] = {
    "/-/health": "GitLab OK",
    "/-/liveness": _OK,
    "/-/readiness": {**_OK, "master_check": [_OK]},
}
_CONTROL = "/-/sandbox"


class Control:
    """Resets a sandbox, moves its clock and makes faults, for who has the control token."""

    def __init__(self, box: Sandbox, token: str) -> None:
        self._box, self._token = box, token
        self._routes: dict[tuple[str, str], Callable[[dict[str, Any]], Answer]] = {
            ("POST", "reset"): self._reset,
            ("GET", "clock"): self._clock,
            ("PUT", "clock"): self._set_clock,
            ("GET", "faults"): self._list_faults,
            ("POST", "faults"): self._add_fault,
            ("DELETE", "faults"): self._clear_faults,
        }

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not secrets.compare_digest(token.encode(), self._token.encode()):
            return Answer(401, {"message": "401 Unauthorized - send the control token as a bearer"})
        route = self._routes.get((method, path.strip("/")))
        if route is None:
            known = ", ".join(f"{method} {_CONTROL}/{name}" for method, name in self._routes)
            return Answer(404, {"message": f"404 Not Found - there are {known}"})
        try:
            sent = json.loads(body) if body else {}
            if not isinstance(sent, dict):
                raise TypeError("the body is not a JSON object")
            return route(sent)
        except (TypeError, ValueError) as error:
            return Answer(400, {"message": f"400 Bad request - {error}"})

    def _reset(self, sent: dict[str, Any]) -> Answer:
        self._box.reset()
        return Answer(204)

    def _clock(self, sent: dict[str, Any]) -> Answer:
        now = self._box.clock()
        text = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
        return Answer(200, {"now": text.replace("+00:00", "Z")})

    def _set_clock(self, sent: dict[str, Any]) -> Answer:
        """`{"now": "2026-01-01T00:00:00Z"}` or `{"advance": 3600}`."""
        if "advance" in sent:
            self._box.clock.advance(float(sent["advance"]))
        elif "now" in sent:
            self._box.clock.set(datetime.fromisoformat(str(sent["now"])).timestamp())
        else:
            raise ValueError('send {"advance": seconds} or {"now": "2026-01-01T00:00:00Z"}')
        return self._clock(sent)

    def _list_faults(self, sent: dict[str, Any]) -> Answer:
        return Answer(200, [fault._asdict() for fault in self._box.faults])

    def _add_fault(self, sent: dict[str, Any]) -> Answer:
        return Answer(201, self._box.faults.add(**sent)._asdict())

    def _clear_faults(self, sent: dict[str, Any]) -> Answer:
        self._box.faults.clear()
        return Answer(204)


def answer(
    control: Control | None, method: str, target: str, headers: Mapping[str, str], body: bytes
) -> Answer:
    path = target.partition("?")[0]
    if path in _HEALTH and method in ("GET", "HEAD"):
        return Answer(200, _HEALTH[path])
    if control and path.startswith(f"{_CONTROL}/"):
        return control.answer(method, path.removeprefix(_CONTROL), headers, body)
    raise refused(404, {"error": "404 Not Found"})
