"""A call that goes on while whoever began it does something else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

from gitlab._parallel import Outcome
from gitlab._transports.common import on_trio
from gitlab.aio._parallel import outcome_of

R = TypeVar("R")
T = TypeVar("T")


class Started(Generic[T, R]):
    """`act(job)`, begun at once in a task of its own; whoever forgets it cancels it.

    An iteration has no block whose end would end its tasks, so they live as long as this object.
    """

    def __init__(self, act: Callable[[T], Awaitable[R]], job: T) -> None:
        import anyio

        self._done = anyio.Event()
        self._outcomes: list[Outcome[T, R]] = []
        # The task must not hold this object, or it would never be forgotten.
        self.cancel = _begin(_keep, act, job, self._outcomes, self._done)

    async def outcome(self) -> Outcome[T, R]:
        """What came of it; who is cancelled while waiting may ask again."""
        await self._done.wait()
        return self._outcomes[0]

    def __del__(self) -> None:
        self.cancel()


async def _keep(
    act: Callable[[T], Awaitable[R]], job: T, outcomes: list[Outcome[T, R]], done: Any
) -> None:
    outcomes.append(await outcome_of(act, job))
    done.set()


def _begin(work: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> Callable[[], object]:
    """Start a task that belongs to the event loop alone; the result cancels it."""
    if not on_trio():
        import asyncio

        return asyncio.create_task(work(*arguments)).cancel
    from contextvars import copy_context

    import trio

    scope = trio.CancelScope()

    async def within_scope() -> None:
        with scope:
            await work(*arguments)

    trio.lowlevel.spawn_system_task(within_scope, context=copy_context())
    return scope.cancel
