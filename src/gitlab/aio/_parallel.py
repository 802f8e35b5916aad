"""Several calls at a time without blocking: tasks that live no longer than the call for them."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Sequence,
    Sized,
)
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from gitlab._core.values import Progress
from gitlab._parallel import Outcome

if TYPE_CHECKING:
    import anyio
    from anyio.abc import TaskGroup

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


async def outcome_of(act: Callable[[T], Awaitable[R]], job: T) -> Outcome[T, R]:
    try:
        return Outcome(job, await act(job))
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return Outcome(job, error=error)


class Bulk(Generic[T, R]):
    """Calls for many items: `await` it for all outcomes, or open it to take them as they come.

        async with gl.map(fn, items) as outcomes:
            async for item, value in outcomes:
                ...

    Leaving the block cancels what is under way.
    """

    def __init__(
        self,
        act: Callable[[T], Awaitable[R]],
        items: Iterable[T],
        most: int,
        *,
        ordered: bool = True,
        progress: Progress | None = None,
    ) -> None:
        self._act = act
        self._left = iter(enumerate(items))
        self._total = len(items) if isinstance(items, Sized) else None
        self._most = max(1, most)
        self._ordered = ordered
        self._progress = progress
        self._taken = 0
        self._under_way = 0
        self._ended: dict[int, Outcome[T, R]] = {}
        self._news: anyio.Event | None = None
        self._group: TaskGroup | None = None

    def __await__(self) -> Generator[Any, Any, list[Outcome[T, R]]]:
        return self._all().__await__()

    async def _all(self) -> list[Outcome[T, R]]:
        async with self:
            outcomes = []
            while (following := await self._next(ordered=False)) is not None:
                outcomes.append(following)
        if self._ordered:
            outcomes.sort(key=lambda pair: pair[0])
        return [outcome for _, outcome in outcomes]

    async def __aenter__(self) -> Self:
        import anyio

        self._group = anyio.create_task_group()
        await self._group.__aenter__()
        return self

    async def __aexit__(self, *raised: object) -> None:
        assert self._group is not None
        self._group.cancel_scope.cancel()
        # What the block raised goes on as it is; the group would wrap it.
        await self._group.__aexit__(None, None, None)

    def __aiter__(self) -> AsyncIterator[Outcome[T, R]]:
        return self

    async def __anext__(self) -> Outcome[T, R]:
        following = await self._next(ordered=self._ordered)
        if following is None:
            raise StopAsyncIteration
        return following[1]

    async def _next(self, *, ordered: bool) -> tuple[int, Outcome[T, R]] | None:
        import anyio

        if self._group is None:
            raise TypeError("Open it first: `async with gl.map(...) as outcomes`, or await it")
        for number, item in islice(self._left, self._most - self._under_way):
            self._under_way += 1
            self._group.start_soon(self._do, number, item)
        if not self._under_way:
            return None
        while (
            number := self._taken if ordered else next(iter(self._ended), -1)
        ) not in self._ended:
            self._news = anyio.Event()
            await self._news.wait()
        self._under_way -= 1
        self._taken += 1
        outcome = self._ended.pop(number)
        if self._progress is not None:
            self._progress(self._taken, self._total)
        return number, outcome

    async def _do(self, number: int, item: T) -> None:
        self._ended[number] = await outcome_of(self._act, item)
        if self._news is not None:
            self._news.set()
