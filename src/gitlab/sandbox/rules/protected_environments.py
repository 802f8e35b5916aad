"""Environments, and tiers of environments, to which only some may deploy.

https://docs.gitlab.com/api/protected_environments/
https://docs.gitlab.com/api/group_protected_environments/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, conflict, invalid_parameter, missing
from gitlab.sandbox.rules.protected_refs import level

_WHO = ("user_id", "group_id", "access_level")
_LISTS: dict[str, Row] = {
    "deploy_access_levels": {"group_inheritance_type": 0},
    "approval_rules": {"required_approvals": 1, "group_inheritance_type": 0},
}
"""What an entry of either has besides whom it is about, and what it is unless told otherwise."""


def _prepare(environments: Documents, before: Row, made: Row) -> None:
    for name, blank in _LISTS.items():
        changes = made.get(name, [])
        made[name] = _entries(environments, before.get(name, []), changes or [], blank)
    if before:
        return
    if not made["deploy_access_levels"]:
        raise invalid_parameter("deploy_access_levels is empty")
    made["required_approval_count"] = made.get("required_approval_count") or 0


def _entries(
    environments: Documents, before: list[Row], changes: list[Row], blank: Row
) -> list[Row]:
    """`_destroy` takes one away, an `id` changes one, all else adds one."""
    by_id: dict[int, Row] = {entry["id"]: entry for entry in before}
    for change in changes:
        asked = str(change.get("id") or "")
        known = by_id.get(int(asked)) if asked.isdecimal() else None
        if asked and known is None:
            raise missing()
        if known and str(change.get("_destroy")).lower() in ("true", "1"):
            del by_id[known["id"]]
            continue
        is_told = any(change.get(name) is not None for name in _WHO)
        if known is None and not is_told:
            raise invalid_parameter(f"{', '.join(_WHO)} are missing, exactly one must be provided")
        entry = level(environments, change) if is_told else dict(known or {})
        kept: Row = {name: (known or blank)[name] for name in blank}
        told = {name: change[name] for name in blank if change.get(name) is not None}
        id = known["id"] if known else entry["id"]
        by_id[id] = entry | kept | told | {"id": id}
    return list(by_id.values())


def _taken(row: Row) -> Any:
    return conflict(f"Protected environment '{row['name']}' already exists")


declare(
    Kind(
        thing="",
        read=access.MAINTAINER,
        write=access.MAINTAINER,
        order="doc_key",
        by_id=False,
        taken=_taken,
        prepare=_prepare,
    ),
    "/projects/:id/protected_environments",
    "/groups/:id/protected_environments",
)
