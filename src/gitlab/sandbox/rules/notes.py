"""Comments on issues, merge requests, snippets, epics and commits, and the threads they make.

A thread is nothing but the comments that name it: a comment made by itself is a thread of one.

https://docs.gitlab.com/api/notes/
https://docs.gitlab.com/api/discussions/
"""

from __future__ import annotations

import secrets

from gitlab._registry import resources
from gitlab.sandbox.documents import Collection, Documents, Kind, declare
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.reminders import settle, tell_mentioned
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    forbidden,
    not_found,
    route,
)
from gitlab.sandbox.rules.suggestions import suggest, suggestions

_TYPES = {
    "epics": "Epic",
    "issues": "Issue",
    "merge_requests": "MergeRequest",
    "repository/commits": "Commit",
    "snippets": "Snippet",
}
_RESOLVABLE = ("Epic", "Issue", "MergeRequest")
_COMMITS = "/projects/:id/repository/commits/:commit_id"
_NOTABLE = (
    "/groups/:id/epics/:epic_id",
    "/projects/:id/issues/:issue_iid",
    "/projects/:id/merge_requests/:mr_iid",
    "/projects/:id/snippets/:snippet_id",
)
_RESOLVED = Param("resolved", "bool")
_NOTE_ID = Param("note_id", "int")


def _prepare(notes: Documents, before: Row, made: Row) -> None:
    if "body" in made and not made["body"]:
        raise bad_request('Note {:note=>["can\'t be blank"]}')
    if made.pop("confidential", None) or made.get("internal"):
        made["internal"] = True
    if not before:
        made.setdefault("discussion_id", secrets.token_hex(20))
        kind, target = _TYPES[notes.owner.table], dict(notes.owner.row or {})
        if isinstance(notes.owner.id, int):
            settle(notes.ctx, kind, notes.owner.id)
        tell_mentioned(notes.ctx, kind, target, body=made["body"], root=notes.root.row or {})
    if (resolved := made.get("resolved")) is not None and before:
        made["resolved_at"] = notes.ctx.now() if resolved else None
        made["resolved_by_id"] = notes.ctx.user["id"] if resolved and notes.ctx.user else None


def _show(notes: Documents, row: Row) -> Row:
    kind = _TYPES[notes.owner.table]
    shown: Row = {
        "noteable_id": None if kind == "Commit" else notes.owner.id,
        "noteable_type": kind,
        "noteable_iid": (notes.owner.row or {}).get("iid"),
        "project_id": notes.root.id if notes.root.table == "projects" else None,
        "commit_id": (notes.owner.row or {}).get("id") if kind == "Commit" else None,
        "resolvable": kind in _RESOLVABLE and not row.get("individual", True),
        "confidential": row.get("internal", False),
        "imported_from": "none",
    }
    if row.get("position"):
        shown["position"] = row["position"]
        shown["suggestions"] = suggestions(notes.ctx, row)
    if shown["resolvable"]:
        shown["resolved"] = row.get("resolved", False)
        user = notes.ctx.store.get("users", row.get("resolved_by_id"))
        shown["resolved_by"] = user_basic(notes.ctx, user) if user else None
        shown["resolved_at"] = row.get("resolved_at")
    return shown


def _guard(notes: Documents, row: Row) -> None:
    """Authors and Maintainers change a comment."""
    ctx, root = notes.ctx, notes.root.row or {}
    mine = ctx.user is not None and row.get("author_id") == ctx.user["id"]
    may = ctx.can_admin_project if notes.root.table == "projects" else ctx.can_admin_group
    if not mine and not may(root):
        raise forbidden()


NOTES = Kind(
    thing="",
    order="id DESC",
    absent=("position", "resolved", "resolved_by", "resolved_at", "suggestions"),
    param="note_id",
    params=(_RESOLVED, Param("body")),
    needs_change=("body", "resolved", "confidential"),
    prepare=_prepare,
    follow=suggest,
    show=_show,
    guard=_guard,
)
declare(NOTES._replace(params=()), *(f"{path}/notes" for path in _NOTABLE))


# Threads ------------------------------------------------------------------------------------------


def threads(ctx: Context) -> Answer:
    notes = _notes(ctx)
    by_thread: dict[str, list[Row]] = {}
    for row in notes.own().order_by("id"):
        by_thread.setdefault(row["discussion_id"], []).append(row)
    rows = [{"notes": found} for found in by_thread.values()]
    return ctx.paginate(rows, lambda _, row: _thread(notes, row["notes"]))


