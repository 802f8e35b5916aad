"""Several calls at a time without blocking: tasks that live no longer than the call for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

R = TypeVar("R")
T = TypeVar("T")


async def gathered(act: Callable[[T], Awaitable[R]], jobs: Sequence[T], most: int) -> list[R]:
    """The results of `act` for each job, in their order; at most `most` are under way.

    The first error is raised, and cancels the others.
    """
    if most <= 1 or len(jobs) <= 1:
        return [await act(job) for job in jobs]
    import anyio

    results: dict[int, R] = {}
    errors: list[Exception] = []
    left = iter(enumerate(jobs))

    async def work(scope: anyio.CancelScope) -> None:
        for number, job in left:
            try:
                results[number] = await act(job)
            except Exception as error:  # noqa: BLE001 - raised below, as it is
                errors.append(error)
                scope.cancel()
                return

    async with anyio.create_task_group() as group:
        for _ in range(min(most, len(jobs))):
            group.start_soon(work, group.cancel_scope)
    if errors:
        raise errors[0]
    return [results[number] for number in range(len(jobs))]
