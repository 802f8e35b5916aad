"""Wiki pages of projects and groups.

https://docs.gitlab.com/api/wikis/
https://docs.gitlab.com/api/group_wikis/
"""

from __future__ import annotations

import secrets

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import (
    Context,
    Json,
    Param,
    Row,
    Upload,
    invalid_parameter,
    refused,
    route,
)

PATHS = ("/projects/:id/wikis", "/groups/:id/wikis")


def _prepare(pages: Documents, before: Row, made: Row) -> None:
    for name in ("title", "content"):
        if name in made and not made[name]:
            raise invalid_parameter(f"{name} is empty")
    if "title" in made:
        made["slug"] = made["title"].strip().replace(" ", "-")
        made["title"] = made["slug"].rpartition("/")[2].replace("-", " ")


def _taken(row: Row) -> Exception:
    return refused(422, {"message": "Could not create wiki page"})


def _show(pages: Documents, row: Row) -> Row:
    return {"wiki_page_meta_id": row["id"]}


declare(
    Kind(
        thing="Wiki Page",
        order="doc_key",
        taken=_taken,
        defaults={"format": "markdown", "encoding": "UTF-8", "front_matter": {}},
        needs_change=("title", "content", "format"),
        prepare=_prepare,
        show=_show,
    ),
    *PATHS,
)


def index(ctx: Context) -> Json:
    """All pages at once; their content when it is asked for."""
    pages = Documents(ctx, _path(ctx))
    hidden = () if ctx.params.get("with_content") else ("content", "encoding", "front_matter")
    return [
        {name: value for name, value in pages.shown(row, "list").items() if name not in hidden}
        for row in pages.own().order_by("doc_key")
    ]


def attach(ctx: Context) -> Json:
    """Put a file next to the pages, and tell how to link it."""
    Documents(ctx, _path(ctx), write=True)
    upload = ctx.request.params.get("file")
    if not isinstance(upload, Upload):
        raise invalid_parameter("file is invalid")
    path = f"uploads/{secrets.token_hex(16)}/{upload.filename}"
    image = "!" if upload.content_type.startswith("image/") else ""
    return {
        "file_name": upload.filename,
        "file_path": path,
        "branch": ctx.params.get("branch") or "main",
        "link": {"url": path, "markdown": f"{image}[{upload.filename.partition('.')[0]}]({path})"},
    }


for _place in PATHS:
    route("GET", _place, params=[Param("with_content", "bool")], public=True)(index)
    route("POST", f"{_place}/attachments", params=[Param("filename"), Param("branch")])(attach)


def _path(ctx: Context) -> str:
    return PATHS[0] if ctx.route.path.startswith("/projects") else PATHS[1]
