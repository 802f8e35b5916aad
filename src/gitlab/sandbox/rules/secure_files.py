"""Secure files: certificates and keys for jobs.

https://docs.gitlab.com/api/secure_files/
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from urllib.parse import quote

from gitlab.sandbox import access
from gitlab.sandbox.contents import forget, keep, kept
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    Upload,
    invalid,
    invalid_parameter,
    needed,
    refused,
    route,
)

FILES = "/projects/:id/secure_files"
FILE = f"{FILES}/:secure_file_id"
_LARGEST = 5 * 1024 * 1024
_MOST = 100


def _prepare(files: Documents, before: Row, made: Row) -> None:
    if files.own().count() >= _MOST:
        raise invalid(base=[f"Maximum number of project ci secure files ({_MOST}) exceeded"])


declare(
    Kind(
        thing="",
        order="id DESC",
        unique=("name",),
        read=access.DEVELOPER,
        write=access.MAINTAINER,
        defaults={"metadata": None, "expires_at": None},
        prepare=_prepare,
    ),
    FILES,
)


@route("POST", FILES, params=[*needed("name"), Param("file", "file", required=True)])
def create(ctx: Context) -> Json:
    upload = ctx.params["file"]
    if not isinstance(upload, Upload):
        raise invalid_parameter("file is invalid")
    files = Documents(ctx, FILES, write=True)
    if len(upload.content) >= _LARGEST:
        raise refused(413, {"message": "413 Request Entity Too Large"})
    name = ctx.params["name"]
    row = files.create(
        {
            "name": name,
            "checksum": hashlib.sha256(upload.content).hexdigest(),
            "checksum_algorithm": "sha256",
            "file_extension": PurePosixPath(name).suffix[1:],
        }
    )
    keep(ctx.store, files.root.row or {}, "secure file", row["id"], upload.content)
    return files.shown(row, "create")


@route("GET", f"{FILE}/download", params=[Param("secure_file_id", "int")])
def download(ctx: Context) -> Answer:
    row = Documents(ctx, FILES).find(ctx.params["secure_file_id"])
    content = kept(ctx.store, "secure file", row["id"]) or b""
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(row['name'], safe='')}",
    }
    return Answer(200, content, headers)


@route("DELETE", FILE, params=[Param("secure_file_id", "int")])
def delete(ctx: Context) -> None:
    files = Documents(ctx, FILES, write=True)
    row = files.find(ctx.params["secure_file_id"])
    forget(ctx.store, "secure file", row["id"])
    files.delete(row)
