"""`--output table`: columns for people, drawn by rich on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gitlab.base import RESTObject
from gitlab.cli.output import fields_of

if TYPE_CHECKING:
    from gitlab.cli.output import Item

# What tells one item of a list from the next, where it has it.
_TELLING = (
    "full_path",
    "path_with_namespace",
    "name",
    "title",
    "username",
    "key",
    "state",
    "status",
    "visibility",
    "created_at",
    "web_url",
)


class TablePrinter:
    """A row for each item of a list; a row for each attribute of one object."""

    def __init__(self, fields: list[str]) -> None:
        self._fields = fields

    def one(self, item: Item) -> None:
        fields = fields_of(item, self._fields)
        if isinstance(fields, str):
            print(fields)
            return
        draw(["attribute", "value"], [[name, _cell(value)] for name, value in fields.items()])

    def many(self, items: Iterable[Item]) -> None:
        found = list(items)
        if not found:
            return
        columns = self._fields or _columns(found[0])
        rows = []
        for item in found:
            fields = fields_of(item, [])
            if isinstance(fields, str):
                rows.append([fields])
            else:
                rows.append([_cell(fields.get(name)) for name in columns])
        draw(columns, rows)


def draw(columns: list[str], rows: list[list[str]]) -> None:
    """A table for the terminal, or aligned text for whatever else reads it."""
    if sys.stdout.isatty() and _draw_richly(columns, rows):
        return
    lines = [columns, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())


def _draw_richly(columns: list[str], rows: list[list[str]]) -> bool:
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        return False
    table = Table(*columns)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
    return True


def _columns(first: Item) -> list[str]:
    """The id, the name, and what else tells the items of a list apart."""
    if isinstance(first, str):
        return ["value"]
    if isinstance(first, RESTObject):
        names: tuple[str | None, ...] = (
            first._id_attr,
            first._id_fallback,
            first._repr_attr,
            *_TELLING,
        )
        known: Mapping[str, Any] = first._attrs
    else:
        names, known = ("id", *_TELLING), first
    columns = [name for name in dict.fromkeys(names) if name is not None and name in known]
    return columns or list(known)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        import json

        value = json.dumps(value)
    # Whoever may name a project may not write to the terminal of whoever lists it.
    return "".join(char if char.isprintable() else " " for char in str(value))
