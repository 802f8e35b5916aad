"""Pages of rows by cursor, as GitLab's keyset connections make them."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from graphql import GraphQLError

from gitlab.sandbox.listing import sort_key
from gitlab.sandbox.store import Row, Selection

__all__ = ["MAX_PAGE_SIZE", "Sorted", "connection", "page_size"]

MAX_PAGE_SIZE = 100


class Sorted(NamedTuple):
    """Rows in an order other than the newest first; equals are the newest first."""

    rows: Selection
    by: str
    descending: bool = False


class _Key(NamedTuple):
    name: str
    sql: str
    descending: bool


def connection(
    found: Sorted | Selection,
    *,
    after: str | None = None,
    before: str | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Row:
    """The page that the arguments ask for, with what the fields of a connection need."""
    if first is not None and last is not None:
        raise GraphQLError("Can only provide either `first` or `last`, not both")
    rows = found.rows if isinstance(found, Sorted) else found
    keys = [_Key("id", "id", descending=True)]
    if isinstance(found, Sorted):
        keys.insert(0, _Key(found.by, sort_key(found.by), found.descending))
    size = page_size(first, last)
    sliced = _after(_after(rows, keys, after), _reversed(keys), before)
    shown = _ordered(sliced, keys if last is None else _reversed(keys)).page(size + 1)
    is_more = len(shown) > size
    nodes = shown[:size] if last is None else shown[:size][::-1]
    cursors = [_cursor(row, keys) for row in nodes]
    return {
        "count": rows.count,
        "nodes": nodes,
        "edges": [
            {"cursor": cursor, "node": node} for cursor, node in zip(cursors, nodes, strict=True)
        ],
        "page_info": {
            "start_cursor": cursors[0] if cursors else None,
            "end_cursor": cursors[-1] if cursors else None,
            # A cursor points to a row, and that row is on another page.
            "has_previous_page": after is not None or (last is not None and is_more),
            "has_next_page": before is not None or (last is None and is_more),
        },
    }


def page_size(first: int | None, last: int | None) -> int:
    asked = [size for size in (first, last) if size is not None]
    return max(0, min([*asked, MAX_PAGE_SIZE]))


def _ordered(rows: Selection, keys: Sequence[_Key]) -> Selection:
    return rows.order_by(
        ", ".join(f"{key.sql} {'DESC' if key.descending else 'ASC'}" for key in keys)
    )


def _reversed(keys: Sequence[_Key]) -> list[_Key]:
    return [key._replace(descending=not key.descending) for key in keys]


def _after(rows: Selection, keys: Sequence[_Key], cursor: str | None) -> Selection:
    """The rows that come after a cursor's row in the order of the keys."""
    if cursor is None:
        return rows
    place = _read(cursor, keys)
    choices: list[str] = []
    args: list[Any] = []
    for index, key in enumerate(keys):
        equal = [f"{above.sql} = ?" for above in keys[:index]]
        choices.append(" AND ".join([*equal, f"{key.sql} {'<' if key.descending else '>'} ?"]))
        args += place[: index + 1]
    return rows.where(" OR ".join(choices), *args)


def _cursor(row: Row, keys: Sequence[_Key]) -> str:
    text = json.dumps({key.name: str(row[key.name]) for key in keys}, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, keys: Sequence[_Key]) -> list[Any]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        place = json.loads(text)
        return [int(place["id"]) if key.name == "id" else str(place[key.name]) for key in keys]
    except (ValueError, KeyError, TypeError):
        raise GraphQLError("Please provide a valid cursor") from None
