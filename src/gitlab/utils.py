"""Small things that several modules, and scripts, need: ids, URLs, warnings, masked secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab._core.masking import mask_secrets, masked_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping
    from typing import Protocol, Self

    from gitlab._core.budget import RateBudget, Throttle
    from gitlab._masking import MaskingFormatter

    class _Downloadable(Protocol):
        """What `response_content` needs of an HTTP library's response."""

        @property
        def content(self) -> Any: ...

        def iter_content(self, chunk_size: int = ...) -> Iterator[Any]: ...


__all__ = [
    "EncodedId",
    "MaskingFormatter",
    "RateBudget",
    "Retry",
    "Throttle",
    "WarnMessageData",
    "copy_dict",
    "get_base_url",
    "get_content_type",
    "mask_secrets",
    "masked_url",
    "remove_none_from_dict",
    "response_content",
    "warn",
]

# Hidden from type checkers, which would take any name for one of this module's.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        # Its base class costs the import of logging, which a client may never need.
        if name == "MaskingFormatter":
            from gitlab._masking import MaskingFormatter

            return MaskingFormatter
        if name in ("RateBudget", "Throttle"):
            from gitlab._core import budget

            return getattr(budget, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class EncodedId(str):
    """An id as it stands in a path: percent-encoded once, however often it is passed on."""

    __slots__ = ()

    def __new__(cls, value: str | int) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            from urllib.parse import quote

            value = quote(value, safe="")
        elif not isinstance(value, int):
            raise TypeError(f"An id is a str or an int, not {type(value).__name__}: {value!r}")
        return super().__new__(cls, value)

    def __reduce__(self) -> tuple[Any, ...]:
        # A copy made from the plain text would be encoded again.
        return str.__new__, (type(self), str(self))


class WarnMessageData(NamedTuple):
    """What a list call says when it returns one page of several."""

    message: str
    show_caller: bool


def get_base_url(url: str | None = None) -> str:
    """The URL without trailing slashes; GitLab.com without one."""
    if url:
        return url.rstrip("/")
    from gitlab.const import DEFAULT_URL

    return DEFAULT_URL


def get_content_type(content_type: str | None) -> str:
    """The media type of a Content-Type header, without its parameters."""
    return (content_type or "").partition(";")[0].strip().lower() or "text/plain"


def copy_dict(*, src: dict[str, Any], dest: dict[str, Any]) -> None:
    """Copy into `dest`, with dict values spread over the names `key[sub]` as GitLab reads them."""
    for name, value in src.items():
        if isinstance(value, dict):
            dest.update({f"{name}[{key}]": inner for key, inner in value.items()})
        else:
            dest[name] = value


def remove_none_from_dict(data: dict[str, Any]) -> dict[str, Any]:
    """A copy without the values that are None."""
    return {name: value for name, value in data.items() if value is not None}


def response_content(
    response: _Downloadable,
    streamed: bool,
    action: Callable[[bytes], Any] | None,
    chunk_size: int,
    *,
    iterator: bool,
) -> bytes | Iterator[Any] | None:
    """A download in the form asked for: its bytes, an iterator, or chunks passed to `action`."""
    if iterator:
        return response.iter_content(chunk_size=chunk_size)
    if not streamed:
        content: bytes = response.content
        return content
    take = action or print
    for chunk in response.iter_content(chunk_size=chunk_size):
        if chunk:
            take(chunk)
    return None


def warn(
    message: str,
    *,
    category: type[Warning] | None = None,
    source: Any | None = None,
    show_caller: bool = True,
) -> None:
    """Warn at the line of the caller's own code that led here, and name it in the text."""
    import os
    import sys
    import warnings

    package = os.path.dirname(__file__) + os.sep
    frame = sys._getframe(1)
    level = 2
    while frame.f_code.co_filename.startswith(package) and frame.f_back is not None:
        frame = frame.f_back
        level += 1
    if show_caller:
        message += f" ({frame.f_code.co_filename}:{frame.f_lineno})"
    warnings.warn(message, category=category, stacklevel=level, source=source)


class Retry:
    """Waits and counts for a request loop of your own; the client's own rules are in its core."""

    def __init__(
        self,
        max_retries: int,
        obey_rate_limit: bool | None = True,
        retry_transient_errors: bool | None = False,
    ) -> None:
        self.max_retries = max_retries
        self.obey_rate_limit = obey_rate_limit
        self.retry_transient_errors = retry_transient_errors
        self._done = 0

    def handle_retry_on_status(
        self,
        status_code: int | None,
        headers: MutableMapping[str, str] | None = None,
        reason: str = "",
    ) -> bool:
        """After an answer: wait and return True if the request is to be repeated."""
        from gitlab._core.retry import TRANSIENT_STATUSES

        if status_code == 429:
            due = self.obey_rate_limit
        else:
            locked = status_code == 409 and "Resource lock" in reason
            transient = locked or status_code in TRANSIENT_STATUSES
            due = self.retry_transient_errors and transient
        return bool(due) and self._wait(headers)

    def handle_retry(self) -> bool:
        """After a network failure: wait and return True if the request is to be repeated."""
        return bool(self.retry_transient_errors) and self._wait()

    def _wait(self, headers: MutableMapping[str, str] | None = None) -> bool:
        import time

        from gitlab._core.retry import asked_delay
        from gitlab._core.values import CaseInsensitiveDict

        if self.max_retries != -1 and self._done >= self.max_retries:
            return False
        asked = asked_delay(CaseInsensitiveDict(headers or {}), time.time())
        time.sleep(0.1 * 2**self._done if asked is None else asked)
        self._done += 1
        return True
