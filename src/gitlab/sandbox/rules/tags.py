"""Tags.

https://docs.gitlab.com/api/tags/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.entities.commits import tag
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
from gitlab.sandbox.rules.branches import is_ref_name

TAGS = "/projects/:id/repository/tags"


@route("GET", TAGS, params=[*PAGING, Param("search")], public=True)
def index(ctx: Context) -> Answer:
    """In the order of their commits' moments, the newest first, unless by name."""
    repository = Repository(ctx.store, ctx.find_project())
    search: str = ctx.params.get("search") or ""
    rows = repository.refs("tags")
    if search.startswith("^"):
        rows = rows.where("substr(name, 1, ?) = ?", len(search) - 1, search[1:])
    else:
        rows = matching(rows, search, "name")
    by_name = ctx.params.get("order_by", "updated") != "updated"

    def place(row: Row) -> tuple[object, ...]:
        at = repository.commit(row["sha"]).committer.at
        return (row["name"],) if by_name else (at, row["id"])

    is_up = ctx.params.get("sort", "desc") == "asc"
    listed = sorted(rows, key=place, reverse=not is_up)
    return ctx.paginate(listed, lambda ctx, row: tag(ctx, repository, row))


@route("GET", f"{TAGS}/:tag_name", public=True)
def show(ctx: Context) -> Json:
    repository = Repository(ctx.store, ctx.find_project())
    return tag(ctx, repository, _found(ctx, repository))


@route("GET", f"{TAGS}/:tag_name/signature", public=True)
def show_signature(ctx: Context) -> Json:
    """The tags of the sandbox are not signed."""
    _found(ctx, Repository(ctx.store, ctx.find_project()))
    raise not_found("Signature")


@route("POST", TAGS, params=needed("tag_name", "ref"))
def create(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    row = create_tag(ctx, repository, ctx.params["tag_name"], ctx.params["ref"])
    return tag(ctx, repository, row)


def create_tag(ctx: Context, repository: Repository, name: str, ref: str) -> Row:
    """A tag; one with a message has a moment of its own."""
    if not is_ref_name(name):
        raise refused(400, {"message": "Tag name invalid"})
    if repository.ref("tags", name):
        raise refused(400, {"message": f"Tag {name} already exists"})
    target = repository.resolve(ref)
    if target is None:
        raise refused(400, {"message": f"Target {ref} is invalid"})
    message = ctx.params.get("message") or ctx.params.get("tag_message")
    annotation: Row = {"message": message, "created_at": ctx.now()} if message else {}
    return push(ctx, repository, "tags", name, target, **annotation)


@route("DELETE", f"{TAGS}/:tag_name")
def delete(ctx: Context) -> None:
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    found = _found(ctx, repository)
    if tag(ctx, repository, found)["protected"]:
        ctx.authorize_level(project, access.MAINTAINER)
    drop(ctx, repository, found)


def _found(ctx: Context, repository: Repository) -> Row:
    if found := repository.ref("tags", ctx.params["tag_name"]):
        return found
    raise not_found("Tag")
