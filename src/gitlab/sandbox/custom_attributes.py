"""Custom attributes as filters and fields of users, groups and projects. Administrators' only.

https://docs.gitlab.com/api/custom_attributes/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Selection

__all__ = ["with_attributes", "with_values"]

_OF = "doc_owner = ? AND doc_kind = 'custom_attributes'"


def with_values(ctx: Context, rows: Selection, table: str) -> Selection:
    """Those with all the values that `custom_attributes[key]=value` ask for."""
    wanted = ctx.request.params.get("custom_attributes")
    if not ctx.is_admin or not isinstance(wanted, Mapping):
        return rows
    for key, value in wanted.items():
        same = f"{_OF} AND doc_key = ? AND json_extract(data, '$.value') = ?"
        sql = f"id IN (SELECT doc_owner_id FROM documents WHERE {same})"
        rows = rows.where(sql, table, str(key), str(value))
    return rows


def with_attributes(ctx: Context, row: Row, table: str) -> dict[str, Any]:
    """The field for what `with_custom_attributes` asks for; none for other requests."""
    if not ctx.is_admin or not ctx.params.get("with_custom_attributes"):
        return {}
    found = ctx.store.select("documents", doc_owner_id=row["id"]).where(_OF, table)
    pairs = [{"key": each["key"], "value": each["value"]} for each in found.order_by("doc_key")]
    return {"custom_attributes": pairs}
