"""Writing results to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from gitlab.base import RESTObject
from gitlab.cli import die

if TYPE_CHECKING:
    from typing import TypeAlias

    Item: TypeAlias = RESTObject | Mapping[str, Any] | str

__all__ = ["Printer", "printer", "write"]

_LEGACY_WIDTH = 79


class Printer(Protocol):
    """One way of writing."""

    def one(self, item: Item) -> None:
        """Write an object, or a dict."""

    def many(self, items: Iterable[Item]) -> None:
        """Write a list."""


def printer(output: str, fields: list[str], *, verbose: bool) -> Printer:
    """The printer for `--output`."""
    if output == "json":
        return JsonPrinter(fields)
    if output == "yaml":
        return YamlPrinter(fields)
    if output == "table":
        from gitlab.cli.table import TablePrinter

        return TablePrinter(fields)
    return LegacyPrinter(verbose=verbose)


def write(result: Any, to: Printer) -> None:
    """Write what an action returned. Text and bytes are written as they are."""
    match result:
        case None:
            return
        case bytes():
            sys.stdout.buffer.write(result)
        case str():
            print(result)
        case RESTObject() | Mapping():
            to.one(result)
        case Iterable():
            to.many(result)
        case _:
            print(result)


def fields_of(item: Item, wanted: list[str]) -> Mapping[str, Any] | str:
    """What is known of an item, the ids of its parents included, or the part that is wanted.

    Nothing is copied: `attributes` would take most of the time of a long list.
    """
    if isinstance(item, str):
        return item
    if isinstance(item, RESTObject):
        item = {**item._parent_attrs, **item._attrs, **item._updated_attrs}
    elif not isinstance(item, dict):
        item = dict(item)
    if not wanted:
        return item
    return {name: item[name] for name in wanted if name in item}


class LegacyPrinter:
    """`name: value` lines: id and name of an object, or with `verbose` all it has."""

    def __init__(self, *, verbose: bool = False) -> None:
        self._verbose = verbose

    def one(self, item: Item) -> None:
        if isinstance(item, str):
            print(item)
        elif self._verbose or not isinstance(item, RESTObject):
            _print_fields(fields_of(item, []))
        else:
            self._print_short(item)

    def many(self, items: Iterable[Item]) -> None:
        for item in items:
            self.one(item)
            print()

    def _print_short(self, item: RESTObject) -> None:
        own_id = item.get_id()
        if item._id_attr is not None and own_id is not None:
            print(f"{_dashed(item._id_attr)}: {own_id}")
        elif item._repr_attr is None:
            print(f"No default fields to show for {type(item).__name__}: use --verbose")
        if item._repr_attr is not None and item._repr_attr != item._id_attr:
            shown = str(getattr(item, item._repr_attr, None)).replace("\n", " ").replace("\r", "")
            print(_cut(f"{_dashed(item._repr_attr)}: {shown}"))


def _print_fields(fields: Any, indent: str = "") -> None:
    for name, value in sorted(fields.items()):
        if isinstance(value, dict):
            print(f"{indent}{_dashed(name)}:")
            _print_fields(value, indent + "  ")
        else:
            print(f"{indent}{_dashed(name)}: {value}")


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _cut(line: str) -> str:
    return line if len(line) <= _LEGACY_WIDTH else f"{line[: _LEGACY_WIDTH - 3]}..."


class JsonPrinter:
    """One JSON document; a list is written item by item."""

    def __init__(self, fields: list[str]) -> None:
        from json import JSONEncoder

        self._fields = fields
        self._encode = JSONEncoder().encode

    def one(self, item: Item) -> None:
        print(self._encode(fields_of(item, self._fields)))

    def many(self, items: Iterable[Item]) -> None:
        put = sys.stdout.write
        put("[")
        for number, item in enumerate(items):
            put(", " if number else "")
            put(self._encode(fields_of(item, self._fields)))
        put("]\n")


class YamlPrinter:
    """One YAML document in block style."""

    def __init__(self, fields: list[str]) -> None:
        try:
            import yaml
        except ImportError:
            die("`--output yaml` needs PyYAML: pip install 'gitlabkit[yaml]'")
        self._fields = fields
        self._dump = yaml.safe_dump

    def one(self, item: Item) -> None:
        self._write(fields_of(item, self._fields))

    def many(self, items: Iterable[Item]) -> None:
        self._write([fields_of(item, self._fields) for item in items])

    def _write(self, data: Any) -> None:
        self._dump(data, sys.stdout, default_flow_style=False)
