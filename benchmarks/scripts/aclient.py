"""The async client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from benchmarks.scripts._cost import IN_FLIGHT, report
from gitlab import AsyncGitlab


def over_httpx2(case: Any) -> Any:
    """The same case with that library below, where aiohttp is the default."""

    def chosen(address: str, count: int) -> Callable[[], object]:
        work: Callable[[], object] = case(address, count, transport="httpx2")
        return work

    return chosen


def prepared(work: Callable[[AsyncGitlab, int], Awaitable[object]]) -> Any:
    """A case whose client and event loop are there before it is measured."""

    def case(address: str, count: int, transport: str | None = None) -> Callable[[], object]:
        runner = asyncio.Runner()
        gl = AsyncGitlab(address, private_token="x", transport=transport)

        async def first() -> None:
            project = await gl.projects.get(1)
            await project.job_token_scope.get()

        async def all_of_it() -> object:
            async with gl:
                return await work(gl, count)

        runner.run(first())
        return lambda: runner.run(all_of_it())

    return case


async def objects(gl: AsyncGitlab, count: int) -> object:
    project = await gl.projects.get(1, lazy=True)
    return [await project.job_token_scope.get() for _ in range(count)]


async def listing(gl: AsyncGitlab, count: int) -> object:
    return await gl.projects.list(get_all=True, per_page=100)


async def iterator(gl: AsyncGitlab, count: int) -> object:
    return sum([1 async for _ in gl.projects.list(per_page=100)])


async def state(project: Any) -> Any:
    scope = await project.job_token_scope.get()
    return (
        scope,
        await scope.allowlist.list(get_all=True),
        await scope.groups_allowlist.list(get_all=True),
    )


async def sweep(gl: AsyncGitlab, count: int) -> object:
    fleet = [await gl.projects.get(number, lazy=True) for number in range(1, count + 1)]
    async with gl.map(state, fleet, in_flight=IN_FLIGHT) as outcomes:
        return [found async for _, found in outcomes]


if __name__ == "__main__":
    report(
        objects=prepared(objects),
        listing=prepared(listing),
        iterator=prepared(iterator),
        sweep=prepared(sweep),
        httpx2_objects=over_httpx2(prepared(objects)),
        httpx2_listing=over_httpx2(prepared(listing)),
        httpx2_sweep=over_httpx2(prepared(sweep)),
    )
