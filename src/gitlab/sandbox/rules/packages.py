"""Packages of projects, and the generic package registry.

https://docs.gitlab.com/api/packages/
https://docs.gitlab.com/user/packages/generic_packages/
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.contents import forget, keep, kept
from gitlab.sandbox.deploy_access import reaches
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.entities.ci import pipeline_basic
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    forbidden,
    invalid_parameter,
    not_found,
    route,
)
from gitlab.sandbox.rules.registry_protection import package_is_protected
from gitlab.sandbox.store import Selection

PACKAGES = "/projects/:id/packages"
PACKAGE = f"{PACKAGES}/:package_id"
GENERIC = f"{PACKAGES}/generic/:package_name/:package_version"
_ID = Param("package_id", "int")
_NAME = re.compile(r"[A-Za-z0-9.\-_+~@]+")
_VERSION = re.compile(r"(?!.*\.\.)[\w.\-+~]+")
_FILE = re.compile(r"(?!.*\.\.)[A-Za-z0-9.\-_+~@]+")


_TYPES = (Param("package_type"), Param("package_name"))


@route("GET", PACKAGES, params=[*PAGING, *_TYPES], public=True)
def index(ctx: Context) -> Answer:
    project = ctx.find_project()
    rows = _filtered(ctx, ctx.store.select("packages", project_id=project["id"]))
    column = {"name": "name", "version": "version"}.get(ctx.params.get("order_by") or "", "id")
    direction = "DESC" if ctx.params.get("sort") == "desc" else "ASC"
    rows = rows.order_by(f"{column} {direction}, id {direction}")
    return ctx.paginate(rows, lambda ctx, row: _package(ctx, project, row))


@route(
    "GET",
    "/groups/:id/packages",
    params=[*PAGING, *_TYPES, Param("exclude_subgroups", "bool")],
    public=True,
)
def index_of_group(ctx: Context) -> Answer:
    """Those of its projects, and of the projects of the groups below it."""
    group = ctx.find_group()
    below = not ctx.params.get("exclude_subgroups")
    groups = access.descendants(ctx.store, group["id"]) if below else [group["id"]]
    marks = ", ".join(map(str, groups))
    projects = {
        row["id"]: row
        for row in ctx.store.select("projects").where(f"namespace_id IN ({marks})")
        if ctx.can_read_project(row) and ctx.can_use(row, "package_registry")
    }
    rows = _filtered(ctx, ctx.store.select("packages")).where_in("project_id", projects)
    order = ctx.params.get("order_by")
    path = "(SELECT full_path FROM projects WHERE projects.id = project_id)"
    column = {"name": "name", "version": "version", "project_path": path}.get(order or "", "id")
    direction = "DESC" if ctx.params.get("sort") == "desc" else "ASC"
    rows = rows.order_by(f"{column} {direction}, id {direction}")
    return ctx.paginate(rows, lambda ctx, row: _package(ctx, projects[row["project_id"]], row))


def _filtered(ctx: Context, rows: Selection) -> Selection:
    params = ctx.params
    if params.get("package_type") not in (None, "generic"):
        rows = rows.where("0")
    if name := params.get("package_name"):
        rows = rows.where("instr(lower(name), ?) > 0", name.lower())
    if version := params.get("package_version"):
        rows = rows.where("version = ?", version)
    return rows


@route("GET", PACKAGE, params=[_ID], public=True)
def show(ctx: Context) -> Json:
    project, row = _find(ctx)
    others = ctx.store.select("packages", project_id=project["id"], name=row["name"])
    versions = [
        {
            "id": other["id"],
            "version": other["version"],
            "created_at": other["created_at"],
            "tags": [],
        }
        for other in others.where("id != ?", row["id"])
    ]
    return _package(ctx, project, row) | {"versions": versions}


@route("DELETE", PACKAGE, params=[_ID])
def delete(ctx: Context) -> None:
    project, row = _find(ctx)
    ctx.authorize_level(project, access.MAINTAINER)
    if package_is_protected(ctx, project, row["name"], "delete"):
        raise forbidden("Package is deletion protected.")
    for file in list(ctx.store.select("package_files", package_id=row["id"])):
        forget(ctx.store, "package file", file["id"])
    ctx.store.delete("packages", row["id"])


@route("GET", f"{PACKAGE}/package_files", params=[*PAGING, _ID], public=True)
def files(ctx: Context) -> Answer:
    _, row = _find(ctx)
    rows = ctx.store.select("package_files", package_id=row["id"])
    return ctx.paginate(rows, _file)


@route("GET", f"{PACKAGE}/pipelines", params=[*PAGING, _ID])
def pipelines(ctx: Context) -> Answer:
    """Those whose jobs uploaded it, the latest first."""
    _, row = _find(ctx)
    return ctx.paginate(_pipelines(ctx, reversed(row.get("pipelines", ()))), lambda _, found: found)


@route(
    "GET",
    f"{PACKAGE}/package_files/:package_file_id/download",
    params=[_ID, Param("package_file_id", "int")],
    public=True,
)
def download_file(ctx: Context) -> Answer:
    return _sent(ctx, _find_file(ctx)[1])


@route(
    "DELETE",
    f"{PACKAGE}/package_files/:package_file_id",
    params=[_ID, Param("package_file_id", "int")],
)
def delete_file(ctx: Context) -> None:
    project, file = _find_file(ctx)
    ctx.authorize_level(project, access.MAINTAINER)
    forget(ctx.store, "package file", file["id"])
    ctx.store.delete("package_files", file["id"])


# The generic registry -----------------------------------------------------------------------------


@route("PUT", f"{GENERIC}/:file_name", params=[Param("select"), Param("status")], raw=True)
@route("PUT", f"{GENERIC}/*path/:file_name", params=[Param("select"), Param("status")], raw=True)
def upload(ctx: Context) -> Answer:
    project = ctx.find_project()
    if ctx.deploy_token is None:
        ctx.authorize_level(project, access.DEVELOPER)
    else:
        ctx.authorize(_lets(ctx, project, "write_package_registry"))
    name, version, file_name = _checked(ctx)
    if package_is_protected(ctx, project, name, "push"):
        raise forbidden("Package protected.")
    body, now = ctx.request.body, ctx.now()
    place = {"project_id": project["id"], "name": name, "version": version}
    package = ctx.store.first("packages", **place)
    if package is None:
        creator = ctx.user["id"] if ctx.user else None
        about = {"status": ctx.params.get("status") or "default", "creator_id": creator}
        package = ctx.store.insert("packages", {**place, **about, "created_at": now})
    if ctx.job:
        built = dict.fromkeys([*package.get("pipelines", ()), ctx.job["pipeline_id"]])
        package = ctx.store.update("packages", package["id"], pipelines=list(built))
    file = ctx.store.insert(
        "package_files",
        {
            "pipeline_id": ctx.job["pipeline_id"] if ctx.job else None,
            "package_id": package["id"],
            "file_name": file_name,
            "size": len(body),
            "created_at": now,
            "file_md5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
            "file_sha1": hashlib.sha1(body, usedforsecurity=False).hexdigest(),
            "file_sha256": hashlib.sha256(body).hexdigest(),
        },
    )
    keep(ctx.store, project, "package file", file["id"], body)
    if ctx.params.get("select") != "package_file":
        return Answer(201, {"message": "201 Created"})
    shown = {name: value for name, value in _file(ctx, file).items() if name != "pipelines"}
    url = ctx.url(f"{project['full_path']}/-/package_files/{file['id']}/download")
    return Answer(201, shown | {"updated_at": now, "file_store": 1, "file": {"url": url}})


@route("GET", f"{GENERIC}/:file_name", public=True)
@route("GET", f"{GENERIC}/*path/:file_name", public=True)
def download(ctx: Context) -> Answer:
    """Of several files of the same name, the one that came last."""
    project = ctx.find_project()
    ctx.authorize(ctx.deploy_token is None or _lets(ctx, project, "read_package_registry"))
    name, version, file_name = _checked(ctx)
    package = ctx.store.first("packages", project_id=project["id"], name=name, version=version)
    if package is None:
        raise not_found()
    rows = ctx.store.select("package_files", package_id=package["id"], file_name=file_name)
    file = rows.order_by("id DESC").first()
    if file is None:
        raise not_found()
    ctx.store.update("packages", package["id"], last_downloaded_at=ctx.now())
    return _sent(ctx, file)


def _lets(ctx: Context, project: Row, scope: str) -> bool:
    """Whether the deploy token that asks has the scope, here."""
    token = ctx.deploy_token or {}
    return scope in token["scopes"] and reaches(ctx.store, token, project)


def _checked(ctx: Context) -> tuple[str, str, str]:
    params = ctx.params
    file_name = params["file_name"]
    for key, value, pattern in (
        ("package_name", params["package_name"], _NAME),
        ("package_version", params["package_version"], _VERSION),
        ("file_name", file_name, _FILE),
    ):
        if not pattern.fullmatch(value) or len(value) > 255:
            raise invalid_parameter(f"{key} is invalid")
    path = params.get("path")
    if path and ".." in path:
        raise bad_request()
    return (
        params["package_name"],
        params["package_version"],
        f"{path}/{file_name}" if path else file_name,
    )


def _find(ctx: Context) -> tuple[Row, Row]:
    project = ctx.find_project()
    row = ctx.store.first("packages", id=ctx.params["package_id"], project_id=project["id"])
    if row is None:
        raise not_found()
    return project, row


def _find_file(ctx: Context) -> tuple[Row, Row]:
    project, row = _find(ctx)
    id = ctx.params["package_file_id"]
    file = ctx.store.first("package_files", id=id, package_id=row["id"])
    if file is None:
        raise not_found()
    return project, file


def _sent(ctx: Context, file: Row) -> Answer:
    name = file["file_name"].rpartition("/")[2]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(200, kept(ctx.store, "package file", file["id"]) or b"", headers)


def _package(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    path = f"/{project['full_path']}/-/packages/{row['id']}"
    built = _pipelines(ctx, row.get("pipelines", ()))
    return {
        "id": row["id"],
        "name": row["name"],
        "version": row["version"],
        "package_type": "generic",
        "status": row["status"],
        "_links": {
            "web_path": path,
            "delete_api_path": ctx.url(f"api/v4/projects/{project['id']}/packages/{row['id']}"),
        },
        "created_at": row["created_at"],
        "last_downloaded_at": row.get("last_downloaded_at"),
        "creator_id": row["creator_id"],
        "project_id": project["id"],
        "project_path": project["full_path"],
        "tags": [],
        **({"pipeline": built[-1], "pipelines": built} if built else {}),
    }


def _file(ctx: Context, row: Row) -> dict[str, Any]:
    names = "id package_id created_at file_name size file_md5 file_sha1 file_sha256"
    built = _pipelines(ctx, [row.get("pipeline_id")])
    return {name: row[name] for name in names.split()} | {"pipelines": built}


def _pipelines(ctx: Context, ids: Iterable[int | None]) -> list[dict[str, Any]]:
    """As packages name the pipelines that built them."""
    found: list[dict[str, Any]] = []
    for id in ids:
        row = ctx.store.get("pipelines", id)
        project = ctx.store.get("projects", row["project_id"]) if row else None
        if row and project:
            user = ctx.store.get("users", row["user_id"])
            shown = pipeline_basic(ctx, project, row)
            found.append(shown | {"user": user_basic(ctx, user) if user else None})
    return found
