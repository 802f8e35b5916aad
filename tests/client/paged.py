"""A server that holds one long list of projects and answers it in pages, as GitLab does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import anyio

from gitlab import Gitlab
from gitlab._core.values import CaseInsensitiveDict, Request, Response
from gitlab.aio import AsyncGitlab

URL = "https://gitlab.example.com"


class Paged:
    """Projects with the ids 1 to `total`, the newest first; it notes what it is asked."""

    def __init__(self, total: int, *, counted: bool = True, pause: float = 0.0) -> None:
        self.ids = list(range(total, 0, -1))
        self.counted = counted
        self.pause = pause
        self.is_paused: Callable[[dict[str, str]], bool] = lambda query: True
        self.asked: list[dict[str, str]] = []
        self.under_way = 0
        self.most_under_way = 0
        self.ended = 0
        self.before: Callable[[dict[str, str]], Response | None] = lambda query: None
        self._lock = threading.Lock()

    @property
    def pages(self) -> list[int]:
        return [int(query.get("page", 1)) for query in self.asked]

    def client(self, **settings: Any) -> Gitlab:
        return Gitlab(URL, private_token="t", transport=_Sync(self), **settings)

    def async_client(self, **settings: Any) -> AsyncGitlab:
        return AsyncGitlab(URL, private_token="t", transport=_Async(self), **settings)

    def begin(self, request: Request) -> dict[str, str]:
        query = {k: v[-1] for k, v in parse_qs(urlsplit(request.url).query).items()}
        with self._lock:
            self.asked.append(query)
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
        return query

    def end(self) -> None:
        with self._lock:
            self.under_way -= 1
            self.ended += 1

    def answer(self, query: dict[str, str]) -> Response:
        refused = self.before(query)
        if refused is not None:
            return refused
        size, page = int(query.get("per_page", 20)), int(query.get("page", 1))
        last = max(1, -(-len(self.ids) // size))
        headers = {
            "X-Page": str(page),
            "X-Per-Page": str(size),
            "X-Next-Page": str(page + 1) if page < last else "",
        }
        if self.counted:
            headers |= {"X-Total": str(len(self.ids)), "X-Total-Pages": str(last)}
        if page < last:
            headers["Link"] = link({**query, "page": str(page + 1)})
        return rows(self.ids[(page - 1) * size : page * size], headers)


def link(query: dict[str, str]) -> str:
    return f'<{URL}/api/v4/projects?{urlencode(query)}>; rel="next"'


def rows(ids: list[int], headers: dict[str, str]) -> Response:
    return reply(200, [{"id": number, "name": f"p{number}"} for number in ids], headers)


def reply(status: int, data: Any, headers: dict[str, str] | None = None) -> Response:
    kind = {"Content-Type": "application/json"}
    return Response(
        status=status,
        reason="",
        headers=CaseInsensitiveDict({**kind, **(headers or {})}),
        content=json.dumps(data).encode(),
        url=f"{URL}/api/v4/projects",
    )


class _Sync:
    def __init__(self, server: Paged) -> None:
        self._server = server

    def send(self, request: Request) -> Response:
        query = self._server.begin(request)
        try:
            if self._server.is_paused(query):
                time.sleep(self._server.pause)
            return self._server.answer(query)
        finally:
            self._server.end()

    def close(self) -> None:
        """Nothing is held open."""


class _Async:
    def __init__(self, server: Paged) -> None:
        self._server = server

    async def send(self, request: Request) -> Response:
        query = self._server.begin(request)
        try:
            if self._server.is_paused(query):
                await anyio.sleep(self._server.pause)
            return self._server.answer(query)
        finally:
            self._server.end()

    async def close(self) -> None:
        """Nothing is held open."""
