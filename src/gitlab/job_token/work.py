"""Work without colour: generators that yield the calls they want made, and two that make them.

A piece of work yields a call and is sent its answer, or yields pieces that do not need each
other's results as one `Together`. What GitLab refuses is raised where the call was yielded, and so
is a broken connection: an OSError of the HTTP library where the client is sync.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from gitlab.exceptions import GitlabError

if TYPE_CHECKING:
    import anyio

__all__ = ["Call", "Together", "Work", "aperform", "perform"]

T = TypeVar("T")


class Together(NamedTuple):
    """Pieces of work that do not need each other's results; answered by the list of these."""

    works: Sequence[Work[Any]]


Call: TypeAlias = Callable[[], Any]
"""Answers, or an awaitable of the answer where the client is async."""
Work: TypeAlias = Generator[Call | Together, Any, T]


def perform(work: Work[T]) -> T:
    """Make the calls one after another."""
    try:
        step = next(work)
        while True:
            try:
                if isinstance(step, Together):
                    answer: Any = [perform(each) for each in step.works]
                else:
                    answer = step()
            except (GitlabError, OSError) as error:
                step = work.throw(error)
            else:
                step = work.send(answer)
    except StopIteration as stop:
        value: T = stop.value
        return value


async def aperform(work: Work[T], concurrency: int) -> T:
    """Make up to `concurrency` calls at a time."""
    import anyio

    return await _aperform(work, anyio.CapacityLimiter(concurrency))


async def _aperform(work: Work[T], limiter: anyio.CapacityLimiter) -> T:
    try:
        step = next(work)
        while True:
            try:
                if isinstance(step, Together):
                    answer = await _aall_of(step, limiter)
                else:
                    async with limiter:
                        answer = await step()
            except (GitlabError, OSError) as error:
                step = work.throw(error)
            else:
                step = work.send(answer)
    except StopIteration as stop:
        value: T = stop.value
        return value


async def _aall_of(together: Together, limiter: anyio.CapacityLimiter) -> list[Any]:
    import anyio

    results: list[Any] = [None] * len(together.works)
    waiting = iter(enumerate(together.works))

    async def take() -> None:
        # A piece is finished before the next is begun: what is done can be told and kept.
        for number, work in waiting:
            results[number] = await _aperform(work, limiter)

    try:
        async with anyio.create_task_group() as tasks:
            for _ in range(min(int(limiter.total_tokens), len(together.works))):
                tasks.start_soon(take)
    except ExceptionGroup as failures:
        # The first refusal ended the others: it is the one to tell, as `perform` does.
        raise failures.exceptions[0] from None
    return results
