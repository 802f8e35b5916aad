"""One GET after another on a kept connection: the client's CPU over that of its HTTP library."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from time import process_time

import httpx2
import requests

from benchmarks._turns import medians
from gitlab import AsyncGitlab, Gitlab

COUNT = 100
ROUNDS = 15


@contextmanager
def server() -> Generator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "benchmarks._server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.stdin.close()


def repeated(get: Callable[[], object]) -> float:
    begin = process_time()
    for _ in range(COUNT):
        get()
    return process_time() - begin


def repeated_async(runner: asyncio.Runner, get: Callable[[], Awaitable[object]]) -> float:
    async def all_of_them() -> None:
        for _ in range(COUNT):
            await get()

    begin = process_time()
    runner.run(all_of_them())
    return process_time() - begin


def sync_seconds(address: str) -> dict[str, float]:
    url = f"{address}/api/v4/projects/1/job_token_scope"
    with requests.Session() as session, Gitlab(address, private_token="x") as gl:
        project = gl.projects.get(1, lazy=True)
        calls: dict[str, Callable[[], object]] = {
            "requests": lambda: session.get(url).json(),
            "http_get": lambda: gl.http_get("/projects/1/job_token_scope"),
            "object": project.job_token_scope.get,
        }
        return medians({name: partial(repeated, get) for name, get in calls.items()}, ROUNDS)


def async_seconds(address: str) -> dict[str, float]:
    url = f"{address}/api/v4/projects/1/job_token_scope"
    with asyncio.Runner() as runner:
        client = httpx2.AsyncClient()
        gl = AsyncGitlab(address, private_token="x")

        async def httpx2_get() -> object:
            return (await client.get(url)).json()

        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "httpx2": httpx2_get,
            "http_get": lambda: gl.http_get("/projects/1/job_token_scope"),
        }
        try:
            return medians(
                {name: partial(repeated_async, runner, get) for name, get in calls.items()}, ROUNDS
            )
        finally:
            runner.run(client.aclose())
            runner.run(gl.close())


def ratios() -> Iterator[tuple[str, float]]:
    with server() as address:
        sync = sync_seconds(address)
        yield "Gitlab.http_get / requests.Session.get", sync["http_get"] / sync["requests"]
        yield (
            "project.job_token_scope.get / requests.Session.get",
            sync["object"] / sync["requests"],
        )
        colour = async_seconds(address)
        yield "AsyncGitlab.http_get / httpx2.AsyncClient.get", colour["http_get"] / colour["httpx2"]
