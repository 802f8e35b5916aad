"""What a download call asks for: the three forms that scripts know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab._core import decode

if TYPE_CHECKING:
    from gitlab._core.values import Call


class Download(NamedTuple):
    """One download, complete but not sent.

    By default it gives the bytes; with `iterator` an iterator of chunks; with `streamed` every
    chunk goes to `action` and the result is None.
    """

    call: Call[Any]
    streamed: bool = False
    action: Callable[[bytes], Any] | None = None
    chunk_size: int = 1024
    iterator: bool = False


def download(
    call: Call[Any],
    streamed: bool,
    action: Callable[[bytes], Any] | None,
    chunk_size: int,
    *,
    iterator: bool,
) -> Download:
    """Make a call a download: its body comes as bytes, at once or as it is read."""
    options = call.options._replace(raw=True, streamed=streamed or iterator)
    raw = call._replace(decode=decode.to_response, options=options)
    return Download(raw, streamed, action, chunk_size, iterator)
