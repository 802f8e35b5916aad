"""Snippets, of users and of projects.

https://docs.gitlab.com/api/snippets/
https://docs.gitlab.com/api/project_snippets/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import ANYBODY, SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    forbidden,
    invalid,
    invalid_parameter,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection
from gitlab.sandbox.user_agents import told_user_agent, user_agent_detail

PERSONAL, PROJECT = "/snippets", "/projects/:id/snippets"
_ID = Param("snippet_id", "int")
_NO_FILES = "files, content are missing, exactly one parameter must be provided"


def _prepare(snippets: Documents, before: Row, made: Row) -> None:
    if not before:
        made["user_agent_detail"] = user_agent_detail(snippets.ctx)
    if not (before | made).get("title"):
        raise invalid(title=["can't be blank"])
    files = made.pop("files", None)
    name, content = made.pop("file_name", None), made.pop("content", None)
    if not before:
        if files and content is not None:
            raise invalid_parameter("files, content are mutually exclusive")
        if not files and content is None:
            raise invalid_parameter(_NO_FILES)
        made["project_id"] = snippets.root.id if snippets.root.row else None
        blobs = files or [{"file_path": name or "snippetfile1.txt", "content": content}]
        made["blobs"] = [_blob(blob) for blob in blobs]
    elif files:
        made["blobs"] = _changed(before["blobs"], files)
    elif name is not None or content is not None:
        first, *others = before["blobs"]
        changed = {"path": name or first["path"], "content": first["content"]}
        made["blobs"] = [changed | ({} if content is None else {"content": content}), *others]


def _blob(sent: Row) -> Row:
    return {"path": sent["file_path"], "content": sent.get("content") or ""}


def _changed(blobs: list[Row], files: list[Row]) -> list[Row]:
    """`action` is create, update, delete or move."""
    by_path = {blob["path"]: blob for blob in blobs}
    for sent in files:
        action, path = sent.get("action", "update"), sent.get("file_path")
        if action == "move":
            moved = by_path.pop(sent.get("previous_path"), {"content": ""})
            by_path[path] = {"path": path, "content": sent.get("content", moved["content"])}
        elif action == "delete":
            by_path.pop(path, None)
        else:
            by_path[path] = _blob(sent)
    if not by_path:
        raise invalid(files=["can't be blank"])
    return list(by_path.values())


def _show(snippets: Documents, row: Row) -> Row:
    page = snippets.ctx.url(f"-/snippets/{row['id']}")
    if project := snippets.ctx.store.get("projects", row["project_id"]):
        page = snippets.ctx.url(f"{project['full_path']}/-/snippets/{row['id']}")
    git = snippets.ctx.url().partition("://")[2].rstrip("/").partition(":")[0]
    path = page.removeprefix(snippets.ctx.url()).replace("/-/", "/").removeprefix("-/")
    shown: Row = {
        "web_url": page,
        "raw_url": f"{page}/raw",
        "ssh_url_to_repo": f"git@{git}:{path}.git",
        "http_url_to_repo": snippets.ctx.url(f"{path}.git"),
        "project_id": row["project_id"],
        "file_name": row["blobs"][0]["path"],
        "files": [
            {"path": blob["path"], "raw_url": f"{page}/raw/main/{blob['path']}"}
            for blob in row["blobs"]
        ],
        "imported_from": "none",
    }
    return shown


def _visible(snippets: Documents) -> Selection:
    """Private ones are for their author and, in a project, for its members."""
    ctx = snippets.ctx
    found = snippets.own()
    if ctx.is_admin:
        return found
    project = snippets.root.row
    member = project is not None and ctx.access_level(project) >= access.GUEST
    if member:
        return found
    open_to = ["public"]
    if ctx.user is not None and not ctx.user["external"]:
        open_to.append("internal")
    marks = ", ".join("?" * len(open_to))
    sql = f"json_extract(data, '$.visibility') IN ({marks})"
    sql += " OR json_extract(data, '$.author_id') = ?"
    return found.where(sql, *open_to, ctx.user["id"] if ctx.user else None)


def _guard(snippets: Documents, row: Row) -> None:
    """Authors and, in a project, its Maintainers change a snippet; others may not see it at all."""
    ctx, project = snippets.ctx, snippets.root.row
    if not _visible(snippets).where("id = ?", row["id"]).exists():
        raise snippets.not_found()
    mine = ctx.user is not None and row.get("author_id") == ctx.user["id"]
    if not (mine or ctx.is_admin or (project is not None and ctx.can_admin_project(project))):
        raise forbidden()


_SNIPPETS = Kind(
    thing="Snippet",
    order="id DESC",
    defaults={"visibility": "internal"},
    needs_change=("title", "description", "content", "file_name", "files", "visibility"),
    param="snippet_id",
    prepare=_prepare,
    show=_show,
    select=_visible,
    guard=_guard,
)
declare(_SNIPPETS, PROJECT)
declare(_SNIPPETS._replace(read=ANYBODY, write=SIGNED_IN), PERSONAL)


# Lists of all that users have ---------------------------------------------------------------------


@route("GET", PERSONAL, params=PAGING)
def index(ctx: Context) -> Answer:
    """One's own."""
    assert ctx.user is not None
    snippets = Documents(ctx, PERSONAL)
    mine = snippets.own().where("json_extract(data, '$.author_id') = ?", ctx.user["id"])
    return _listed(snippets, mine)


@route("GET", f"{PERSONAL}/public", params=PAGING)
def index_public(ctx: Context) -> Answer:
    snippets = Documents(ctx, PERSONAL)
    return _listed(snippets, snippets.own().where("json_extract(data, '$.visibility') = 'public'"))


@route("GET", f"{PERSONAL}/all", params=PAGING)
def index_all(ctx: Context) -> Answer:
    """Of all users and projects, as far as the caller may see them."""
    snippets = Documents(ctx, PERSONAL)
    found = ctx.store.select("documents", doc_kind="snippets")
    if not ctx.is_admin:
        found = found.where(*_visible(snippets).ids())
    return _listed(snippets, found)


def _listed(snippets: Documents, rows: Selection) -> Answer:
    return snippets.ctx.paginate(
        rows.order_by("id DESC"), lambda _, row: snippets.shown(row, "list")
    )


# The content --------------------------------------------------------------------------------------


@route("GET", f"{PERSONAL}/:snippet_id/raw", params=[_ID], public=True)
@route("GET", f"{PROJECT}/:snippet_id/raw", params=[_ID], public=True)
def raw(ctx: Context) -> Answer:
    return Answer(200, str(_found(ctx)["blobs"][0]["content"]))


@route("GET", f"{PERSONAL}/:snippet_id/files/:ref/:file_path/raw", params=[_ID], public=True)
@route("GET", f"{PROJECT}/:snippet_id/files/:ref/:file_path/raw", params=[_ID], public=True)
def raw_file(ctx: Context) -> Answer:
    row = _found(ctx)
    for blob in row["blobs"]:
        if blob["path"] == ctx.params["file_path"]:
            return Answer(200, str(blob["content"]))
    raise not_found("File")


@route("GET", f"{PERSONAL}/:snippet_id/user_agent_detail", params=[_ID])
@route("GET", f"{PROJECT}/:snippet_id/user_agent_detail", params=[_ID])
def show_user_agent(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return told_user_agent(_found(ctx))


def _found(ctx: Context) -> Row:
    snippets = Documents(ctx, _path(ctx))
    return snippets.find(ctx.params["snippet_id"])


def _path(ctx: Context) -> str:
    return PROJECT if ctx.route.path.startswith("/projects") else PERSONAL
