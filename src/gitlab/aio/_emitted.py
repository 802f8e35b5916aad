"""Flows that give items as they go, without blocking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from gitlab._emitted import Emit, Emitting, alone

if TYPE_CHECKING:
    from gitlab.aio._drive import Driver


class Emitted(AsyncIterator[Any]):
    """The items of a flow. No generator: an iteration may be left without being closed."""

    def __init__(self, gl: Driver, work: Emitting) -> None:
        self._gl = gl
        self._work = work

    async def __anext__(self) -> Any:
        step = next(self._work, None)
        while step is not None:
            if isinstance(step, Emit):
                return step.item
            try:
                answer = await self._gl._run(alone(step))
            except Exception as error:  # noqa: BLE001 - the flow may handle any of them
                step = self._work.throw(error)
            else:
                try:
                    step = self._work.send(answer)
                except StopIteration:
                    break
        raise StopAsyncIteration
