"""Artifacts that jobs leave: one ZIP archive each.

https://docs.gitlab.com/api/job_artifacts/
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.auth import live_job
from gitlab.sandbox.contents import forget, keep, kept
from gitlab.sandbox.entities.ci import job
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    Upload,
    bad_request,
    forbidden,
    needed,
    not_found,
    route,
)
from gitlab.sandbox.rules.jobs import ID, JOB, find_job

LATEST = "/projects/:id/jobs/artifacts/:ref_name"
MOST_UNPACKED = 100 * 2**20
"""A file of an archive that is longer is not taken out of it."""


@route("GET", f"{JOB}/artifacts", params=[ID, Param("job_token")], public=True)
def download(ctx: Context) -> Answer:
    _, found = find_job(ctx)
    return _archive(ctx, found)


@route(
    "GET",
    f"{JOB}/artifacts/tree",
    params=[*PAGING, ID, Param("path"), Param("recursive", "bool"), Param("job_token")],
    public=True,
)
def tree(ctx: Context) -> Answer:
    """What is in the archive: below a directory, directly unless `recursive`."""
    _, found = find_job(ctx)
    try:
        with zipfile.ZipFile(io.BytesIO(_content(ctx, found))) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile:
        raise not_found() from None
    above = (ctx.params.get("path") or "").strip("/")
    start = f"{above}/" if above else ""
    entries: dict[str, Row] = {}
    for info in infos:
        parts = info.filename.strip("/").split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            is_file = depth == len(parts) and not info.is_dir()
            entries[path] = _entry(path, info) if is_file else _directory(path)
    below = [entries[path] for path in sorted(entries) if path.startswith(start)]
    if above and not below:
        raise not_found()
    if not ctx.params.get("recursive"):
        below = [entry for entry in below if "/" not in entry["path"][len(start) :]]
    return ctx.paginate(below, lambda _, entry: entry)


def _entry(path: str, info: zipfile.ZipInfo) -> Row:
    mode = f"{(info.external_attr >> 16) or 0o100644:o}"
    name = path.rpartition("/")[2]
    return {"name": name, "path": path, "type": "file", "size": info.file_size, "mode": mode}


def _directory(path: str) -> Row:
    return {"name": path.rpartition("/")[2], "path": path, "type": "directory"}


@route("GET", f"{JOB}/artifacts/*path", params=[ID, Param("job_token")], public=True)
def file(ctx: Context) -> Answer:
    _, found = find_job(ctx)
    return _file(ctx, found)


@route("GET", f"{LATEST}/download", params=needed("job"), public=True)
def download_latest(ctx: Context) -> Answer:
    return _archive(ctx, _latest(ctx))


@route("GET", f"{LATEST}/raw/*path", params=needed("job"), public=True)
def file_of_latest(ctx: Context) -> Answer:
    return _file(ctx, _latest(ctx))


@route("POST", f"{JOB}/artifacts/keep", params=[ID])
def keep_forever(ctx: Context) -> Answer:
    project, found = find_job(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    if not found.get("artifacts_file"):
        raise not_found()
    found = ctx.store.update("jobs", found["id"], artifacts_expire_at=None)
    return Answer(200, job(ctx, project, found))


@route("DELETE", f"{JOB}/artifacts", params=[ID])
def delete(ctx: Context) -> None:
    project, found = find_job(ctx)
    ctx.authorize_level(project, access.MAINTAINER)
    forget(ctx.store, "artifacts", found["id"])
    ctx.store.update("jobs", found["id"], artifacts_file=None)


@route("DELETE", "/projects/:id/artifacts")
def delete_all(ctx: Context) -> Answer:
    project = ctx.find_project()
    ctx.authorize_level(project, access.MAINTAINER)
    for found in list(ctx.store.select("jobs", project_id=project["id"])):
        forget(ctx.store, "artifacts", found["id"])
        ctx.store.update("jobs", found["id"], artifacts_file=None)
    return Answer(202, {"message": "202 Accepted"})


@route(
    "POST",
    "/jobs/:job_id/artifacts",
    params=[ID, Param("file", "file"), Param("token"), Param("artifact_type", default="archive")],
    public=True,
)
def upload(ctx: Context) -> Json:
    """What the runner sends while the job runs."""
    token = ctx.request.headers.get("job-token") or ctx.params.get("token") or ""
    found = live_job(ctx.store, str(token))
    if found is None or found["id"] != ctx.params["job_id"]:
        raise forbidden()
    sent = ctx.params.get("file")
    if not isinstance(sent, Upload):
        raise bad_request("Missing artifacts file!")
    if ctx.params["artifact_type"] == "junit":
        project: Any = ctx.store.get("projects", found["project_id"])
        keep(ctx.store, project, "junit", found["id"], sent.content)
        told = {"filename": sent.filename, "size": len(sent.content)}
        ctx.store.update("jobs", found["id"], junit_file=told)
    else:
        keep_artifacts(ctx, found, sent.content, sent.filename)
    return {"message": "201 Created"}


def keep_artifacts(ctx: Context, found: Row, content: bytes, filename: str) -> None:
    project: Any = ctx.store.get("projects", found["project_id"])
    keep(ctx.store, project, "artifacts", found["id"], content)
    told = {"filename": filename, "size": len(content)}
    ctx.store.update("jobs", found["id"], artifacts_file=told)


def _archive(ctx: Context, found: Row) -> Answer:
    name = found["artifacts_file"]["filename"] if found.get("artifacts_file") else ""
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Answer(200, _content(ctx, found), headers)


def _file(ctx: Context, found: Row) -> Answer:
    content = _content(ctx, found)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            info = archive.getinfo(ctx.params["path"])
            if info.is_dir() or info.file_size > MOST_UNPACKED:
                raise not_found()
            return Answer(200, archive.read(info))
    except (KeyError, zipfile.BadZipFile):
        raise not_found() from None


def _content(ctx: Context, found: Row) -> bytes:
    content = kept(ctx.store, "artifacts", found["id"])
    if content is None:
        raise not_found()
    return content


def _latest(ctx: Context) -> Row:
    """The job of a name in the last pipeline of a branch or tag that succeeded."""
    project = ctx.find_project()
    rows = ctx.store.select("pipelines", project_id=project["id"], status="success")
    ref = ctx.params["ref_name"]
    for pipeline in rows.where("ref = ?", ref).order_by("id DESC"):
        jobs = ctx.store.select("jobs", pipeline_id=pipeline["id"])
        if found := jobs.where("json_extract(data, '$.name') = ?", ctx.params["job"]).first():
            return found
    raise not_found()
