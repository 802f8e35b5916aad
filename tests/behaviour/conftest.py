"""A small GitLab that every behaviour test starts from afresh."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from typing import Any

import pytest

from gitlab._core.values import Failure, Request, Response
from gitlab.aio import AsyncGitlab
from gitlab.sandbox import Sandbox

SEED: dict[str, Any] = {
    "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
    "groups": [
        {"id": 10, "full_path": "acme", "name": "Acme", "visibility": "private"},
        {"id": 11, "full_path": "acme/tools", "name": "Tools", "visibility": "private"},
        {"id": 20, "full_path": "globex", "name": "Globex", "visibility": "public"},
    ],
    "users": [
        {"id": 2, "username": "mary", "name": "Mary"},
        {"id": 3, "username": "dave", "name": "Dave"},
        {"id": 4, "username": "nora", "name": "Nora"},
    ],
    "projects": [
        {"id": 100, "full_path": "acme/app", "visibility": "private"},
        {"id": 101, "full_path": "acme/lib", "visibility": "private"},
        {"id": 102, "full_path": "acme/tools/ci", "visibility": "private"},
        {"id": 103, "full_path": "globex/api", "visibility": "public"},
    ],
    "members": [
        {"group": "acme", "user": "mary", "access_level": 40},
        {"group": "acme", "user": "dave", "access_level": 30},
    ],
    "redirects": [{"old": "acme/old-app", "project_id": 100}],
}


class Recorder:
    """A transport that remembers what went by."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.sent: list[str] = []

    async def send(self, request: Request) -> Response | Failure:
        reply: Response | Failure = await self.inner.send(request)
        self.sent.append(request.method)
        return reply

    async def close(self) -> None:
        await self.inner.close()


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox


@pytest.fixture
async def gl(box: Sandbox) -> AsyncGenerator[AsyncGitlab]:
    """A client that acts for mary, maintainer of acme."""
    async with box.async_client(user="mary") as client:
        client._transport = Recorder(client._transport)
        yield client


@pytest.fixture
def sent(gl: AsyncGitlab) -> list[str]:
    """The methods of the requests that `gl` sent so far."""
    recorder: Any = gl._transport
    methods: list[str] = recorder.sent
    return methods


@pytest.fixture
async def root(box: Sandbox) -> AsyncGenerator[AsyncGitlab]:
    """A client that acts for the administrator."""
    async with box.async_client() as client:
        yield client
