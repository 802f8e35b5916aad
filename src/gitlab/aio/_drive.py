"""The async driver: runs the core's flows without blocking the event loop."""

from __future__ import annotations

from gitlab._settings import ClientSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self, TypeVar

    from gitlab._core.flow import Flow, Reply
    from gitlab._core.values import Call
    from gitlab._listing import Listing
    from gitlab._transports import AsyncTransport
    from gitlab.aio._lists import ListCall

    R = TypeVar("R")


class Driver(ClientSettings):
    """Sends what the core asks for, and lets others run meanwhile."""

    _transport: AsyncTransport | None

    async def _run(self, work: Call[R] | Flow[R]) -> R:
        from gitlab._core.flow import perform
        from gitlab._core.values import Sleep

        transport = self._transport or self._new_transport()
        wire = perform(work, self)
        reply: Reply = None
        try:
            while True:
                step = wire.send(reply)
                if isinstance(step, Sleep):
                    await _sleep(step)
                    reply = None
                else:
                    reply = await transport.send(step)
        except StopIteration as stop:
            value: R = stop.value
            return value

    def _new_transport(self) -> AsyncTransport:
        from gitlab._transports.httpx2_ import Httpx2Transport

        self._transport = Httpx2Transport()
        return self._transport

    def _run_list(self, listing: Listing[Any]) -> ListCall[Any, Any]:
        from gitlab.aio._lists import ListCall

        return ListCall(self, listing)

    async def close(self) -> None:
        """Close the connections."""
        if self._transport is not None:
            await self._transport.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


async def _sleep(pause: Any) -> None:
    from random import uniform

    import anyio

    await anyio.sleep(pause.seconds + uniform(0, pause.jitter))
