"""Commits that requests make: actions on files, on a branch that is there or begins with them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access, protection
from gitlab.sandbox.answers import Refused, forbidden, invalid_parameter, refused
from gitlab.sandbox.git import Blob, Commit, Repository, Signature
from gitlab.sandbox.git.objects import EXECUTABLE, FILE
from gitlab.sandbox.history import last_change
from gitlab.sandbox.pushing import push

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["NO_PUSH", "Files", "apply", "authorize_push", "commit_actions", "may_push", "signature"]

Files = dict[str, Blob]
NO_PUSH = "You are not allowed to push into this branch"
_ON_NO_BRANCH = "You can only create or edit files when you are on a branch"
_CHANGED = "You are attempting to update a file that has changed since you started editing it."


def commit_actions(
    ctx: Context, repository: Repository, actions: Iterable[Mapping[str, Any]], message: str
) -> Commit:
    """Apply the actions on the request's branch, which the caller may push to."""
    params = ctx.params
    name: str = params["branch"]
    head = _head(repository, name, params.get("start_branch") or params.get("start_sha"))
    files = repository.files(repository.commit(head).tree) if head else {}
    apply(repository, files, actions, head)
    author = signature(ctx, params.get("author_name"), params.get("author_email"))
    parents = (head,) if head else ()
    commit = repository.add(files, message, author, parents, signature(ctx))
    if head is None and name != repository.default_branch:
        repository.project = ctx.store.update(
            "projects", repository.project["id"], default_branch=name
        )
    push(ctx, repository, "heads", name, commit.id)
    return commit


def authorize_push(ctx: Context, repository: Repository, name: str) -> None:
    """403 unless the caller may push; Developers may start a default branch."""
    if protection.collaborates(ctx, repository.project, name):
        return
    ctx.authorize_level(repository.project, access.DEVELOPER)
    if not may_push(ctx, repository, name):
        raise forbidden(NO_PUSH)


def may_push(ctx: Context, repository: Repository, name: str) -> bool:
    is_there = repository.ref("heads", name) is not None
    return not is_there or protection.may(ctx, repository.project, name, "push")


def _head(repository: Repository, name: str, start: str | None) -> str | None:
    """The commit to go on from; None in a repository without any."""
    existing = repository.ref("heads", name)
    if start is None:
        if existing is None and repository.refs("heads").exists():
            raise _refused(_ON_NO_BRANCH)
        return str(existing["sha"]) if existing else None
    if existing is not None:
        if start == name:
            return str(existing["sha"])
        raise _refused(
            f"A branch called '{name}' already exists. Switch to that branch in order to make"
            " changes"
        )
    found = repository.resolve(start)
    if found is None:
        raise _refused(f"Cannot find start branch '{start}'")
    return found


def apply(
    repository: Repository,
    files: Files,
    actions: Iterable[Mapping[str, Any]],
    head: str | None = None,
) -> None:
    """Change the files as the actions say, in their order."""
    for action in actions:
        _apply(repository, files, action, head)


def _apply(
    repository: Repository, files: Files, action: Mapping[str, Any], head: str | None
) -> None:
    verb, path = action.get("action"), _path(action.get("file_path"))
    before = _path(action.get("previous_path")) if verb == "move" else path
    if verb == "create":
        if path in files:
            raise _refused("A file with this name already exists")
    elif before not in files:
        raise _refused("A file with this name doesn't exist")
    elif (known := action.get("last_commit_id")) and known != last_change(repository, head, before):
        raise _refused(_CHANGED)
    mode = EXECUTABLE if action.get("execute_filemode") in (True, "true") else FILE
    match verb:
        case "delete":
            del files[path]
        case "chmod":
            files[path] = Blob(mode, files[path].id)
        case "move":
            was = files.pop(before)
            content = action.get("content")
            moved = was.id if content is None else repository.put("blob", _content(action))
            files[path] = Blob(was.mode, moved)
        case "create" | "update":
            if verb == "update" and action.get("execute_filemode") is None:
                mode = files[path].mode
            files[path] = Blob(mode, repository.put("blob", _content(action)))
        case _:
            raise invalid_parameter("actions[0][action] does not have a valid value")


def _path(value: object) -> str:
    path = str(value or "").strip("/")
    parts = path.split("/")
    if not path or any(part in ("", ".", "..", ".git") for part in parts):
        raise _refused(f"invalid path: '{path}'" if path else "You must provide a file path")
    return path


def _content(action: Mapping[str, Any]) -> bytes:
    text = str(action.get("content") if action.get("content") is not None else "")
    if action.get("encoding") != "base64":
        return text.encode()
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        raise _refused("Invalid base64 content") from None


def signature(ctx: Context, name: str | None = None, email: str | None = None) -> Signature:
    """The caller now, or whom the request names."""
    assert ctx.user is not None
    own_email = ctx.user.get("commit_email") or ctx.user["email"]
    return Signature(name or ctx.user["name"], email or own_email, int(ctx.store.clock()))


def _refused(text: str) -> Refused:
    return refused(400, {"message": text})
