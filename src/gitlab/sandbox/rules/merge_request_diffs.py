"""Versions of merge requests, their diff as one text, and what merging them would make.

https://docs.gitlab.com/api/merge_requests/#get-merge-request-diff-versions
"""

from __future__ import annotations

from gitlab.sandbox.approving import Approving
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.entities.commits import commit, diff
from gitlab.sandbox.git import Change, Repository, changes
from gitlab.sandbox.issuables import people
from gitlab.sandbox.merging import Merging, NotMergeable
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    missing,
    refused,
    route,
)

REQUESTS = "/projects/:id/merge_requests"
REQUEST = f"{REQUESTS}/:merge_request_iid"
VERSIONS = f"{REQUEST}/versions"
_IID = Param("merge_request_iid", "int")
_NOWHERE = "0" * 40


def _found(ctx: Context) -> tuple[Row, Row, Repository]:
    requests = Documents(ctx, REQUESTS)
    row, project = requests.find(ctx.params["merge_request_iid"]), requests.root.row or {}
    return project, row, Repository(ctx.store, project)


@route("GET", VERSIONS, params=[*PAGING, _IID], public=True)
def index(ctx: Context) -> Answer:
    """The newest first."""
    _, row, repository = _found(ctx)
    listed: list[Row] = [*reversed(row.get("versions") or ())]
    return ctx.paginate(listed, lambda _, version: _shown(repository, row, version))


@route(
    "GET",
    f"{VERSIONS}/:version_id",
    params=[_IID, Param("version_id", "int"), Param("unidiff", "bool")],
    public=True,
)
def show(ctx: Context) -> Json:
    project, row, repository = _found(ctx)
    for version in row.get("versions") or ():
        if version["id"] == ctx.params["version_id"]:
            listed = repository.between(version["start"], version["head"])
            return _shown(repository, row, version) | {
                "commits": [commit(ctx, project, made) for made in listed],
                "diffs": [diff(change) for change in _changes(repository, version)],
            }
    raise missing()


def _shown(repository: Repository, row: Row, version: Row) -> Row:
    return {
        "id": version["id"],
        "head_commit_sha": version["head"],
        "base_commit_sha": version["base"],
        "start_commit_sha": version["start"],
        "created_at": version["created_at"],
        "merge_request_id": row["id"],
        "state": "collected",
        "real_size": str(len(_changes(repository, version))),
        "patch_id_sha": None,
    }


def _changes(repository: Repository, version: Row) -> list[Change]:
    old, new = repository.commit(version["base"]), repository.commit(version["head"])
    return changes(repository, old.tree, new.tree)


@route("GET", f"{REQUEST}/raw_diffs", params=[_IID], public=True)
def raw(ctx: Context) -> Answer:
    _, row, repository = _found(ctx)
    text = "".join(map(_text, Merging(repository, row).changes()))
    return Answer(200, text.encode(), {"Content-Type": "text/plain"})


def _text(change: Change) -> str:
    """As git writes it."""
    old, new = f"a/{change.old_path}", f"b/{change.new_path}"
    lines = [f"diff --git {old} {new}"]
    if change.before is None and change.after:
        lines.append(f"new file mode {change.after.mode}")
    if change.after is None and change.before:
        lines.append(f"deleted file mode {change.before.mode}")
    if change.before and change.after and change.old_path != change.new_path:
        lines += [f"rename from {change.old_path}", f"rename to {change.new_path}"]
    ids = [blob.id if blob else _NOWHERE for blob in (change.before, change.after)]
    if ids[0] != ids[1]:
        lines.append(f"index {ids[0]}..{ids[1]}")
    if change.diff.startswith("@@"):
        lines.append(f"--- {old if change.before else '/dev/null'}")
        lines.append(f"+++ {new if change.after else '/dev/null'}")
    return "\n".join(lines) + f"\n{change.diff}"


@route("GET", f"{REQUEST}/merge_ref", params=[_IID], public=True)
def merge_ref(ctx: Context) -> Json:
    _, row, repository = _found(ctx)
    try:
        return {"commit_id": Merging(repository, row).tried(ctx)}
    except NotMergeable:
        raise refused(400, {"message": "Merge request is not mergeable"}) from None


@route("GET", f"{REQUEST}/reviewers", params=[_IID], public=True)
def reviewers(ctx: Context) -> Json:
    project, row, _ = _found(ctx)
    approved = Approving(ctx, project, row).approved_by
    return [
        {
            "user": user,
            "state": "approved" if user["id"] in approved else "unreviewed",
            "created_at": row["created_at"],
        }
        for user in people(ctx, row.get("reviewer_ids") or ())
    ]
