"""Suggestions: changes that comments on lines of a merge request propose, until they are applied.

https://docs.gitlab.com/api/suggestions/
https://docs.gitlab.com/user/project/merge_requests/reviews/suggestions/
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from gitlab.sandbox.committing import authorize_push, signature
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.git import Blob, Repository
from gitlab.sandbox.merging import source_of
from gitlab.sandbox.pushing import push
from gitlab.sandbox.rules import Context, Json, Param, Row, refused, route
from gitlab.sandbox.store import Selection, Store

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})suggestion(?::-(?P<above>\d+)\+(?P<below>\d+))?[ \t]*\r?\n"
    r"(?P<content>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_FARTHEST = 100
"""How many lines above, and below, its own a comment may change."""
_MESSAGE = "Apply %{suggestions_count} suggestion(s) to %{files_count} file(s)\n\n%{co_authored_by}"
_MESSAGE_PARAM = Param("commit_message")


def suggest(notes: Documents, before: Row, note: Row) -> None:
    """Keep what a comment proposes, anew when its text has changed."""
    if notes.owner.table != "merge_requests" or before.get("body") == note["body"]:
        return
    store = notes.ctx.store
    for row in list(_of_note(store, note)):
        store.delete("documents", row["id"])
    position = note.get("position") or {}
    repository = Repository(store, notes.root.row or {})
    head = repository.resolve(position.get("head_sha"))
    at = str(position.get("new_line"))
    if head is None or not at.isdecimal():
        return
    lines = _lines(repository, head, position.get("new_path"))
    for block in _BLOCK.finditer(note["body"]):
        above, below = (min(int(block[side] or 0), _FARTHEST) for side in ("above", "below"))
        start, end = max(int(at) - above, 1), min(int(at) + below, len(lines))
        if start > end:
            continue
        place = {"doc_kind": "suggestions", "doc_owner": "notes", "doc_owner_id": note["id"]}
        # Bytes that are no text cannot be told in JSON; such lines are never found again.
        content = "".join(lines[start - 1 : end]).encode(errors="replace").decode()
        told = {"from_line": start, "from_content": content}
        store.insert("documents", place | told | {"to_content": block["content"]})


def suggestions(ctx: Context, note: Row) -> list[Row]:
    """Those of a comment, as it shows them."""
    return [_Suggestion(ctx, row).shown() for row in _of_note(ctx.store, note)]


class _Suggestion:
    def __init__(self, ctx: Context, row: Row) -> None:
        store, self.row = ctx.store, row
        self.note: Row = store.get("documents", row["doc_owner_id"]) or {}
        self.request: Row = store.get("documents", self.note["doc_owner_id"]) or {}
        self.project: Row = store.get("projects", self.request["doc_owner_id"]) or {}
        target = Repository(store, self.project)
        source = source_of(target, self.request)
        self.repository = source or target
        self.branch: str = self.request["source_branch"]
        self.path: str = self.note["position"]["new_path"]
        self.count = len(_split(row["from_content"]))
        ref = source.ref("heads", self.branch) if source else None
        self.head: str | None = ref["sha"] if ref else None
        self.lines = _lines(self.repository, self.head, self.path) if self.head else []

    @property
    def at(self) -> int | None:
        """The index of its lines: where they were, or where alone they are now."""
        asked = _split(self.row["from_content"])
        starts = range(len(self.lines) - self.count + 1)
        found = [at for at in starts if self.lines[at : at + self.count] == asked]
        first = self.row["from_line"] - 1
        return first if first in found else found[0] if len(found) == 1 else None

    @property
    def reason(self) -> str:
        """Why it cannot be applied; an empty text when it can."""
        state = self.request["state"]
        if self.row.get("applied"):
            return "Can't apply this suggestion."
        if state in ("merged", "closed"):
            verb = "was" if state == "merged" else "is"
            text = "To apply this suggestion, edit this file directly."
            return f"This merge request {verb} {state}. {text}"
        if self.head is None:
            return "Can't apply as the source branch was deleted."
        if self.at is None:
            which = "this line was" if self.count == 1 else "these lines were"
            return f"Can't apply as {which} changed in a more recent version."
        if self.row["from_content"] == self.row["to_content"]:
            return "This suggestion already matches its content."
        return ""

    def shown(self) -> Row:
        is_applied = bool(self.row.get("applied"))
        first = self.row["from_line"] if is_applied or self.at is None else self.at + 1
        return {
            "id": self.row["id"],
            "from_line": first,
            "to_line": first + self.count - 1,
            "appliable": not self.reason,
            "applied": is_applied,
            "from_content": self.row["from_content"],
            "to_content": self.row["to_content"],
        }


# Applying -----------------------------------------------------------------------------------------


@route("PUT", "/suggestions/:id/apply", params=[Param("id", "int"), _MESSAGE_PARAM])
def apply(ctx: Context) -> Json:
    text = "Suggestion is not applicable as the suggestion was not found."
    return _apply(ctx, [ctx.params["id"]], text)[0]


@route("PUT", "/suggestions/batch_apply", params=[_MESSAGE_PARAM])
def apply_all(ctx: Context) -> Json:
    text = "Suggestions are not applicable as one or more suggestions were not found."
    return _apply(ctx, ctx.params["ids"] or (), text)


def _apply(ctx: Context, ids: Iterable[int], unknown: str) -> list[Row]:
    """Make one commit of them, and resolve their threads."""
    store = ctx.store
    rows = [store.first("documents", id=id, doc_kind="suggestions") for id in dict.fromkeys(ids)]
    found = [_Suggestion(ctx, row) for row in rows if row]
    if (
        not found
        or len(found) < len(rows)
        or not all(ctx.can_read_project(each.project) for each in found)
    ):
        raise refused(404, {"message": unknown})
    for each in found:
        authorize_push(ctx, each.repository, each.branch)
    if len({(each.repository.project["id"], each.branch) for each in found}) > 1:
        raise _refused("Suggestions must all be on the same branch.")
    if reason := next((each.reason for each in found if each.reason), ""):
        raise _refused(reason)
    _commit(ctx, found)
    for each in found:
        store.update("documents", each.row["id"], applied=True)
        _resolve(ctx, each.note)
    return [
        _Suggestion(ctx, store.get("documents", each.row["id"]) or {}).shown() for each in found
    ]


def _commit(ctx: Context, found: list[_Suggestion]) -> None:
    first = found[0]
    repository, head = first.repository, first.head
    assert head is not None
    files = repository.files(repository.commit(head).tree)
    for path in dict.fromkeys(each.path for each in found):
        changed = _changed([each for each in found if each.path == path])
        files[path] = Blob(files[path].mode, repository.put("blob", changed))
    ids = dict.fromkeys(each.note["author_id"] for each in found)
    authors = [ctx.store.get("users", id) for id in ids]
    author = authors[0] if len(authors) == 1 else None
    name, email = (author["name"], _email(author)) if author else (None, None)
    message = _message(ctx, found, [user for user in authors if user])
    who = signature(ctx, name, email)
    made = repository.add(files, message, who, (head,), signature(ctx))
    push(ctx, repository, "heads", first.branch, made.id)


def _changed(found: list[_Suggestion]) -> bytes:
    """One file with all that is suggested for it."""
    lines = list(found[0].lines)
    placed = sorted(((each.at or 0, each) for each in found), key=lambda pair: pair[0])
    if any(at + each.count > below for (at, each), (below, _) in pairwise(placed)):
        raise _refused("Suggestions are not applicable as their lines cannot overlap.")
    for at, each in reversed(placed):
        lines[at : at + each.count] = [each.row["to_content"]]
    return "".join(lines).encode(errors="surrogateescape")


def _message(ctx: Context, found: list[_Suggestion], authors: list[Row]) -> str:
    user, project = ctx.user or {}, found[0].project
    paths = sorted({each.path for each in found})
    others = [author for author in authors if author["id"] != user["id"]]
    values = {
        "branch_name": found[0].branch,
        "files_count": len(paths),
        "file_paths": ", ".join(paths),
        "project_name": project["name"],
        "project_path": project["path"],
        "suggestions_count": len(found),
        "username": user["username"],
        "user_full_name": user["name"],
        "co_authored_by": "\n".join(
            f"Co-authored-by: {author['name']} <{_email(author)}>" for author in others
        ),
    }
    asked = ctx.params.get("commit_message") or project.get("suggestion_commit_message")
    told = re.sub(r"%\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), asked or _MESSAGE)
    return told.rstrip()


def _resolve(ctx: Context, note: Row) -> None:
    place = {name: note[name] for name in ("doc_kind", "doc_owner", "doc_owner_id")}
    same = "json_extract(data, '$.discussion_id') = ?"
    by = {"resolved_at": ctx.now(), "resolved_by_id": (ctx.user or {}).get("id")}
    for row in list(ctx.store.select("documents", **place).where(same, note["discussion_id"])):
        if not row.get("resolved"):
            ctx.store.update("documents", row["id"], resolved=True, **by)


def _of_note(store: Store, note: Row) -> Selection:
    place = {"doc_kind": "suggestions", "doc_owner": "notes", "doc_owner_id": note["id"]}
    return store.select("documents", **place).order_by("id")


def _lines(repository: Repository, commit: str, path: Any) -> list[str]:
    blob = repository.at(repository.commit(commit).tree, str(path))
    if blob is None:
        return []
    return _split(repository.blob(blob.id).decode(errors="surrogateescape"))


def _split(text: str) -> list[str]:
    """At line feeds alone, as git does."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _email(user: Row) -> str:
    return str(user.get("commit_email") or user["email"])


def _refused(text: str) -> Exception:
    return refused(400, {"message": text})
