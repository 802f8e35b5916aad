"""Repositories of projects and groups that move from one storage to another.

There is one storage, "default", and those that the settings weigh (`repository_storages_weighted`).

https://docs.gitlab.com/api/project_repository_storage_moves/
https://docs.gitlab.com/api/group_repository_storage_moves/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.answers import Refused
from gitlab.sandbox.deletion import ACCEPTED
from gitlab.sandbox.entities import group_basic, project_identity
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, invalid, missing, route
from gitlab.sandbox.store import Selection

_KIND = "repository_storage_moves"
_TABLES = {"project": "projects", "group": "namespaces"}
_STORAGE = "default"
_MOVE = Param("move_id", "int")


def index(ctx: Context) -> Answer:
    return ctx.paginate(_moves(ctx).order_by("id DESC"), _shown)


def show(ctx: Context) -> Json:
    if row := _moves(ctx).where("id = ?", ctx.params["move_id"]).first():
        return _shown(ctx, row)
    raise missing()


def create(ctx: Context) -> Json:
    return _shown(ctx, _schedule(ctx, _owner(ctx)))


def create_all(ctx: Context) -> Answer:
    """Every repository of a storage moves."""
    ctx.authenticated_as_admin()
    source = ctx.params["source_storage_name"]
    if source not in _storages(ctx):
        raise _unknown("source_storage_name")
    rows = ctx.store.select(_TABLES[_of(ctx)])
    if _of(ctx) == "group":
        rows = rows.where("kind = 'group'")
    for row in list(rows):
        if row.get("repository_storage", _STORAGE) == source:
            _schedule(ctx, row)
    return ACCEPTED


for _name in _TABLES:
    _all, _own = f"/{_name}_{_KIND}", f"/{_name}s/:id/{_KIND}"
    for _path in (_all, _own):
        route("GET", _path, params=PAGING)(index)
        route("GET", f"{_path}/:move_id", params=[_MOVE])(show)
    route("POST", _own)(create)
    route("POST", _all)(create_all)


def _of(ctx: Context) -> str:
    """What the path is about: a key of `_TABLES`."""
    return next(name for name in _TABLES if ctx.route.path.startswith(f"/{name}"))


def _owner(ctx: Context) -> Row:
    ctx.authenticated_as_admin()
    return ctx.find_project() if _of(ctx) == "project" else ctx.find_group()


def _moves(ctx: Context) -> Selection:
    ctx.authenticated_as_admin()
    found = ctx.store.select("documents", doc_kind=_KIND, doc_owner=_TABLES[_of(ctx)])
    return found.where("doc_owner_id = ?", _owner(ctx)["id"]) if "id" in ctx.params else found


def _storages(ctx: Context) -> set[str]:
    return {_STORAGE, *(ctx.settings.get("repository_storages_weighted") or ())}


def _unknown(name: str) -> Refused:
    return invalid(**{name: ["is not included in the list"]})


def _schedule(ctx: Context, owner: Row) -> Row:
    source = owner.get("repository_storage", _STORAGE)
    others = sorted(_storages(ctx) - {source})
    target = ctx.params.get("destination_storage_name") or (others[0] if others else source)
    if target not in _storages(ctx):
        raise _unknown("destination_storage_name")
    if target != source:
        ctx.store.update(_TABLES[_of(ctx)], owner["id"], repository_storage=target)
    return ctx.store.insert(
        "documents",
        {
            "doc_kind": _KIND,
            "doc_owner": _TABLES[_of(ctx)],
            "doc_owner_id": owner["id"],
            "source_storage_name": source,
            "destination_storage_name": target,
            "created_at": ctx.now(),
            "ready_at": ctx.store.later(),
        },
    )


def _shown(ctx: Context, row: Row) -> dict[str, Any]:
    """A repository that would move to where it is has nowhere to go: its move fails."""
    fails = row["source_storage_name"] == row["destination_storage_name"]
    final = "failed" if fails else "finished"
    owner = ctx.store.get(row["doc_owner"], row["doc_owner_id"]) or {}
    is_done = ctx.store.is_past(row["ready_at"])
    return {
        "id": row["id"],
        "created_at": row["created_at"],
        "state": final if is_done else "scheduled",
        "source_storage_name": row["source_storage_name"],
        "destination_storage_name": row["destination_storage_name"],
        "error_message": "SameFilesystemError" if fails and is_done else None,
        _of(ctx): (project_identity if _of(ctx) == "project" else group_basic)(ctx, owner),
    }
