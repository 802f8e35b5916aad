"""The async driver: runs the core's flows without blocking the event loop."""

from __future__ import annotations

from gitlab._settings import ClientSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
    from types import TracebackType
    from typing import Any, Self, TypeVar

    from gitlab._core.auth import Credential
    from gitlab._core.flow import Flow, Reply
    from gitlab._core.values import Call, Progress, Renewal
    from gitlab._download import Download
    from gitlab._emitted import Emitting
    from gitlab._listing import Listing
    from gitlab._transports import AsyncTransport
    from gitlab.aio._lists import ListCall
    from gitlab.aio._parallel import Bulk
    from gitlab.aio._stream import AsyncDownloadStream

    R = TypeVar("R")
    T = TypeVar("T")


class Driver(ClientSettings):
    """Sends what the core asks for, and lets others run meanwhile."""

    _transport: AsyncTransport | str | None

    def _open_connections(self) -> AsyncTransport:
        if self._transport is None or isinstance(self._transport, str):
            from gitlab._transports.default_async import DefaultAsyncTransport

            self._transport = DefaultAsyncTransport(self._transport)
        return self._transport

    async def _run(self, work: Call[R] | Flow[R]) -> R:
        from gitlab._core.flow import perform
        from gitlab._core.values import Renewal, Sleep

        transport = self._open_connections()
        wire = perform(work, self)
        reply: Reply = None
        try:
            while True:
                step = wire.send(reply)
                if isinstance(step, Sleep):
                    await _sleep(step)
                    reply = None
                elif isinstance(step, Renewal):
                    reply = await self._renew(step)
                else:
                    reply = await transport.send(step)
        except StopIteration as stop:
            value: R = stop.value
            return value
        finally:
            # After a cancellation nobody waits for the answer, and the budget has to know.
            wire.close()

    async def _renew(self, renewal: Renewal) -> Credential | None:
        """The credential after a token's function was asked, by whichever task came first."""
        if self._renewing is None:
            import anyio

            self._renewing = anyio.Lock()
        async with self._renewing:
            if self._sent_credential == renewal.refused:
                token, sent_as = self._asked_token()
                self._sent_credential = sent_as(await token if _is_awaitable(token) else token)
        return self._sent_credential

    def _run_list(self, listing: Listing[Any]) -> ListCall[Any, Any]:
        from gitlab.aio._lists import ListCall

        return ListCall(self, listing)

    def _emitted(self, work: Emitting) -> AsyncIterator[Any]:
        from gitlab.aio._emitted import Emitted

        return Emitted(self, work)

    def map(
        self,
        fn: Callable[[T], Awaitable[R]],
        items: Iterable[T],
        *,
        in_flight: int = 8,
        ordered: bool = True,
        progress: Progress | None = None,
    ) -> Bulk[T, R]:
        """Call `fn` with each item, up to `in_flight` at a time: pairs of item and result.

            for project, scope in await gl.map(lambda p: p.job_token_scope.get(), projects):

        An item that fails stops nothing: its outcome has an `error`, which is raised when the
        result is taken. Outcomes come in the items' order, or as they end with `ordered=False`.
        `progress` is called with how many are done, of how many (None when that is unknown).
        To take outcomes while others are under way, open it with `async with`; leaving that
        block cancels the rest.
        """
        from gitlab.aio._parallel import Bulk

        return Bulk(fn, items, in_flight, ordered=ordered, progress=progress)

    async def _run_download(self, download: Download) -> bytes | AsyncIterator[Any] | None:
        response = await self._run(download.call)
        if not (download.iterator or download.streamed):
            content: bytes = response.content
            return content
        from gitlab.aio._stream import AsyncChunks

        chunks = AsyncChunks(response, download.chunk_size)
        if download.iterator:
            return chunks
        take = download.action or print
        async for chunk in chunks:
            taken: Any = take(chunk)
            if _is_awaitable(taken):
                await taken
        return None

    def stream(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> AsyncDownloadStream:
        """Open a download as it arrives: `gl.stream(job.artifacts)`, with its arguments.

            async with gl.stream(project.files.raw, "README.md", ref="main") as file:
                head = await file.read(512)
            await gl.stream(job.artifacts).save("artifacts.zip", resume=True)

        Nothing is kept in memory but the piece that is read. A download that breaks is taken up
        where it was, when the server can do that. Raises what `method` raises.
        """
        from gitlab.aio._stream import stream

        return stream(method, args, kwargs)

    async def close(self) -> None:
        """Close the connections."""
        if self._transport is not None and not isinstance(self._transport, str):
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


def _is_awaitable(value: object) -> bool:
    return hasattr(value, "__await__")


async def _sleep(pause: Any) -> None:
    from random import uniform

    import anyio

    await anyio.sleep(pause.seconds + uniform(0, pause.jitter))
