"""The least that the work can be: HTTP libraries and decoded dicts, no client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

from benchmarks._server import PROJECTS, project
from benchmarks.scripts._cost import IN_FLIGHT, report

PAGES = PROJECTS // 100
SCOPE = "/api/v4/projects/1/job_token_scope"


Connection: TypeAlias = tuple[Callable[[str], Awaitable[Any]], Callable[[], Awaitable[Any]]]
"""How to get an address, and how to close."""


def page_urls(address: str) -> list[str]:
    return [f"{address}/api/v4/projects?per_page=100&page={page}" for page in range(1, PAGES + 1)]


def sweep_urls(address: str, count: int) -> list[str]:
    scopes = [f"{address}/api/v4/projects/{n}/job_token_scope" for n in range(1, count + 1)]
    return [f"{scope}{end}" for scope in scopes for end in ("", "/allowlist", "/groups_allowlist")]


def requests_get() -> Callable[[str], Any]:
    import requests

    session = requests.Session()
    return lambda url: session.get(url).json()


def urllib3_get() -> Callable[[str], Any]:
    import urllib3

    pool = urllib3.PoolManager(maxsize=IN_FLIGHT)
    return lambda url: json.loads(pool.request("GET", url).data)


def one_by_one(get: Callable[[str], Any], urls: Iterable[str]) -> list[Any]:
    return [get(url) for url in urls]


def abreast(get: Callable[[str], Any], urls: Iterable[str]) -> list[Any]:
    with ThreadPoolExecutor(IN_FLIGHT) as threads:
        return list(threads.map(get, urls))


def requests_gets(address: str, count: int) -> Callable[[], object]:
    get = requests_get()
    get(address + SCOPE)
    return lambda: one_by_one(get, [address + SCOPE] * count)


def urllib3_gets(address: str, count: int) -> Callable[[], object]:
    get = urllib3_get()
    get(address + SCOPE)
    return lambda: one_by_one(get, [address + SCOPE] * count)


def requests_pages(address: str, count: int) -> Callable[[], object]:
    get = requests_get()
    return lambda: [item for page in one_by_one(get, page_urls(address)) for item in page]


def urllib3_pages(address: str, count: int) -> Callable[[], object]:
    get = urllib3_get()
    return lambda: [item for page in abreast(get, page_urls(address)) for item in page]


def urllib3_sweep(address: str, count: int) -> Callable[[], object]:
    get = urllib3_get()
    return lambda: abreast(get, sweep_urls(address, count))


def on_a_loop(
    connect: Callable[[], Awaitable[Connection]], urls: list[str], most: int
) -> Callable[[], object]:
    """At most so many tasks under way, on a loop that is there before it is measured."""
    runner = asyncio.Runner()

    async def connected() -> Any:
        return await connect()

    get, close = runner.run(connected())

    async def all_of_them() -> object:
        left = iter(urls)

        async def worker() -> list[Any]:
            return [await get(url) for url in left]

        try:
            return await asyncio.gather(*(worker() for _ in range(most)))
        finally:
            await close()

    return lambda: runner.run(all_of_them())


async def httpx2_get() -> Connection:
    import httpx2

    client = httpx2.AsyncClient()

    async def get(url: str) -> Any:
        return (await client.get(url)).json()

    return get, client.aclose


async def aiohttp_get() -> Connection:
    from importlib import import_module

    session = import_module("aiohttp").ClientSession()

    async def get(url: str) -> Any:
        async with session.get(url) as response:
            return json.loads(await response.read())

    return get, session.close


def httpx2_gets(address: str, count: int) -> Callable[[], object]:
    return on_a_loop(httpx2_get, [address + SCOPE] * count, 1)


def aiohttp_gets(address: str, count: int) -> Callable[[], object]:
    return on_a_loop(aiohttp_get, [address + SCOPE] * count, 1)


def httpx2_sweep(address: str, count: int) -> Callable[[], object]:
    return on_a_loop(httpx2_get, sweep_urls(address, count), IN_FLIGHT)


def aiohttp_sweep(address: str, count: int) -> Callable[[], object]:
    return on_a_loop(aiohttp_get, sweep_urls(address, count), IN_FLIGHT)


class Wrapper:
    """The least that an object around GitLab's answer can be."""

    __slots__ = ("attributes", "manager")

    def __init__(self, manager: object, attributes: dict[str, Any]) -> None:
        self.manager = manager
        self.attributes = attributes


def making(address: str, count: int) -> Callable[[], object]:
    text = json.dumps(project(1))
    answers = [json.loads(text) for _ in range(count)]
    return lambda: [Wrapper(None, answer) for answer in answers]


def json_pages(address: str, count: int) -> Callable[[], object]:
    page = json.dumps([project(number) for number in range(100)]).encode()
    return lambda: [len(json.loads(page)) for _ in range(count)]


def our_pages(address: str, count: int) -> Callable[[], object]:
    from gitlab._core.loads import loads

    page = json.dumps([project(number) for number in range(100)]).encode()
    loads(page)
    return lambda: [len(loads(page)) for _ in range(count)]


if __name__ == "__main__":
    report(
        requests_gets=requests_gets,
        urllib3_gets=urllib3_gets,
        httpx2_gets=httpx2_gets,
        aiohttp_gets=aiohttp_gets,
        requests_pages=requests_pages,
        urllib3_pages=urllib3_pages,
        urllib3_sweep=urllib3_sweep,
        httpx2_sweep=httpx2_sweep,
        aiohttp_sweep=aiohttp_sweep,
        making=making,
        json_pages=json_pages,
        our_pages=our_pages,
    )
