"""Issue boards and their lists.

https://docs.gitlab.com/api/boards/
https://docs.gitlab.com/api/group_boards/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents, Kind, collection, declare
from gitlab.sandbox.entities import group_basic, project_identity, user_basic
from gitlab.sandbox.rules import Row, bad_request

_BOARDS = ("/projects/:id/boards", "/groups/:id/boards")
_LISTS = tuple(f"{path}/:board_id/lists" for path in _BOARDS)
_SUBJECTS = {"label_id": "Label", "milestone_id": "Milestone", "assignee_id": "User"}


def _show_board(boards: Documents, row: Row) -> Row:
    ctx, root = boards.ctx, boards.root.row or {}
    of_project = boards.root.table == "projects"
    lists = collection(f"{boards.collection.path}/:board_id/lists")
    rows = ctx.store.select("documents", doc_owner="boards", doc_owner_id=row["id"])
    names = row.get("labels") or []
    return {
        "project": project_identity(ctx, root) if of_project else None,
        "group": None if of_project else group_basic(ctx, root),
        "labels": [
            _label(label)
            for label in ctx.store.select("documents", doc_kind="labels").where_in("doc_key", names)
        ],
        "lists": [
            {name: it.get(name) for name, _ in lists.resource.attributes} | _subject(boards, it)
            for it in rows.order_by(_BY_POSITION)
        ],
    }


_BY_POSITION = "json_extract(data, '$.position'), id"


def _subject(documents: Documents, row: Row) -> Row:
    """What a list is of: issues with a label, of a milestone, of a user."""
    store = documents.ctx.store
    shown: Row = {"label": None, "milestone": None, "assignee": None}
    if label := store.first("documents", id=row.get("label_id") or 0, doc_kind="labels"):
        shown["label"] = _label(label)
    if user := store.get("users", row.get("assignee_id") or 0):
        shown["assignee"] = user_basic(documents.ctx, user)
    id = row.get("milestone_id") or 0
    if milestone := store.first("documents", id=id, doc_kind="milestones"):
        names = ("id", "iid", "title", "description", "state", "due_date", "start_date")
        shown["milestone"] = {name: milestone.get(name) for name in names}
    return shown


def _label(row: Row) -> Row:
    names = ("id", "name", "description", "color")
    return {name: row.get(name) for name in names} | {"text_color": "#FFFFFF"}


def _prepare_list(lists: Documents, before: Row, made: Row) -> None:
    """A new one comes last; one that moves takes the place of others."""
    siblings = [row for row in lists.own().order_by(_BY_POSITION) if row["id"] != before.get("id")]
    if not before:
        _check_subject(lists, made)
    place = made.get("position", len(siblings)) if before else len(siblings)
    place = made["position"] = max(0, min(place, len(siblings)))
    for at, row in enumerate(siblings):
        lists.ctx.store.update("documents", row["id"], position=at + (at >= place))


def _check_subject(lists: Documents, made: Row) -> None:
    store = lists.ctx.store
    for name, thing in _SUBJECTS.items():
        if (id := made.get(name)) is None:
            continue
        kind = {"label_id": "labels", "milestone_id": "milestones"}.get(name)
        known = store.first("documents", id=id, doc_kind=kind) if kind else store.get("users", id)
        if known is None:
            raise bad_request(f"{thing} not found!")
        if any(row.get(name) == id for row in lists.own()):
            raise bad_request(f"{thing} has already been taken")


declare(Kind(thing="", show=_show_board, order="doc_key, id"), *_BOARDS)
declare(
    Kind(thing="", show=_subject, prepare=_prepare_list, order=_BY_POSITION),
    *_LISTS,
)
