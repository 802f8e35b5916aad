"""Text as HTML: the Markdown that descriptions have most."""

from __future__ import annotations

import re
from html import escape

__all__ = ["rendered"]

_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*|__(.+?)__"), "strong"),
    (re.compile(r"\*(.+?)\*|(?<!\w)_(.+?)_(?!\w)"), "em"),
    (re.compile(r"~~(.+?)~~"), "del"),
)
_LINK = re.compile(r"\[([^\]]*)\]\(((?:https?://|/|#)[^)\s]*)\)")
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def rendered(text: str | None) -> str:
    """Headings, paragraphs, lists, code, links and emphasis; all else is shown as it is."""
    parts: list[str] = []
    for number, piece in enumerate(_FENCE.split(text or "")):
        if number % 2:
            parts.append(f"<pre><code>{escape(piece, quote=False)}</code></pre>")
        else:
            parts += map(_block, filter(str.strip, re.split(r"\n\s*\n|(?<=\n)(?=#)", piece)))
    return "\n".join(parts)


def _block(text: str) -> str:
    first, _, rest = text.strip("\n").partition("\n")
    if heading := _HEADING.fullmatch(first):
        size = len(heading[1])
        below = f"\n{_block(rest)}" if rest.strip() else ""
        return f'<h{size} dir="auto">{_inline(heading[2])}</h{size}>{below}'
    lines = text.strip().split("\n")
    items = [_ITEM.fullmatch(line) for line in lines]
    if all(items):
        kind = "ol" if items[0] and items[0][1] else "ul"
        shown = "".join(f"\n<li>{_inline(item[2])}</li>" for item in items if item)
        return f'<{kind} dir="auto">{shown}\n</{kind}>'
    return f'<p dir="auto">{_inline(text.strip())}</p>'


def _inline(text: str) -> str:
    """Code is left as it is; whatever might be HTML is escaped."""
    parts = re.split("`([^`]+)`", escape(text, quote=False))
    for number, part in enumerate(parts):
        if number % 2:
            parts[number] = f"<code>{part}</code>"
            continue
        for pattern, tag in _INLINE:
            part = pattern.sub(lambda m, tag=tag: f"<{tag}>{m[1] or m[2]}</{tag}>", part)
        parts[number] = _LINK.sub(
            lambda m: f'<a href="{m[2].replace(chr(34), "%22")}">{m[1]}</a>', part
        )
    return "".join(parts)
