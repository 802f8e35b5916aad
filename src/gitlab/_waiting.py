"""Waiting for what GitLab works on: looking again after pauses, as flows of both colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from gitlab._core.flow import Flow, ask
from gitlab._core.values import Sleep
from gitlab._emitted import Emit, Emitting
from gitlab.exceptions import GitlabError, GitlabWaitError

if TYPE_CHECKING:
    from gitlab._core.values import Call, Response

T = TypeVar("T")

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
GROWTH = 1.5


class Patience(NamedTuple):
    """How long to wait, and how often to look, in seconds."""

    timeout: float | None
    poll: float | None = None

    def pauses(self) -> Iterator[float]:
        """The pauses between two looks: `poll`, or longer and longer ones."""
        pause = FIRST_PAUSE_SECONDS if self.poll is None else self.poll
        while True:
            yield pause
            if self.poll is None:
                pause = min(pause * GROWTH, LONGEST_PAUSE_SECONDS)


def settled(
    look: Call[Any],
    state: Callable[[Any], Any],
    is_final: Callable[[Any], bool],
    patience: Patience,
) -> Flow[Any]:
    """What `look` answers once its state is final.

    Raises GitlabWaitError, with the state that was seen last, when that takes too long.
    """
    # Time is told by the answers: the core has no clock, and an answer may be slow to come.
    read: Any = look.decode

    def timed(response: Response) -> Any:
        return response.received_at, read(response)

    timed_look: Call[Any] = look._replace(decode=timed)
    begin: float | None = None
    slept = 0.0
    for pause in patience.pauses():
        now, found = yield from ask(timed_look)
        begin = now if begin is None else begin
        seen = state(found)
        if is_final(seen):
            return found
        if patience.timeout is not None:
            left = patience.timeout - max(slept, now - begin)
            if left <= 0:
                raise GitlabWaitError(seen, look.path, patience.timeout)
            pause = min(pause, left)
        yield Sleep(pause)
        slept += pause
    raise AssertionError("pauses have no end")


def exists(look: Call[T], patience: Patience) -> Flow[T]:
    """What `look` answers once it is no longer answered with 404."""
    pauses = patience.pauses()
    slept = 0.0
    while True:
        try:
            return (yield from ask(look))
        except GitlabError as error:
            if not error.is_not_found:
                raise
        if patience.timeout is not None and slept >= patience.timeout:
            raise GitlabWaitError("not there", look.path, patience.timeout)
        pause = next(pauses)
        yield Sleep(pause)
        slept += pause


def growing_log(
    job: Call[dict[str, Any]],
    trace: Call[Response],
    is_final: Callable[[dict[str, Any]], bool],
    poll: float,
) -> Emitting:
    """Emit what a job's log has more at each look, until the job is over."""
    length = 0
    while True:
        # The job first: what it writes before it ends is in the log that is read after.
        is_over = is_final((yield from ask(job)))
        if part := (yield from _behind(trace, length)):
            length += len(part)
            yield Emit(part)
        if is_over:
            return
        yield Sleep(poll)


def _behind(trace: Call[Response], length: int) -> Flow[bytes]:
    """The log after its first `length` bytes, whether or not the server knows of ranges."""
    headers = {**(trace.options.extra_headers or {}), "Range": f"bytes={length}-"}
    asked = trace._replace(options=trace.options._replace(extra_headers=headers))
    try:
        response = yield from ask(asked if length else trace)
    except GitlabError as error:
        if error.response_code == 416:
            return b""
        raise
    return response.content if response.status == 206 else response.content[length:]
