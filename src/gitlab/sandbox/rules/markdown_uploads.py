"""Files that are put next to issues and comments, and linked in their text.

https://docs.gitlab.com/api/project_markdown_uploads/
https://docs.gitlab.com/api/group_markdown_uploads/
"""

from __future__ import annotations

import secrets

from gitlab.sandbox import contents
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    Upload,
    invalid_parameter,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection

PROJECT, GROUP = "/projects/:id/uploads", "/groups/:id/uploads"
_ID = Param("upload_id", "int")


# The client's own method takes the name of the file apart from it.
@route("POST", PROJECT, params=[Param("file", "file", required=True), Param("filename")])
def create(ctx: Context) -> Json:
    """Whoever sees a project may attach files there."""
    project = ctx.find_project()
    file = ctx.request.params.get("file")
    if not isinstance(file, Upload):
        raise invalid_parameter("file is invalid")
    assert ctx.user is not None
    row = ctx.store.insert(
        "documents",
        {
            "doc_kind": "uploads",
            "doc_owner": "projects",
            "doc_owner_id": project["id"],
            "doc_key": secrets.token_hex(16),
            "filename": file.filename,
            "size": len(file.content),
            "uploaded_by_id": ctx.user["id"],
            "created_at": ctx.now(),
        },
    )
    contents.keep(ctx.store, project, "uploads", row["id"], file.content)
    url = f"/uploads/{row['doc_key']}/{file.filename}"
    is_shown = file.content_type.startswith(("image/", "video/", "audio/"))
    alt = file.filename.rpartition(".")[0] if is_shown else file.filename
    return {
        "id": row["id"],
        "alt": alt,
        "url": url,
        "full_path": f"/-/project/{project['id']}{url}",
        "markdown": f"{'!' if is_shown else ''}[{alt}]({url})",
    }


def index(ctx: Context) -> Answer:
    return ctx.paginate(_uploads(ctx, managed=True).order_by("id DESC"), _shown)


def download(ctx: Context) -> Answer:
    return _content(ctx, _found(_by_id(ctx)))


def delete(ctx: Context) -> None:
    _delete(ctx, _by_id(ctx))


def download_by_secret(ctx: Context) -> Answer:
    return _content(ctx, _found(_by_secret(ctx, managed=False)))


def delete_by_secret(ctx: Context) -> None:
    _delete(ctx, _by_secret(ctx, managed=True))


for _path in (PROJECT, GROUP):
    _item, _file = f"{_path}/:upload_id", f"{_path}/:secret/:filename"
    route("GET", _path, params=PAGING)(index)
    route("GET", _item, params=[_ID])(download)
    route("DELETE", _item, params=[_ID])(delete)
    route("GET", _file)(download_by_secret)
    route("DELETE", _file)(delete_by_secret)


def _uploads(ctx: Context, *, managed: bool) -> Selection:
    """Those of the project or group, `managed` by its Maintainers or Owners."""
    if ctx.route.path.startswith("/projects"):
        owner, table = ctx.find_project(), "projects"
        ctx.authorize(not managed or ctx.can_admin_project(owner))
    else:
        owner, table = ctx.find_group(), "namespaces"
        ctx.authorize(not managed or ctx.can_admin_group(owner))
    return ctx.store.select(
        "documents", doc_kind="uploads", doc_owner=table, doc_owner_id=owner["id"]
    )


def _by_id(ctx: Context) -> Selection:
    return _uploads(ctx, managed=True).where("id = ?", ctx.params["upload_id"])


def _by_secret(ctx: Context, *, managed: bool) -> Selection:
    same = "doc_key = ? AND json_extract(data, '$.filename') = ?"
    secret, filename = ctx.params["secret"], ctx.params["filename"]
    return _uploads(ctx, managed=managed).where(same, secret, filename)


def _found(uploads: Selection) -> Row:
    if row := uploads.first():
        return row
    raise not_found("Upload")


def _content(ctx: Context, row: Row) -> Answer:
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="{row["filename"]}"',
    }
    return Answer(200, contents.kept(ctx.store, "uploads", row["id"]) or b"", headers)


def _delete(ctx: Context, uploads: Selection) -> None:
    row = _found(uploads)
    contents.forget(ctx.store, "uploads", row["id"])
    ctx.store.delete("documents", row["id"])


def _shown(ctx: Context, row: Row) -> Row:
    user = ctx.store.get("users", row["uploaded_by_id"])
    names = ("id", "name", "username", "public_email")
    return {
        "id": row["id"],
        "size": row["size"],
        "filename": row["filename"],
        "created_at": row["created_at"],
        "uploaded_by": {name: user.get(name) for name in names} if user else None,
    }
