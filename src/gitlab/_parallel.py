"""Several calls at a time in sync: a few threads, started when needed, gone when the work ends."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, Self, TypeAlias, TypeVar

from gitlab._core.values import Progress

R = TypeVar("R")
T = TypeVar("T")


class Outcome(tuple[T, R]):  # noqa: SLOT001 - tuples of any length cannot have slots
    """What came of one item of a bulk call: `item, value = outcome`.

    Of a failed item the value cannot be taken by mistake: unpacking, or `value`, raises its error.
    """

    item: T
    error: BaseException | None

    def __new__(cls, item: T, value: Any = None, error: BaseException | None = None) -> Self:
        outcome = super().__new__(cls, (item, value))
        outcome.item = item
        outcome.error = error
        return outcome

    @property
    def value(self) -> R:
        """The result; the item's error is raised here."""
        if self.error is not None:
            raise self.error
        return self[1]

    @property
    def ok(self) -> bool:
        """Whether there is a result."""
        return self.error is None

    def __iter__(self) -> Iterator[Any]:
        return iter((self.item, self.value))

    def __repr__(self) -> str:
        came = f"error={self.error!r}" if self.error is not None else f"value={self[1]!r}"
        return f"Outcome({self.item!r}, {came})"


Answers: TypeAlias = "SimpleQueue[Outcome[T, R]]"


def several(
    act: Callable[[T], R],
    items: Iterable[T],
    most: int,
    *,
    ordered: bool = True,
    progress: Progress | None = None,
) -> Generator[Outcome[T, R], None, None]:
    """Call `act` with each item; what came of them, in their order or as they end.

    At most `most` are under way or done and not yet taken, so a slow reader holds them back.
    Whoever leaves early does not wait for those under way.
    """
    total = len(items) if isinstance(items, Sized) else None
    shared: Answers[T, R] = SimpleQueue()
    expected: deque[Answers[T, R]] = deque()
    left = iter(items)
    with Threads(act, most) as threads:
        for count in itertools.count(1):
            for item in itertools.islice(left, most - len(expected)):
                expected.append(SimpleQueue() if ordered else shared)
                threads.give(item, expected[-1])
            if not expected:
                return
            outcome = expected.popleft().get()
            if outcome.error is not None and not isinstance(outcome.error, Exception):
                raise outcome.error
            if progress is not None:
                progress(count, total)
            yield outcome


class Threads(Generic[T, R]):
    """At most `most` threads that call `act`, none if that is one.

    They are daemons: none keeps a program from ending.
    """

    def __init__(self, act: Callable[[T], R], most: int) -> None:
        self._act = act
        self._most = most
        self._jobs: SimpleQueue[tuple[T, Answers[T, R]] | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def give(self, job: T, answers: Answers[T, R]) -> None:
        """Have `job` done; what came of it is put into `answers`."""
        if self._most <= 1:
            answers.put(outcome_of(self._act, job))
            return
        self._jobs.put((job, answers))
        if len(self._threads) < self._most:
            context = copy_context()
            thread = Thread(target=context.run, args=(self._work,), name="gitlab", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (given := self._jobs.get()) is not None:
            job, answers = given
            # Not a name of this loop: it would keep a page alive until the next one has come.
            answers.put(self._whatever_comes_of(job))

    def _whatever_comes_of(self, job: T) -> Outcome[T, R]:
        try:
            return outcome_of(self._act, job)
        except BaseException as error:  # noqa: BLE001 - whoever waits has to hear of it
            return Outcome(job, error=error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *more: object) -> None:
        """Let the threads end after the item they are at; what was not begun is left undone."""
        try:
            while True:
                self._jobs.get_nowait()
        except Empty:
            pass
        for _ in self._threads:
            self._jobs.put(None)
        if kind is None:
            for thread in self._threads:
                thread.join()


def outcome_of(act: Callable[[T], R], job: T) -> Outcome[T, R]:
    try:
        return Outcome(job, act(job))
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return Outcome(job, error=error)
