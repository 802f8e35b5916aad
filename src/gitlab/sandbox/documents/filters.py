"""Filters and orders of a list, as its description names them, on stored documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.documents.kinds import Collection
    from gitlab.sandbox.store import Row, Selection

__all__ = ["filtered", "ordered", "unfiltered"]

_SEARCHED = ("name", "title", "description", "key", "body", "value")
_ORDERS = ("order_by", "sort")
_LIMITS = {"after": ">=", "before": "<="}
"""Both with the moment itself, which parameters give as GitLab writes it: texts compare."""
_Test: TypeAlias = Callable[[Any], tuple[str, tuple[Any, ...]]]


def filtered(ctx: Context, collection: Collection, rows: Selection) -> Selection:
    own = collection.kind.filters
    for name, test in _tests(collection):
        if name not in own and ctx.params.get(name) is not None:
            sql, args = test(ctx.params[name])
            rows = rows.where(sql, *args)
    for name, own_test in own.items():
        if (value := ctx.params.get(name)) is not None:
            sql, args = own_test(ctx, value)
            rows = rows.where(sql, *args)
    return rows


def ordered(collection: Collection, rows: Selection, params: Row) -> Selection:
    """As asked for: `order_by=name&sort=asc`, `sort=created_desc`. Equals go by id."""
    order, direction = params.get("order_by"), params.get("sort")
    if direction and direction not in ("asc", "desc"):
        order, _, direction = direction.rpartition("_")
    if own := collection.kind.orders.get(order or ""):
        return rows.order_by(own.replace("{}", (direction or "desc").upper()))
    column = _attribute(collection, order) if order else None
    if column is None:
        return rows.order_by(_directed(collection.kind.order, direction))
    direction = (direction or "desc").upper()
    return rows.order_by(f"{_sql(column)} {direction} NULLS LAST, id {direction}")


def unfiltered(collection: Collection) -> list[str]:
    """The parameters of the list that change nothing here."""
    operation = collection.operations.get("list")
    known = {name for name, _ in _tests(collection)} | collection.kind.filters.keys()
    sortable = () if operation is None else operation.parameters
    return [p.name for p in sortable if p.name not in known and p.name not in _ORDERS]


def _directed(order: str, direction: str | None) -> str:
    """A default order, turned round where the request says so."""
    if direction is None or "," in order:
        return order
    return f"{order.partition(' ')[0]} {direction.upper()}"


def _tests(collection: Collection) -> Iterator[tuple[str, _Test]]:
    operation = collection.operations.get("list")
    for parameter in operation.parameters if operation else ():
        if test := _test(collection, parameter.name):
            yield parameter.name, test


def _test(collection: Collection, name: str) -> _Test | None:
    """What a filter holds against a document; None where the name says nothing of its fields."""
    attributes = dict(collection.resource.attributes)
    if name == "search":
        return _search([column for column in _SEARCHED if column in attributes])
    what, _, limit = name.rpartition("_")
    if limit in _LIMITS:
        column = _attribute(collection, what)
        return _compared(column, _LIMITS[limit]) if column else None
    if name == "iids" and "iid" in attributes:
        return _among("iid")
    if what in attributes and limit == "id":
        return _equal(name)
    if what in attributes and limit == "username":
        return _named(what)
    if name in attributes:
        return _holding(name) if attributes[name].startswith("list[") else _equal(name)
    return None


def _attribute(collection: Collection, name: str) -> str | None:
    """`created` is short for `created_at`, `expires` for `expires_at`."""
    attributes = dict(collection.resource.attributes)
    return next((it for it in (name, f"{name}_at", f"{name}_on") if it in attributes), None)


def _sql(column: str) -> str:
    return "id" if column == "id" else f"json_extract(data, '$.{column}')"


def _search(columns: list[str]) -> _Test:
    found = " OR ".join(f"instr(lower({_sql(column)}), ?) > 0" for column in columns) or "0"
    return lambda text: (found, (str(text).lower(),) * len(columns))


def _compared(column: str, operator: str) -> _Test:
    return lambda value: (f"{_sql(column)} {operator} ?", (value,))


def _equal(column: str) -> _Test:
    def test(value: Any) -> tuple[str, tuple[Any, ...]]:
        if value == "all":
            return "1", ()
        if isinstance(value, list):
            return _among(column)(value)
        return f"{_sql(column)} = ?", (value,)

    return test


def _among(column: str) -> _Test:
    return lambda values: (f"{_sql(column)} IN ({', '.join('?' * len(values))})", (*values,))


def _holding(column: str) -> _Test:
    """Every one of the values is in the list that the attribute is."""

    def test(values: Any) -> tuple[str, tuple[Any, ...]]:
        wanted = values if isinstance(values, list) else [values]
        holds = f"EXISTS (SELECT 1 FROM json_each(data, '$.{column}') WHERE value = ?)"
        return " AND ".join([holds] * len(wanted)) or "1", (*wanted,)

    return test


def _named(column: str) -> _Test:
    sql = f"json_extract(data, '$.{column}_id') IN (SELECT id FROM users WHERE username = ?)"
    return lambda name: (sql, (name,))
