"""Flows that give items as they go: a log that grows, the nodes of a GraphQL connection."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from gitlab._core.values import Call, Sleep

if TYPE_CHECKING:
    from gitlab._drive import Driver


class Emit(NamedTuple):
    """An item for whoever iterates."""

    item: Any


Emitting: TypeAlias = Generator[Call[Any] | Sleep | Emit, Any, None]


def alone(step: Call[Any] | Sleep) -> Generator[Call[Any] | Sleep, Any, Any]:
    """A flow of one step."""
    return (yield step)


def emitted(gl: Driver, work: Emitting) -> Iterator[Any]:
    """The items of `work`, whose calls and pauses happen in between."""
    try:
        step = next(work)
        while True:
            if isinstance(step, Emit):
                yield step.item
                step = next(work)
                continue
            try:
                answer = gl._run(alone(step))
            except Exception as error:  # noqa: BLE001 - the flow may handle any of them
                step = work.throw(error)
            else:
                step = work.send(answer)
    except StopIteration:
        return
