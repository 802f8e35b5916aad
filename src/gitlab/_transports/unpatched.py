"""Whether `requests` is as it was shipped: mocks and instrumentation put themselves into it."""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any

_CLASSES = {
    "requests.sessions": ("Session", "SessionRedirectMixin"),
    "requests.adapters": ("HTTPAdapter", "BaseAdapter"),
}
_known: dict[type[Any], dict[str, Any]] = {}
"""The classes that were found unpatched, with all that they held then."""


def requests_is_unpatched() -> bool:
    """False as soon as `responses`, `requests_mock`, a tracer or a test has replaced a part of it.

    Nobody can have touched what is not imported. It is asked for every request, as mocks come and
    go; comparing a class with what it held before is a matter of a microsecond.
    """
    requests = sys.modules.get("requests")
    if requests is None:
        return True
    sessions = sys.modules.get("requests.sessions")
    adapters = sys.modules.get("requests.adapters")
    if sessions is None or adapters is None:
        return False
    session = getattr(sessions, "Session", None)
    adapter = getattr(adapters, "HTTPAdapter", None)
    if getattr(requests, "Session", None) is not session:
        return False
    if getattr(sessions, "HTTPAdapter", None) is not adapter:
        return False
    if session in _known and adapter in _known:
        now: Any
        for cls, held in list(_known.items()):
            now = vars(cls)
            if now != held:
                break
        else:
            return True
    return _look_closely()


def _look_closely() -> bool:
    for module, names in _CLASSES.items():
        for name in names:
            cls = vars(sys.modules[module]).get(name)
            if not isinstance(cls, type) or not _is_shipped(cls, module, name):
                return False
            _known[cls] = dict(vars(cls))
    return True


def _is_shipped(cls: type[Any], module: str, name: str) -> bool:
    """Whether class and methods were written in that module, whatever they call themselves now."""
    if (cls.__module__, cls.__qualname__) != (module, name):
        return False
    return all(
        isinstance(value, FunctionType)
        and value.__globals__ is vars(sys.modules[module])
        and value.__code__.co_qualname.startswith(f"{name}.")
        for value in vars(cls).values()
        if callable(value)
    )
