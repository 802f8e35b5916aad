"""The sync driver: runs the core's flows with a blocking transport."""

from __future__ import annotations

from _thread import RLock
from operator import attrgetter

from gitlab._settings import ClientSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from types import TracebackType
    from typing import Any, ClassVar, Self, TypeVar

    import requests

    from gitlab._core.auth import Credential
    from gitlab._core.flow import Flow
    from gitlab._core.values import Call, Progress, Renewal, Sleep
    from gitlab._download import Download
    from gitlab._emitted import Emitting
    from gitlab._listing import Listing
    from gitlab._parallel import Outcome
    from gitlab._stream import DownloadStream
    from gitlab._transports import Transport

    L = TypeVar("L")
    R = TypeVar("R")
    T = TypeVar("T")


VERBS = (
    "http_request",
    "http_get",
    "http_head",
    "http_list",
    "http_post",
    "http_put",
    "http_patch",
    "http_delete",
)
_VERBS = frozenset(VERBS)
_renewing = RLock()
_verbs_of = attrgetter(*VERBS)


class Driver(ClientSettings):
    """Sends what the core asks for, and waits when it says so."""

    _session: requests.Session | None
    _transport: Transport | None
    _own_verbs: ClassVar[tuple[Any, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # The first subclass is `Gitlab`; those of users are compared with it.
        cls._own_verbs = cls._own_verbs or _verbs_of(cls)

    @property
    def session(self) -> requests.Session:
        """The `requests` session of this client; made when first touched.

        From then on it carries the calls, as a session passed to the constructor does. Without
        one they go over urllib3's pool, unless `requests` is mocked, or finds a proxy to use.
        """
        from gitlab._transports.default import DefaultTransport

        transport = self._open_connections()
        if isinstance(transport, DefaultTransport):
            return transport.session
        if self._session is None:
            import requests

            self._session = requests.Session()
        return self._session

    @session.setter
    def session(self, session: requests.Session) -> None:
        from gitlab._transports.default import DefaultTransport

        self._session = session
        transport = self._open_connections()
        if isinstance(transport, DefaultTransport):
            transport.session = session

    @session.deleter
    def session(self) -> None:
        """Go back to the session before: `mock.patch.object(gl, "session")` ends with this."""
        from gitlab._transports.default import DefaultTransport

        transport = self._open_connections()
        if isinstance(transport, DefaultTransport):
            del transport.session
            self._session = transport.replaced

    def _open_connections(self) -> Transport:
        if self._transport is None:
            from gitlab._transports.default import DefaultTransport

            self._transport = DefaultTransport(self._session)
        return self._transport

    def _run(self, work: Call[R] | Flow[R]) -> R:
        if self._has_replaced_verbs():
            from gitlab._replaced import run_through

            answer: R = run_through(self, work)
            return answer
        return self._run_itself(work)

    def _has_replaced_verbs(self) -> bool:
        """Whether `http_get` or a sibling is overridden in a subclass, or patched."""
        own: Any = vars(self)
        return _verbs_of(type(self)) != self._own_verbs or not _VERBS.isdisjoint(own)

    def _run_itself(self, work: Call[R] | Flow[R]) -> R:
        from gitlab._core.flow import drive, perform
        from gitlab._core.values import Renewal, Request, Sleep

        transport = self._transport or self._open_connections()
        renew: Any = self._renew
        act = {Request: transport.send, Sleep: _sleep, Renewal: renew}
        return drive(perform(work, self), act)

    def _renew(self, renewal: Renewal) -> Credential | None:
        """The credential after a token's function was asked, by whichever thread came first."""
        with _renewing:
            if self._sent_credential == renewal.refused:
                token, sent_as = self._asked_token()
                if hasattr(token, "__await__"):
                    getattr(token, "close", bool)()
                    raise TypeError("The token's function is async: only AsyncGitlab can await it")
                self._sent_credential = sent_as(token)
        return self._sent_credential

    def _run_list(self, listing: Listing[L]) -> L:
        if self._has_replaced_verbs():
            from gitlab._replaced import list_through

            found: L = list_through(self, listing)
            return found
        from gitlab._lists import listed

        items: Any = listed(self, listing)
        result: L = items
        return result

    def _in_turn(self) -> bool:
        """Whether pages come one after the other unless asked otherwise.

        That is what a session of the user's, a mock of `requests` or an overridden
        `http_request` was made to see.
        """
        from gitlab._transports.default import DefaultTransport

        transport = self._open_connections()
        is_watched = isinstance(transport, DefaultTransport) and transport.is_watched
        return is_watched or self._has_replaced_verbs()

    def _emitted(self, work: Emitting) -> Iterator[Any]:
        from gitlab._emitted import emitted

        return emitted(self, work)

    def map(
        self,
        fn: Callable[[T], R],
        items: Iterable[T],
        *,
        in_flight: int = 8,
        ordered: bool = True,
        progress: Progress | None = None,
    ) -> Generator[Outcome[T, R], None, None]:
        """Call `fn` with each item, up to `in_flight` at a time: pairs of item and result.

            for project, scope in gl.map(lambda p: p.job_token_scope.get(), projects):

        An item that fails stops nothing: its outcome has an `error`, which is raised when the
        result is taken. Outcomes come in the items' order, or as they end with `ordered=False`.
        `progress` is called with how many are done, of how many (None when that is unknown).
        Whoever leaves the loop, or calls `close()`, cancels what was not begun.
        """
        from gitlab._parallel import several

        return several(fn, items, in_flight, ordered=ordered, progress=progress)

    def _run_download(self, download: Download) -> bytes | Iterator[Any] | None:
        from gitlab._download import Chunks
        from gitlab.utils import response_content

        response = self._run(download.call)
        if download.iterator:
            return Chunks(response, download.chunk_size)
        return response_content(
            response, download.streamed, download.action, download.chunk_size, iterator=False
        )

    def stream(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> DownloadStream:
        """Open a download as a binary file: `gl.stream(job.artifacts)`, with its arguments.

            with gl.stream(project.files.raw, "README.md", ref="main") as file:
                first_line = file.readline()
            gl.stream(job.artifacts).save("artifacts.zip", resume=True)

        Nothing is kept in memory but the piece that is read. A download that breaks is taken up
        where it was, when the server can do that. Raises what `method` raises.
        """
        from gitlab._stream import stream

        return stream(method, args, kwargs)

    def close(self) -> None:
        """Close the connections of this client's own session and of a session passed to it."""
        if self._session is not None:
            self._session.close()
        if self._transport is not None:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _sleep(pause: Sleep) -> None:
    import time
    from random import uniform

    time.sleep(pause.seconds + uniform(0, pause.jitter))
