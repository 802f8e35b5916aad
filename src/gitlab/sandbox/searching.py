"""What a project's search finds beside things with a title: files, commits, wikis, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from gitlab.sandbox.documents import Documents
from gitlab.sandbox.entities.commits import commit
from gitlab.sandbox.git import Repository
from gitlab.sandbox.routes import router, shape
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["CONTENTS"]

_AROUND = 2
"""Lines that are shown before and after what was found."""
_PLACES = {
    "filename": lambda path: path.rpartition("/")[2],
    "path": lambda path: path,
    "extension": lambda path: path.rpartition(".")[2],
}
_ON = {"issues": "issue_iid", "merge_requests": "mr_iid"}


def _split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words, and the `filename:`, `path:` and `extension:` that narrow them."""
    words, narrow = [], []
    for word in text.split():
        name, colon, wanted = word.partition(":")
        if colon and wanted and name in _PLACES:
            narrow.append((name, wanted.lower()))
        else:
            words.append(word)
    return " ".join(words).lower(), narrow


def _is_at(path: str, name: str, wanted: str) -> bool:
    place = _PLACES[name](path.lower())
    return fnmatchcase(place, wanted) or (name == "path" and wanted in place)


def _blobs(ctx: Context, text: str) -> Iterator[Row]:
    project = ctx.find_project()
    repository = Repository(ctx.store, project)
    ref = ctx.params.get("ref") or repository.default_branch
    head = repository.resolve(ref)
    words, narrow = _split(text)
    for path, blob in repository.files(repository.commit(head).tree).items() if head else ():
        if all(_is_at(path, *place) for place in narrow):
            content = repository.blob(blob.id)
            lines = content.decode(errors="replace").splitlines(keepends=True)
            is_text = b"\0" not in content[:8000]
            for start, data in _passages(lines if is_text else [], words, path):
                yield {**_found(path, ref, start, data), "project_id": project["id"]}


def _passages(lines: list[str], words: str, path: str) -> Iterator[tuple[int, str]]:
    """Each with the number of its first line; of a file that is only named so, the beginning."""
    hits = [number for number, line in enumerate(lines) if words in line.lower()]
    if not hits and words in path.lower():
        hits = [0]
    while hits:
        first = last = hits.pop(0)
        while hits and hits[0] <= last + 2 * _AROUND:
            last = hits.pop(0)
        start = max(0, first - _AROUND)
        yield start + 1, "".join(lines[start : last + _AROUND + 1])


def _found(path: str, ref: str, start: int, data: str) -> Row:
    base = path.rpartition(".")[0] if "." in path.rpartition("/")[2] else path
    about: Row = {"basename": base, "data": data, "path": path, "filename": path}
    return about | {"id": None, "ref": ref, "startline": start}


def _commits(ctx: Context, text: str) -> Iterator[Row]:
    project = ctx.find_project()
    repository = Repository(ctx.store, project)
    head = repository.resolve(ctx.params.get("ref"))
    for row in repository.log(head) if head else ():
        if text.lower() in row.message.lower():
            yield commit(ctx, project, row) | {"project_id": project["id"]}


def _wikis(ctx: Context, text: str) -> Iterator[Row]:
    pages = Documents(ctx, "/projects/:id/wikis")
    place = {"project_id": pages.root.id, "group_id": None}
    for row in pages.own().order_by("doc_key"):
        path = f"{row['slug']}.md"
        for start, data in _passages(row["content"].splitlines(keepends=True), text.lower(), path):
            yield _found(path, "main", start, data) | place


def _notes(ctx: Context, text: str) -> Iterator[Row]:
    project = ctx.find_project()
    for kind, param in _ON.items():
        path = f"/projects/:id/{kind}/:{param}/notes"
        for thing in Documents(ctx, f"/projects/:id/{kind}").all():
            asked = copy(ctx)
            asked.route = router().by_shape["GET", shape(path)]
            asked.params = {"id": str(project["id"]), param: thing["iid"]}
            notes = Documents(asked, path)
            for row in notes.all().where("instr(lower(json_extract(data, '$.body')), ?)", text):
                yield notes.shown(row)


CONTENTS: dict[str, Callable[[Any, str], Iterator[Row]]] = {
    "blobs": _blobs,
    "commits": _commits,
    "notes": _notes,
    "wiki_blobs": _wikis,
}
