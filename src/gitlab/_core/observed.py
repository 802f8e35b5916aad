"""Answers as they came, beside what is made of them, for whoever asks to see them."""

from __future__ import annotations

from contextvars import ContextVar, Token
from typing import Any

from gitlab._core.values import Response

_watched: ContextVar[Observed | None] = ContextVar("gitlab_observed", default=None)


class Observed:
    """The block in which the answers to a client's calls are kept."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._outer: Observed | None = None
        self._token: Token[Observed | None] | None = None
        self.responses: list[Response] = []

    def __enter__(self) -> list[Response]:
        self._outer = _watched.get()
        self._token = _watched.set(self)
        return self.responses

    def __exit__(self, *raised: object) -> None:
        if self._token is not None:
            _watched.reset(self._token)

    def note(self, client: Any, response: Response) -> None:
        if client is self._client:
            self.responses.append(response)
        if self._outer is not None:
            self._outer.note(client, response)


def note(client: Any, response: Response) -> None:
    """Keep what came for the blocks that this call happens in."""
    watched = _watched.get()
    if watched is not None:
        watched.note(client, response)
