"""Context commits: earlier commits that a merge request shows beside its own.

https://docs.gitlab.com/api/merge_request_context_commits/
"""

from __future__ import annotations

import json

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.entities.commits import commit
from gitlab.sandbox.git import Commit, Repository
from gitlab.sandbox.issuables import may_change
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, refused, route

REQUESTS = "/projects/:id/merge_requests"
_CONTEXT = f"{REQUESTS}/:merge_request_iid/context_commits"
_IID = Param("merge_request_iid", "int")
_COMMITS = Param("commits", "list[str]", required=True)
_MOST = 20
"""How many commits one request may add."""


@route("GET", _CONTEXT, params=[*PAGING, _IID], public=True)
def index(ctx: Context) -> Answer:
    """The newest first. Their parents are not kept."""
    project, request = _found(ctx)
    repository = Repository(ctx.store, project)
    found = [repository.commit(id) for id in _kept(request)]
    found.sort(key=lambda row: row.committer.at, reverse=True)
    listed = [commit(ctx, project, row) | {"parent_ids": None} for row in found]
    return ctx.paginate(listed, lambda _, row: row)


@route("POST", _CONTEXT, params=[_IID, _COMMITS])
def add(ctx: Context) -> Json:
    project, request = _changeable(ctx)
    if len(ctx.params["commits"]) > _MOST:
        raise _refused(f"Context commits array size should not be more than {_MOST}")
    found = _named(ctx, project)
    kept = _kept(request)
    if again := [row.id for row in found if row.id in kept]:
        raise _refused(f"Context commits: {json.dumps(again)} are already created")
    _keep(ctx, request, [*kept, *(row.id for row in found)])
    return [commit(ctx, project, row) for row in found]


@route("DELETE", _CONTEXT, params=[_IID, _COMMITS])
def remove(ctx: Context) -> None:
    project, request = _changeable(ctx)
    gone = {row.id for row in _named(ctx, project)}
    _keep(ctx, request, [id for id in _kept(request) if id not in gone])


def _found(ctx: Context) -> tuple[Row, Row]:
    """The project and the merge request."""
    requests = Documents(ctx, REQUESTS)
    return requests.root.row or {}, requests.find(ctx.params["merge_request_iid"])


def _changeable(ctx: Context) -> tuple[Row, Row]:
    project, request = _found(ctx)
    ctx.authorize(may_change(ctx, project, request, access.DEVELOPER))
    return project, request


def _named(ctx: Context, project: Row) -> list[Commit]:
    repository = Repository(ctx.store, project)
    ids = dict.fromkeys(repository.resolve(name) for name in ctx.params["commits"])
    if not ids or None in ids:
        raise _refused("One or more context commits' sha is not valid.")
    return [repository.commit(id) for id in ids if id]


def _kept(request: Row) -> list[str]:
    return list(request.get("context_commits") or ())


def _keep(ctx: Context, request: Row, ids: list[str]) -> None:
    ctx.store.update("documents", request["id"], context_commits=ids)


def _refused(text: str) -> Exception:
    return refused(400, {"message": text})
