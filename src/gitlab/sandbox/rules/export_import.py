"""Projects and groups as files. The file is ready, and what it holds is there, a moment later.

https://docs.gitlab.com/api/project_import_export/
https://docs.gitlab.com/api/group_import_export/
"""

from __future__ import annotations

import base64
import io
import json
import re
import tarfile
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.entities import project_identity
from gitlab.sandbox.exporting import exported, group_from, project_from
from gitlab.sandbox.lookup import namespace as find_namespace
from gitlab.sandbox.naming import path_taken, taken
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    Upload,
    invalid_parameter,
    not_found,
    refused,
    route,
)

_MEMBER = "tree/project.json"
_NOT_YET = {"message": "404 Not found or has expired"}


# Out ----------------------------------------------------------------------------------------------


@route("POST", "/projects/:id/export", params=[Param("description")])
def export_project(ctx: Context) -> Answer:
    project = _managed_project(ctx)
    description = ctx.params.get("description") or project["description"]
    _put_by(ctx, "projects", project | {"description": description})
    return Answer(202, {"message": "202 Accepted"})


@route("POST", "/groups/:id/export")
def export_group(ctx: Context) -> Answer:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    _put_by(ctx, "namespaces", group)
    return Answer(202, {"message": "202 Accepted"})


@route("GET", "/projects/:id/export")
def show_export(ctx: Context) -> Json:
    project = _managed_project(ctx)
    shown: Row = project_identity(ctx, project)
    row = _exported(ctx, "projects", project)
    if row is None:
        return shown | {"export_status": "none"}
    if not ctx.store.is_past(row["ready_at"]):
        return shown | {"export_status": "started"}
    api = ctx.url(f"api/v4/projects/{project['id']}/export/download")
    links = {"api_url": api, "web_url": ctx.url(f"{project['full_path']}/download_export")}
    return shown | {"export_status": "finished", "_links": links}


@route("GET", "/projects/:id/export/download")
def download_project(ctx: Context) -> Answer:
    return _download(ctx, "projects", _managed_project(ctx))


@route("GET", "/groups/:id/export/download")
def download_group(ctx: Context) -> Answer:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    return _download(ctx, "namespaces", group)


def _managed_project(ctx: Context) -> Row:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    return project


def _put_by(ctx: Context, table: str, owner: Row) -> None:
    """Keep the file of how things are now, in place of an older one."""
    if before := _exported(ctx, table, owner):
        ctx.store.delete("documents", before["id"])
    content = json.dumps(exported(ctx, table, owner)).encode()
    ctx.store.insert(
        "documents",
        {
            "doc_kind": "export",
            "doc_owner": table,
            "doc_owner_id": owner["id"],
            "ready_at": ctx.store.later(),
            "file": base64.b64encode(_packed(content)).decode(),
        },
    )


def _packed(content: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        member = tarfile.TarInfo(_MEMBER)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


def _exported(ctx: Context, table: str, owner: Row) -> Row | None:
    return ctx.store.first(
        "documents", doc_owner=table, doc_owner_id=owner["id"], doc_kind="export"
    )


def _download(ctx: Context, table: str, owner: Row) -> Answer:
    row = _exported(ctx, table, owner)
    if row is None or not ctx.store.is_past(row["ready_at"]):
        raise refused(404, _NOT_YET)
    name = f'attachment; filename="{owner["full_path"].replace("/", "_")}_export.tar.gz"'
    return Answer(200, base64.b64decode(row["file"]), {"Content-Disposition": name})


# In -----------------------------------------------------------------------------------------------


@route(
    "POST",
    "/projects/import",
    params=[Param("file", "file", required=True), Param("namespace"), Param("path", required=True)],
)
def import_project(ctx: Context) -> Json:
    namespace = _namespace(ctx)
    path, name = ctx.params["path"], ctx.params.get("name") or ctx.params["path"]
    content = _unpacked(ctx)
    if errors := taken(ctx.store, namespace, name, path):
        found = ctx.store.first("projects", full_path=f"{namespace['full_path']}/{path}")
        if not ctx.params.get("overwrite") or found is None:
            texts = [f"{_title(field)} {text}" for field in errors for text in errors[field]]
            raise refused(400, {"message": ", ".join(dict.fromkeys(texts))})
        ctx.store.delete("projects", found["id"])
    about = {"name": name, "imported_at": ctx.store.later(), "import_type": "gitlab_project"}
    overridden = ctx.params.get("override_params") or {}
    project = project_from(ctx, content, path, namespace, **overridden | about)
    return _import_status(ctx, project, "scheduled")


@route("GET", "/projects/:id/import")
def show_import(ctx: Context) -> Json:
    project = ctx.find_project()
    if "imported_at" not in project:
        return _import_status(ctx, project, "none")
    done = ctx.store.is_past(project["imported_at"])
    return _import_status(ctx, project, "finished" if done else "started")


@route("POST", "/groups/import", params=[Param("file", "file", required=True)])
def import_group(ctx: Context) -> Answer:
    parent = ctx.find_group("parent_id") if ctx.params.get("parent_id") else None
    ctx.authorize(ctx.is_admin or parent is None or ctx.can_admin_group(parent))
    path = ctx.params["path"]
    full_path = f"{parent['full_path']}/{path}" if parent else path
    if path_taken(ctx.store, full_path):
        text = 'Failed to save group {:path=>["has already been taken"]}'
        raise refused(400, {"message": text})
    group_from(ctx, _unpacked(ctx), path, parent, name=ctx.params["name"])
    return Answer(202, {"message": "202 Accepted"})


def _namespace(ctx: Context) -> Row:
    """The one that is named, or the caller's own."""
    assert ctx.user is not None
    wanted = ctx.params.get("namespace") or ctx.user["username"]
    namespace = find_namespace(ctx.store, wanted)
    if namespace is None:
        raise not_found("Namespace")
    ctx.authorize(ctx.is_admin or ctx.access_level(namespace) >= access.DEVELOPER)
    return namespace


def _unpacked(ctx: Context) -> dict[str, Any]:
    upload = ctx.params["file"]
    if not isinstance(upload, Upload):
        raise invalid_parameter("file is invalid")
    try:
        with tarfile.open(fileobj=io.BytesIO(upload.content), mode="r:gz") as archive:
            member = archive.extractfile(_MEMBER)
            content: dict[str, Any] = json.loads(member.read()) if member else {}
            return {"attributes": content["attributes"], "documents": content["documents"]}
    except (tarfile.TarError, KeyError, ValueError, OSError):
        text = "You need to upload a GitLab project export archive (ending in .gz)."
        raise refused(400, {"message": text}) from None


def _import_status(ctx: Context, project: Row, status: str) -> Row:
    return project_identity(ctx, project) | {
        "import_status": status,
        "import_type": project.get("import_type"),
        "correlation_id": None,
        "failed_relations": [],
        "import_error": None,
        "stats": None,
    }


def _title(field: str) -> str:
    return re.sub(r"^.*\.", "", field).replace("_", " ").capitalize()
