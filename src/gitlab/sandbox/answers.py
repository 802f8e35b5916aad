"""What a rule answers, and GitLab's exact body for every way to refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = [
    "Answer",
    "Json",
    "Refused",
    "bad_request",
    "conflict",
    "forbidden",
    "invalid",
    "invalid_parameter",
    "missing",
    "not_allowed",
    "not_found",
    "refused",
    "unauthorized",
]

Json = Mapping[str, object] | Sequence[object] | str | int | float | None


class Answer(NamedTuple):
    """A reply. A mapping or list is sent as JSON, a string as text, None as no body at all."""

    status: int = 200
    body: Json | bytes = None
    headers: Mapping[str, str] = {}


class Refused(Exception):
    """The request ends here, with this answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status, answer.body)
        self.answer = answer


def refused(status: int, body: Json, headers: Mapping[str, str] | None = None) -> Refused:
    return Refused(Answer(status, body, headers or {}))


def _message(status: int, title: str, reason: str) -> Refused:
    text = f"{status} {title} - {reason}" if reason else f"{status} {title}"
    return refused(status, {"message": text})


def bad_request(reason: str = "") -> Refused:
    return _message(400, "Bad request", reason)


def invalid(**errors: list[str]) -> Refused:
    """A record that its model does not accept: the errors by attribute."""
    return refused(400, {"message": errors})


def invalid_parameter(text: str) -> Refused:
    """Parameters that do not pass validation; these alone answer with an `error` key."""
    return refused(400, {"error": text})


def unauthorized() -> Refused:
    return refused(401, {"message": "401 Unauthorized"})


def forbidden(reason: str = "") -> Refused:
    return _message(403, "Forbidden", reason)


def not_found(thing: str = "") -> Refused:
    return refused(404, {"message": f"404 {thing} Not Found" if thing else "404 Not Found"})


def missing() -> Refused:
    """A record that is not there, where GitLab does not say what it is."""
    return refused(404, {"message": "404 Not found"})


def not_allowed(text: str = "405 Method Not Allowed") -> Refused:
    return refused(405, {"message": text})


def conflict(text: str = "409 Conflict") -> Refused:
    return refused(409, {"message": text})
