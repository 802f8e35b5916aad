"""The values that pass between the core, its drivers and the transports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from gitlab.exceptions import GitlabError

T = TypeVar("T")
Body: TypeAlias = bytes | IO[bytes] | None
Progress: TypeAlias = Callable[[int, "int | None"], object]
"""Told how many of how many are done; None when nobody knows how many there are."""
Timeout: TypeAlias = tuple[float | None, float | None] | None
"""Seconds to connect and seconds between two reads; None waits for ever."""


class CaseInsensitiveDict(MutableMapping[str, str]):
    """HTTP headers: looked up without regard to case, listed as they were written."""

    def __init__(self, items: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self._items = {name.lower(): (name, value) for name, value in dict(items).items()}

    def __getitem__(self, name: str) -> str:
        return self._items[name.lower()][1]

    @overload
    def get(self, name: str, /) -> str | None: ...

    @overload
    def get(self, name: str, default: str | T, /) -> str | T: ...

    def get(self, name: str, default: Any = None, /) -> Any:
        # The inherited one raises and catches for each header that is not there.
        found = self._items.get(name.lower())
        return default if found is None else found[1]

    def __setitem__(self, name: str, value: str) -> None:
        self._items[name.lower()] = (name, value)

    def __delitem__(self, name: str) -> None:
        del self._items[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.lower_items()) == {str(k).lower(): v for k, v in other.items()}

    __hash__ = None  # type: ignore[assignment]

    def lower_items(self) -> Iterator[tuple[str, str]]:
        return ((key, value) for key, (_, value) in self._items.items())

    def __repr__(self) -> str:
        return repr(dict(self.items()))


class Request(NamedTuple):
    """One HTTP exchange that the core asks of a transport."""

    method: str
    url: str
    headers: dict[str, str]
    body: Body = None
    timeout: Timeout = None
    stream: bool = False
    drop_headers: tuple[str, ...] = ()
    """Headers that must not go out even if the session underneath has them as defaults."""
    use_netrc: bool = False
    verify: bool | str = True
    """False trusts any certificate; text is the path of a file of CAs."""


class Response(NamedTuple):
    """What came back. Readable like the response objects that scripts know from `requests`."""

    status: int
    reason: str
    headers: CaseInsensitiveDict
    content: bytes
    url: str
    received_at: float = 0.0
    """Seconds since the epoch, stamped by the transport: the core reads no clock."""
    native: Callable[[], Any] | None = None
    """Makes the HTTP library's own response, for callers of `http_get(raw=True)` and the like."""
    history: Sequence[Any] = ()
    """The redirects that led here, the first one first."""

    @property
    def status_code(self) -> int:
        return self.status

    @property
    def request_id(self) -> str | None:
        """GitLab's name for this exchange in its logs."""
        return self.headers.get("X-Request-Id")

    @property
    def ok(self) -> bool:
        return self.status < 400

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def links(self) -> dict[str, dict[str, str]]:
        """The `Link` header as `{"next": {"url": ..., "rel": "next"}}`."""
        from gitlab._core.links import parse_links

        return parse_links(self.headers.get("Link", ""))

    def json(self) -> Any:
        from gitlab._core.loads import loads

        return loads(self.content)

    def iter_content(self, chunk_size: int = 1024, decode_unicode: bool = False) -> Iterator[bytes]:
        return (
            self.content[start : start + chunk_size]
            for start in range(0, len(self.content), chunk_size)
        )


class Failure(NamedTuple):
    """No answer came: a broken exchange is a value too."""

    error: Exception
    processed: bool | None = None
    """False when GitLab surely never saw the request, None when nobody can tell."""


class Sleep(NamedTuple):
    """The core asks its driver to wait `seconds`, and at random up to `jitter` seconds more."""

    seconds: float
    jitter: float = 0.0


class Renewal(NamedTuple):
    """The core asks for the token that a function gives: the first, or one after the `refused`."""

    refused: Any = None


class Options(NamedTuple):
    """The keyword arguments of a call that steer the client and are never sent to GitLab."""

    timeout: float | None = None
    obey_rate_limit: bool = True
    retry_transient_errors: bool | None = None
    max_retries: int = 10
    extra_headers: Mapping[str, Any] | None = None
    streamed: bool = False
    raw: bool = False
    progress: Progress | None = None
    """Told how many bytes of the body were sent, and of how many."""


class Call(NamedTuple, Generic[T]):
    """One call of GitLab's API, complete but not sent: what a resource method builds."""

    method: str
    path: str
    decode: Callable[[Response], T]
    query: Mapping[str, Any] = {}
    body: Any = None
    """A mapping or list goes out as JSON; bytes and binary files as they are (`options.raw`)."""
    files: Mapping[str, Any] | None = None
    error: type[GitlabError] | None = None
    """Raised for refused requests; None raises GitlabHttpError. 401 has a class of its own."""
    options: Options = Options()
    idempotent: bool = False
    """A POST or PATCH that may be repeated although GitLab could have processed it."""
    asked_by: str | None = None
    """The method of the client that was called, if it was one of `http_get` and its siblings."""