def thread(ctx: Context) -> Json:
    notes = _notes(ctx)
    return _thread(notes, _rows(notes))


def start(ctx: Context) -> Json:
    notes = _notes(ctx, write=True)
    return _thread(notes, [notes.create(_sent(notes) | {"individual": False})])


def resolve(ctx: Context) -> Json:
    notes = _notes(ctx, write=True)
    rows = _rows(notes)
    return _thread(notes, [notes.change(row, {"resolved": ctx.params["resolved"]}) for row in rows])


def thread_notes(ctx: Context) -> Json:
    notes = _notes(ctx)
    return [notes.shown(row) for row in _rows(notes)]


def reply(ctx: Context) -> Json:
    """Add to a thread; a comment that stood alone becomes one."""
    notes = _notes(ctx, write=True)
    made = answer(notes, ctx.params["discussion_id"], _rows(notes), _sent(notes))
    return notes.shown(made, "create")


def thread_note(ctx: Context) -> Json:
    notes = _notes(ctx)
    return notes.shown(_one(notes))


def change(ctx: Context) -> Json:
    notes = _notes(ctx, write=True)
    row = _one(notes)
    _guard(notes, row)
    return notes.shown(notes.change(row, _sent(notes)), "update")


def delete(ctx: Context) -> None:
    notes = _notes(ctx, write=True)
    row = _one(notes)
    _guard(notes, row)
    notes.delete(row)


for _path in (*_NOTABLE, _COMMITS):
    _threads, _one_thread = f"{_path}/discussions", f"{_path}/discussions/:discussion_id"
    _body, _public = Param("body", required=True), _path.startswith("/projects")
    route("GET", _threads, params=PAGING, public=_public)(threads)
    route("POST", _threads, params=[_body])(start)
    route("GET", _one_thread, public=_public)(thread)
    route("GET", f"{_one_thread}/notes", public=_public)(thread_notes)
    route("POST", f"{_one_thread}/notes", params=[_body])(reply)
    route("GET", f"{_one_thread}/notes/:note_id", params=[_NOTE_ID], public=_public)(thread_note)
    route(
        "PUT",
        f"{_one_thread}/notes/:note_id",
        params=[_NOTE_ID, Param("body"), _RESOLVED],
    )(change)
    route("DELETE", f"{_one_thread}/notes/:note_id", params=[_NOTE_ID])(delete)
for _path in (path for path in _NOTABLE if not path.startswith("/projects/:id/snippets")):
    _resolution = Param("resolved", "bool", required=True)
    route("PUT", f"{_path}/discussions/:discussion_id", params=[_resolution])(resolve)


def _notes(ctx: Context, *, write: bool = False) -> Documents:
    path = ctx.route.path.partition("/discussions")[0]
    resource = resources()["ProjectIssueNoteManager"]
    return Documents(ctx, Collection(f"{path}/notes", resource, NOTES), write=write)


def in_thread(notes: Documents, thread: str) -> list[Row]:
    """The comments of a thread, the oldest first."""
    rows = notes.own().where("json_extract(data, '$.discussion_id') = ?", thread)
    return list(rows.order_by("id"))


def answer(notes: Documents, thread: str, rows: list[Row], sent: Row) -> Row:
    """Add a comment to a thread, which holds these."""
    for row in rows:
        notes.ctx.store.update("documents", row["id"], individual=False)
    return notes.create(sent | {"discussion_id": thread, "individual": False})


def _rows(notes: Documents) -> list[Row]:
    rows = in_thread(notes, notes.ctx.params["discussion_id"])
    if not rows:
        raise not_found("Discussion")
    return rows


def _one(notes: Documents) -> Row:
    for row in _rows(notes):
        if row["id"] == notes.ctx.params["note_id"]:
            return row
    raise notes.not_found()


def _sent(notes: Documents) -> Row:
    names = ("body", "created_at", "position", "resolved")
    params = notes.ctx.params
    return {name: params[name] for name in names if params.get(name) is not None}


def _thread(notes: Documents, rows: list[Row]) -> Row:
    shown = [notes.shown(row) for row in rows]
    thread: Row = {
        "id": rows[0]["discussion_id"],
        "individual_note": rows[0].get("individual", True),
        "notes": shown,
    }
    if _TYPES[notes.owner.table] in _RESOLVABLE:
        resolvable = [note for note in shown if note["resolvable"]]
        thread["resolved"] = bool(resolvable) and all(note.get("resolved") for note in resolvable)
    return thread
