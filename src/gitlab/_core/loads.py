"""Parsing JSON: a large body with the collector paused, and by msgspec where it is installed.

Decoding a page makes thousands of containers, none of them garbage; looking for garbage among
them takes as long as making them. msgspec refuses what `json` lets pass (NaN, numbers beyond a
float, lone surrogates), and never reads anything differently: what it refuses is read again.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock
from typing import Any

LARGE = 32_768
"""Bytes from which on it is worth while; importing msgspec costs as much as ten pages save."""

_lock = Lock()
_pauses = 0
_was_enabled = False
_fast: Callable[[bytes], Any] | bool | None = None


def loads(content: bytes) -> Any:
    """What the JSON text says; ValueError if it is none."""
    if len(content) < LARGE:
        return json.loads(content)
    with collector_paused():
        fast = _fast_loads()
        if fast is not None:
            try:
                return fast(content)
            except ValueError:
                pass
        return json.loads(content)


@contextmanager
def collector_paused() -> Generator[None]:
    """No garbage collection meanwhile, in no thread; as it was before when the last one leaves."""
    global _pauses, _was_enabled  # noqa: PLW0603 - the collector is the process's, too
    with _lock:
        if _pauses == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _pauses += 1
    try:
        yield
    finally:
        with _lock:
            _pauses -= 1
            if _pauses == 0 and _was_enabled:
                gc.enable()


def _fast_loads() -> Callable[[bytes], Any] | None:
    global _fast  # noqa: PLW0603 - looked for once
    if _fast is None:
        try:
            from msgspec.json import decode
        except ImportError:
            _fast = False
        else:
            _fast = decode
    return _fast if callable(_fast) else None
