"""Protected branches and tags.

https://docs.gitlab.com/api/protected_branches/
https://docs.gitlab.com/api/group_protected_branches/
https://docs.gitlab.com/api/protected_tags/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.protection import access_row, level_row, protect_default
from gitlab.sandbox.rules import Row, conflict, invalid

_BRANCH = {"push": access.MAINTAINER, "merge": access.MAINTAINER, "unprotect": None}
_TAG = {"create": access.MAINTAINER}


def _levels(documents: Documents, made: Row, actions: Mapping[str, int | None]) -> None:
    """Who may do what: a role, or a list of roles, users and groups."""
    for action, default in actions.items():
        role = made.pop(f"{action}_access_level", None)
        asked = made.pop(f"allowed_to_{action}", None)
        if asked is None and role is None and f"{action}_access_levels" in made:
            asked = made[f"{action}_access_levels"]
        if role is None and not asked:
            role = default
        rows = [{"access_level": role}] if role is not None else []
        made[f"{action}_access_levels"] = [level(documents, row) for row in (*rows, *(asked or ()))]


def level(documents: Documents, asked: Row) -> Row:
    """An access level for whom a request names: a role, a user or a group."""
    store, role = documents.ctx.store, asked.get("access_level")
    for key, table in (("user_id", "users"), ("group_id", "namespaces")):
        if asked.get(key) is not None:
            id = int(asked[key])
            name = (store.get(table, id) or {}).get("name", "")
            return access_row(store, access_level_description=name, **{key: id})
    return level_row(store, int(role if role is not None else access.MAINTAINER))


def _begin_branches(branches: Documents) -> None:
    if branches.root.row:
        protect_default(branches.ctx.store, branches.root.row)


def _prepare_branch(branches: Documents, before: Row, made: Row) -> None:
    if not before:
        _levels(branches, made, _BRANCH)
        return
    for action in _BRANCH:
        changed = made.pop(f"allowed_to_{action}", None)
        if changed is not None:
            name = f"{action}_access_levels"
            made[name] = _changed(branches, before[name], changed)


def _changed(branches: Documents, levels: list[Row], changes: list[Row]) -> list[Row]:
    """`_destroy` takes one away, an `id` changes one, all else adds one."""
    by_id = {each["id"]: each for each in levels}
    for change in changes:
        id = int(change.get("id") or 0)
        if id and id not in by_id:
            raise invalid(base=["access level not found"])
        if str(change.get("_destroy")).lower() in ("true", "1"):
            by_id.pop(id, None)
        else:
            made = level(branches, change)
            key = id or made["id"]
            by_id[key] = made | {"id": key}
    return list(by_id.values())


def _prepare_tag(tags: Documents, before: Row, made: Row) -> None:
    _levels(tags, made, _TAG)


def _taken(what: str) -> Any:
    return lambda row: conflict(f"Protected {what} '{row['name']}' already exists")


_REF = Kind(thing="", order="doc_key", by_id=False)
_PROTECTED_BRANCH = _REF._replace(taken=_taken("branch"), prepare=_prepare_branch)
declare(_PROTECTED_BRANCH, "/groups/:id/protected_branches")
declare(_PROTECTED_BRANCH._replace(begin=_begin_branches), "/projects/:id/protected_branches")
declare(
    _REF._replace(taken=_taken("tag"), prepare=_prepare_tag, read=access.MAINTAINER),
    "/projects/:id/protected_tags",
)
