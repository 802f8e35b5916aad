"""Branches.

https://docs.gitlab.com/api/branches/
"""

from __future__ import annotations

import re

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.entities.commits import branch
from gitlab.sandbox.git import Repository
from gitlab.sandbox.listing import matching
from gitlab.sandbox.pushing import drop, push
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    needed,
    not_found,
    refused,
    route,
)

BRANCHES = "/projects/:id/repository/branches"
_NAME = re.compile(r"(?!-)(?!.*(\.\.|//|@\{|/\.|\.lock(/|$)))[^\x00-\x20~^:?*\[\\\x7f]+(?<![./])")


def is_ref_name(name: str) -> bool:
    """What git accepts as the name of a branch or tag, but for ids of commits."""
    return bool(_NAME.fullmatch(name)) and not re.fullmatch("[0-9a-f]{40}", name)


@route("GET", BRANCHES, params=[*PAGING, Param("search"), Param("regex")], public=True)
def index(ctx: Context) -> Answer:
    repository = Repository(ctx.store, ctx.find_project())
    rows = repository.refs("heads").order_by("name")
    search: str = ctx.params.get("search") or ""
    if search.startswith("^"):
        rows = rows.where("substr(name, 1, ?) = ?", len(search) - 1, search[1:])
    elif search.endswith("$"):
        rows = rows.where("substr(name, ?) = ?", -len(search[:-1]), search[:-1])
    else:
        rows = matching(rows, search, "name")
    if regex := ctx.params.get("regex"):
        try:
            names = [row["name"] for row in rows if re.search(regex, row["name"])]
        except re.error:
            raise refused(
                400, {"message": "400 Bad request - Invalid regular expression"}
            ) from None
        rows = rows.where_in("name", names)
    return ctx.paginate(rows, lambda ctx, row: branch(ctx, repository, row))


@route("GET", f"{BRANCHES}/:branch", public=True)
def show(ctx: Context) -> Json:
    repository = Repository(ctx.store, ctx.find_project())
    return branch(ctx, repository, _found(ctx, repository))


@route("POST", BRANCHES, params=needed("branch", "ref"))
def create(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    name = ctx.params["branch"]
    if not is_ref_name(name):
        raise refused(400, {"message": "Branch name is invalid"})
    if repository.ref("heads", name):
        raise refused(400, {"message": "Branch already exists"})
    target = repository.resolve(ctx.params["ref"])
    if target is None:
        raise refused(400, {"message": f"Invalid reference name: {ctx.params['ref']}"})
    return branch(ctx, repository, push(ctx, repository, "heads", name, target))


@route("DELETE", f"{BRANCHES}/:branch")
def delete(ctx: Context) -> None:
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    found = _found(ctx, repository)
    if found["name"] == repository.default_branch:
        raise refused(400, {"message": "Cannot remove HEAD branch"})
    if branch(ctx, repository, found)["protected"]:
        ctx.authorize_level(project, access.MAINTAINER)
    drop(ctx, repository, found)


@route("DELETE", "/projects/:id/repository/merged_branches")
def delete_merged(ctx: Context) -> Answer:
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    for row in list(repository.refs("heads")):
        found = branch(ctx, repository, row)
        if found["merged"] and not found["protected"]:
            drop(ctx, repository, row)
    return Answer(202, {"message": "202 Accepted"})


@route(
    "PUT",
    f"{BRANCHES}/:branch/protect",
    params=[Param("developers_can_push", "bool"), Param("developers_can_merge", "bool")],
)
def protect(ctx: Context) -> Json:
    """What protected branches do, as it was done before there were such."""
    repository, found, known = _protected(ctx)
    name = found["name"]
    levels: Row = {
        f"{action}_access_level": access.DEVELOPER
        if ctx.params.get(f"developers_can_{action}")
        else access.MAINTAINER
        for action in ("push", "merge")
    }
    if row := known.get(name):
        known.delete(row)
    known.create({"name": name} | levels)
    return branch(ctx, repository, found)


@route("PUT", f"{BRANCHES}/:branch/unprotect")
def unprotect(ctx: Context) -> Json:
    repository, found, known = _protected(ctx)
    if row := known.get(found["name"]):
        known.delete(row)
    return branch(ctx, repository, found)


def _protected(ctx: Context) -> tuple[Repository, Row, Documents]:
    known = Documents(ctx, "/projects/:id/protected_branches", write=True)
    repository = Repository(ctx.store, known.root.row or {})
    return repository, _found(ctx, repository), known


def _found(ctx: Context, repository: Repository) -> Row:
    if found := repository.ref("heads", ctx.params["branch"]):
        return found
    raise not_found("Branch")
