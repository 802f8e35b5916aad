"""The tokens that runners used to be registered with: of a project, a group or the instance."""

from __future__ import annotations

import re

from gitlab.sandbox.store import Row, Store

__all__ = ["registered_at", "registration_token"]

_FIRST = re.compile(r"GR1348941(project|group|instance)(\d{1,15})")
_TABLES = {"project": "projects", "group": "namespaces", "instance": "settings"}


def registration_token(row: Row) -> str:
    """Of a project, a group or the settings; the first one says what it is for."""
    kind = "project" if "namespace_id" in row else "group" if "full_path" in row else "instance"
    return str(row.get("runners_token") or f"GR1348941{kind}{row['id']:07}")


def registered_at(store: Store, token: str) -> tuple[str, Row] | None:
    """What a token is for: "project", "group" or "instance", and its row."""
    first = _FIRST.fullmatch(token)
    for kind, table in _TABLES.items():
        found = store.select(table).where("json_extract(data, '$.runners_token') = ?", token)
        row = found.first()
        if row is None and first and first[1] == kind:
            row = store.get(table, int(first[2]))
        if row is not None and registration_token(row) == token:
            return kind, row
    return None
