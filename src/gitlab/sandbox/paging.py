"""Lists by page: GitLab's offset headers, and its two kinds of keyset paging."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from gitlab.sandbox.answers import invalid_parameter, refused
from gitlab.sandbox.store import Row, Selection

__all__ = ["MAX_PER_PAGE", "Keyset", "Link", "Page", "keyset_page", "offset_page", "to_query"]

MAX_PER_PAGE = 100
MAX_COUNT = 10_000
"""Longer lists come without totals."""
MAX_OFFSET = 50_000


class Keyset(NamedTuple):
    """How a list supports keyset paging; it also gets the ceiling of offset paging."""

    type: str
    """The name of its rows in the ceiling's message."""
    orders: tuple[str, ...] = ("id",)
    cursor: bool = False
    """Whether the next page is told by an opaque cursor, or by `id_after` and `id_before`."""


class Link(NamedTuple):
    """What the links to other pages repeat: the URL, and every parameter of the request."""

    url: str
    params: Mapping[str, Any]

    def to(self, relation: str, **place: Any) -> str:
        return f'<{self.url}?{to_query({**self.params, **place})}>; rel="{relation}"'


class Page(NamedTuple):
    """The rows of a page, and the headers that tell of the others."""

    rows: Sequence[Row]
    headers: dict[str, str]


def offset_page(
    rows: Selection | Sequence[Row], params: Mapping[str, Any], link: Link, keyset: Keyset | None
) -> Page:
    page, size = params["page"], min(params["per_page"], MAX_PER_PAGE)
    if keyset and page * size > MAX_OFFSET:
        raise _above_ceiling(keyset.type)
    skipped = (page - 1) * size
    if isinstance(rows, Selection):
        total = rows.count(MAX_COUNT + 1)
        found: Sequence[Row] = rows.page(size + 1, skipped)
    else:
        total, found = len(rows), rows[skipped : skipped + size + 1]
    shown = found[:size]
    pages = max(1, -(-total // size))
    headers = {
        "X-Page": str(page),
        "X-Per-Page": str(size),
        "X-Next-Page": str(page + 1) if len(found) > size else "",
        "X-Prev-Page": str(page - 1) if page > 1 and shown else "",
    }
    numbers = {"prev": headers["X-Prev-Page"], "next": headers["X-Next-Page"], "first": "1"}
    if total <= MAX_COUNT:
        headers |= {"X-Total": str(total), "X-Total-Pages": str(pages)}
        numbers["last"] = str(pages)
    headers["Link"] = ", ".join(
        link.to(name, page=number) for name, number in numbers.items() if number
    )
    return Page(shown, headers)


def keyset_page(rows: Selection, params: Mapping[str, Any], link: Link, keyset: Keyset) -> Page:
    order = params.get("order_by") or "id"
    if order not in keyset.orders:
        raise refused(
            405, {"error": "Keyset pagination is not yet available for this type of request"}
        )
    size = min(params["per_page"], MAX_PER_PAGE)
    up = params.get("sort", "desc") == "asc"
    ordered = _after_cursor(rows, params.get("cursor"), order, up)
    direction = "ASC" if up else "DESC"
    found = ordered.order_by(f"{order} {direction}, id {direction}").page(size + 1)
    shown = found[:size]
    if len(found) <= size:
        return Page(shown, {})
    last = shown[-1]
    if keyset.cursor:
        return Page(shown, {"Link": link.to("next", cursor=_cursor(last[order], last["id"]))})
    place = "id_after" if up else "id_before"
    return Page(shown, {"Link": link.to("next", **{place: last["id"]})})


def to_query(params: Mapping[str, Any]) -> str:
    """A query string as Rails writes it: sorted, `a[]=` for lists."""
    pairs = (pair for name, value in params.items() for pair in _pairs(name, value))
    return "&".join(sorted(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs))


def _pairs(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pairs(f"{name}[{key}]", inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _pairs(f"{name}[]", inner)
    elif value is None or isinstance(value, bool):
        yield name, "" if value is None else str(value).lower()
    else:
        yield name, str(value)


def _above_ceiling(kind: str) -> Exception:
    return refused(
        405,
        {
            "error": f"Offset pagination has a maximum allowed offset of {MAX_OFFSET} for requests"
            f" that return objects of type {kind}. Remaining records can be retrieved using keyset"
            " pagination."
        },
    )


def _cursor(value: Any, id: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, id]).encode()).decode()


def _after_cursor(rows: Selection, cursor: str | None, order: str, up: bool) -> Selection:
    if not cursor:
        return rows
    try:
        value, id = json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        raise invalid_parameter("cursor is invalid") from None
    return rows.where(f"({order}, id) {'>' if up else '<'} (?, ?)", value, id)
