# Generated from src/gitlab/v4/objects/__init__.py by tools/gen_async.py; edit that file.
"""Every resource of GitLab's REST API, one module for each page of its documentation.

Names are loaded when they are first used.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gitlab._children import described_class

    try:
        found = described_class(name, like=__name__)
    except LookupError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    globals()[name] = found
    return found
