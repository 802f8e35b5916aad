"""What texts say of issues: that they close them, or just their names."""

from __future__ import annotations

import re

__all__ = ["closed_in", "names"]

_CLOSES = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)):? +#(\d+)", re.I
)


def closed_in(text: str | None) -> list[int]:
    """The issues of the same project that a description says it closes, by `iid`."""
    return [int(iid) for iid in dict.fromkeys(_CLOSES.findall(text or ""))]


def names(text: str | None, reference: str) -> bool:
    """Whether a text has a reference such as `#3` or `!5`, as a word of its own."""
    return re.search(rf"(?<![\w/&]){re.escape(reference)}(?!\w)", text or "") is not None
