"""Draft notes: comments of a review that only their author sees until they are published.

https://docs.gitlab.com/api/draft_notes/
"""

from __future__ import annotations

from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.rules import Answer, Context, Param, Row, invalid, route
from gitlab.sandbox.rules.notes import answer, in_thread
from gitlab.sandbox.store import Selection

REQUEST = "/projects/:id/merge_requests/:mr_iid"
DRAFTS = f"{REQUEST}/draft_notes"


def _own(drafts: Documents) -> Selection:
    user = drafts.ctx.user or {"id": None}
    return drafts.own().where("json_extract(data, '$.author_id') = ?", user["id"])


def _prepare(drafts: Documents, before: Row, made: Row) -> None:
    if not (before | made).get("note"):
        raise invalid(note=["can't be blank"])
    if not before and drafts.ctx.user:
        made["author_id"] = drafts.ctx.user["id"]
    thread = made.pop("in_reply_to_discussion_id", None)
    if thread is not None:
        if not in_thread(_notes(drafts.ctx), thread):
            raise invalid(discussion_id=["can't be blank"])
        made["discussion_id"] = thread


def _show(drafts: Documents, row: Row) -> Row:
    return {
        "merge_request_id": drafts.owner.id,
        "resolve_discussion": bool(row.get("resolve_discussion")),
        "discussion_id": row.get("discussion_id"),
    }


def _demand_own(drafts: Documents, row: Row) -> None:
    """Nobody finds what somebody else has not published yet."""
    if drafts.ctx.user is None or row["author_id"] != drafts.ctx.user["id"]:
        raise drafts.not_found()


declare(
    Kind(
        thing="",
        read=SIGNED_IN,
        write=SIGNED_IN,
        param="draft_note_id",
        prepare=_prepare,
        show=_show,
        select=_own,
        guard=_demand_own,
    ),
    DRAFTS,
)


@route("PUT", f"{DRAFTS}/:draft_note_id/publish", params=[Param("draft_note_id", "int")])
def publish(ctx: Context) -> None:
    drafts = Documents(ctx, DRAFTS, write=True)
    _publish(drafts, drafts.find())


@route("POST", f"{DRAFTS}/bulk_publish")
def bulk_publish(ctx: Context) -> Answer:
    drafts = Documents(ctx, DRAFTS, write=True)
    for row in list(_own(drafts)):
        _publish(drafts, row)
    return Answer(204)


def _publish(drafts: Documents, draft: Row) -> None:
    notes = _notes(drafts.ctx)
    sent = {name: draft[name] for name in ("position", "commit_id") if draft.get(name)}
    sent["body"] = draft["note"]
    thread = draft.get("discussion_id")
    others = in_thread(notes, thread) if thread else []
    if thread:
        note = answer(notes, thread, others, sent)
    else:
        note = notes.create(sent | {"individual": "position" not in sent})
    if draft.get("resolve_discussion"):
        for row in (*others, note):
            notes.change(row, {"resolved": True})
    drafts.delete(draft)


def _notes(ctx: Context) -> Documents:
    return Documents(ctx, f"{REQUEST}/notes", write=True)
