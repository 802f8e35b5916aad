"""Several calls at a time in sync: a few threads, started when needed, gone when the work ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, NamedTuple, TypeAlias, TypeVar

R = TypeVar("R")
T = TypeVar("T")


class Done(NamedTuple, Generic[T, R]):
    """A job that ended, and what came of it."""

    job: T
    value: R | None = None
    error: BaseException | None = None

    def result(self) -> R:
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


Answers: TypeAlias = "SimpleQueue[Done[T, R]]"


def several(
    act: Callable[[T], R], jobs: Iterable[T], most: int, *, ordered: bool = True
) -> Iterator[Done[T, R]]:
    """Call `act` with each job; what came of them, in their order or as they end.

    At most `most` jobs are under way or done and not yet taken, so a slow reader holds them back.
    Whoever leaves early does not wait for those under way.
    """
    if most <= 1:
        yield from (_done(act, job) for job in jobs)
        return
    threads = _Threads(act, most)
    shared: Answers[T, R] = SimpleQueue()
    expected: deque[Answers[T, R]] = deque()
    finished = False
    try:
        for job in jobs:
            expected.append(SimpleQueue() if ordered else shared)
            threads.give(job, expected[-1])
            if len(expected) >= most:
                yield expected.popleft().get()
        while expected:
            yield expected.popleft().get()
        finished = True
    finally:
        threads.stop(wait=finished)


class _Threads(Generic[T, R]):
    """At most `most` threads that call `act`. As daemons they keep no program from ending."""

    def __init__(self, act: Callable[[T], R], most: int) -> None:
        self._act = act
        self._most = most
        self._jobs: SimpleQueue[tuple[T, Answers[T, R]] | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def give(self, job: T, answers: Answers[T, R]) -> None:
        self._jobs.put((job, answers))
        if len(self._threads) < self._most:
            thread = Thread(target=self._work, name="gitlab", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (given := self._jobs.get()) is not None:
            job, answers = given
            answers.put(_done(self._act, job))

    def stop(self, *, wait: bool) -> None:
        """Let the threads end after the job they are at; what was not begun is left undone."""
        try:
            while True:
                self._jobs.get_nowait()
        except Empty:
            pass
        for _ in self._threads:
            self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _done(act: Callable[[T], R], job: T) -> Done[T, R]:
    try:
        return Done(job, act(job))
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return Done(job, error=error)
