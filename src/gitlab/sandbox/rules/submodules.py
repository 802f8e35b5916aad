"""Submodules: which commit of the other repository a branch has.

https://docs.gitlab.com/api/repository_submodules/
"""

from __future__ import annotations

import re

from gitlab.sandbox.committing import authorize_push, signature
from gitlab.sandbox.entities.commits import commit_detail
from gitlab.sandbox.git import Blob, Repository
from gitlab.sandbox.git.reach import GITLINK
from gitlab.sandbox.pushing import push
from gitlab.sandbox.rules import Context, Json, Param, needed, refused, route


@route(
    "PUT",
    "/projects/:id/repository/submodules/:submodule",
    params=[*needed("branch", "commit_sha"), Param("commit_message")],
)
def update(ctx: Context) -> Json:
    repository = Repository(ctx.store, ctx.find_project())
    path, branch, sha = (ctx.params[name] for name in ("submodule", "branch", "commit_sha"))
    authorize_push(ctx, repository, branch)
    ref = repository.ref("heads", branch)
    if ref is None:
        raise refused(
            400, {"message": "You can only create or edit files when you are on a branch"}
        )
    files = repository.files(repository.commit(ref["sha"]).tree)
    before = files.get(path)
    if before is None or before.mode != GITLINK:
        raise refused(400, {"message": "Invalid submodule path"})
    if not re.fullmatch("[0-9a-f]{40}", sha) or before.id == sha:
        text = (
            f"The submodule {path} is already at {sha}"
            if before.id == sha
            else "Invalid parameters"
        )
        raise refused(400, {"message": text})
    message = ctx.params.get("commit_message") or f"Update submodule {path} with oid {sha}"
    made = repository.add(
        files | {path: Blob(GITLINK, sha)}, message, signature(ctx), (ref["sha"],)
    )
    push(ctx, repository, "heads", branch, made.id)
    return commit_detail(ctx, repository, made)
