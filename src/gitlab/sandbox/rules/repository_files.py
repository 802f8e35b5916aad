"""Files of repositories.

https://docs.gitlab.com/api/repository_files/
"""

from __future__ import annotations

import base64
import hashlib
import sys

from gitlab.sandbox import access, protection
from gitlab.sandbox.committing import NO_PUSH, commit_actions, may_push
from gitlab.sandbox.entities.commits import commit
from gitlab.sandbox.git import Blob, Commit, Repository
from gitlab.sandbox.git.objects import DIRECTORY, EXECUTABLE
from gitlab.sandbox.history import blame as runs_of, last_change
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid_parameter,
    needed,
    not_found,
    refused,
    route,
)

FILE = "/projects/:id/repository/files/:file_path"
(_REF,) = needed("ref")
_ABOUT = needed("branch", "commit_message")
_CONTENT = (*_ABOUT, Param("content", required=True))


@route("GET", FILE, params=[_REF], public=True)
def show(ctx: Context) -> Json | Answer:
    """The same things are in headers, for those who only ask for the head."""
    repository, head, blob = _found(ctx)
    entity, headers = _told(ctx, repository, head, blob)
    content = base64.b64encode(repository.blob(blob.id)).decode()
    return Answer(200, entity | {"content": content}, headers)


def _told(
    ctx: Context, repository: Repository, head: Commit, blob: Blob
) -> tuple[Row, dict[str, str]]:
    """What there is to tell of a file besides its content, as fields and as headers."""
    content = repository.blob(blob.id)
    path: str = ctx.params["file_path"]
    entity: Row = {
        "file_name": path.rpartition("/")[2],
        "file_path": path,
        "size": len(content),
        "encoding": "base64",
        "content_sha256": hashlib.sha256(content).hexdigest(),
        "ref": ctx.params["ref"],
        "blob_id": blob.id,
        "commit_id": head.id,
        "last_commit_id": last_change(repository, head.id, path),
        "execute_filemode": blob.mode == EXECUTABLE,
    }
    headers = {
        f"X-Gitlab-{name.title().replace('_', '-')}": str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for name, value in entity.items()
    }
    return entity, headers


@route("GET", f"{FILE}/raw", params=[Param("ref"), Param("lfs", "bool")], public=True)
def raw(ctx: Context) -> Answer:
    repository, _, blob = _found(ctx)
    return raw_answer(repository.blob(blob.id), ctx.params["file_path"])


def raw_answer(content: bytes, path: str = "") -> Answer:
    name = path.rpartition("/")[2]
    is_text = b"\0" not in content[:8000]
    headers = {
        "Content-Type": "text/plain; charset=utf-8" if is_text else "application/octet-stream"
    }
    if name and name.isascii() and '"' not in name:
        headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Answer(200, content, headers)


@route(
    "GET",
    f"{FILE}/blame",
    params=[_REF, Param("range", "dict")],
    public=True,
)
def blame(ctx: Context) -> Answer:
    """Who wrote which lines: all, or those of a range that begins with 1."""
    repository, head, blob = _found(ctx)
    first, last = _range(ctx)
    listed: list[Json] = []
    at = 0
    for row, lines in runs_of(repository, head.id, ctx.params["file_path"]):
        kept = lines[max(first - 1 - at, 0) : max(last - at, 0)]
        at += len(lines)
        if kept:
            listed.append({"commit": commit(ctx, repository.project, row), "lines": kept})
    return Answer(200, listed, _told(ctx, repository, head, blob)[1])


def _range(ctx: Context) -> tuple[int, int]:
    told = ctx.params.get("range")
    if told is None:
        return 1, sys.maxsize
    for name in ("start", "end"):
        if not str(told.get(name, "")).isdecimal():
            what = "is invalid" if told.get(name) else "is missing"
            raise invalid_parameter(f"range[{name}] {what}")
    first, last = int(told["start"]), int(told["end"])
    if first > last or first < 1:
        raise bad_request("range[start] must be less than or equal to range[end]")
    return first, last


@route("POST", FILE, params=_CONTENT)
def create(ctx: Context) -> Json:
    return _write(ctx, "create")


@route("PUT", FILE, params=_CONTENT)
def update(ctx: Context) -> Json:
    return _write(ctx, "update")


@route("DELETE", FILE, params=_ABOUT)
def delete(ctx: Context) -> None:
    _write(ctx, "delete")


def _write(ctx: Context, verb: str) -> Json:
    repository = Repository(ctx.store, ctx.find_project())
    if not protection.collaborates(ctx, repository.project, ctx.params["branch"]):
        ctx.authorize_level(repository.project, access.DEVELOPER)
        if not may_push(ctx, repository, ctx.params["branch"]):
            raise refused(400, {"message": NO_PUSH})
    action = {**ctx.params, "action": verb}
    commit_actions(ctx, repository, [action], ctx.params["commit_message"])
    return {"file_path": ctx.params["file_path"], "branch": ctx.params["branch"]}


def _found(ctx: Context) -> tuple[Repository, Commit, Blob]:
    repository = Repository(ctx.store, ctx.find_project())
    id = repository.resolve(ctx.params.get("ref"))
    if id is None:
        raise not_found("Commit")
    head = repository.commit(id)
    blob = repository.at(head.tree, ctx.params["file_path"])
    if blob is None or blob.mode == DIRECTORY:
        raise not_found("File")
    return repository, head, blob
