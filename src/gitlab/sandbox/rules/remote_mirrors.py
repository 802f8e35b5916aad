"""Mirrors that a project would push to. The sandbox keeps them, and pushes nothing.

https://docs.gitlab.com/api/remote_mirrors/
"""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from secrets import token_bytes

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    not_found,
    route,
)

MIRRORS = "/projects/:id/remote_mirrors"
MIRROR = f"{MIRRORS}/:mirror_id"
_ID = Param("mirror_id", "int")
SCHEMES = re.compile(r"(https?|ssh|git)://\S+$")
CANNOT = "The sandbox reaches no other servers"


def _prepare(mirrors: Documents, before: Row, made: Row) -> None:
    if not SCHEMES.match(str((before | made).get("url", ""))):
        raise invalid(url=["is blocked: Only allowed schemes are http, https, ssh, git"])


def without_password(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//*****:*****@", url)


def _show(mirrors: Documents, row: Row) -> Row:
    """Passwords in the address are not shown."""
    return {"url": without_password(row["url"])}


declare(
    Kind(
        thing="",
        param="mirror_id",
        defaults={
            "auth_method": "password",
            "enabled": False,
            "host_keys": [],
            "keep_divergent_refs": False,
            "only_protected_branches": False,
            "update_status": "none",
        },
        prepare=_prepare,
        show=_show,
    ),
    MIRRORS,
)


@route("POST", f"{MIRROR}/sync", params=[_ID])
def sync(ctx: Context) -> Answer:
    """GitLab pushes in the background; here the mirror then tells why it could not."""
    mirrors, row = _found(ctx)
    if not row["enabled"]:
        raise bad_request("Mirror is not enabled")
    tried = {"last_update_started_at": ctx.now(), "last_update_at": ctx.now()}
    mirrors.change(row, {**tried, "update_status": "failed", "last_error": CANNOT})
    return Answer(204)


@route("GET", f"{MIRROR}/public_key", params=[_ID])
def public_key(ctx: Context) -> Json:
    """What the other server has to know where the mirror uses SSH; the private half is nobody's."""
    _, row = _found(ctx)
    if row["auth_method"] != "ssh_public_key":
        raise not_found()
    key = row.get("public_key")
    if key is None:
        kind = b"ssh-ed25519"
        packed = b"".join(struct.pack(">I", len(part)) + part for part in (kind, token_bytes(32)))
        key = f"{kind.decode()} {b64encode(packed).decode()}"
        ctx.store.update("documents", row["id"], public_key=key)
    return {"public_key": key}


def _found(ctx: Context) -> tuple[Documents, Row]:
    mirrors = Documents(ctx, MIRRORS, write=True)
    return mirrors, mirrors.find(ctx.params["mirror_id"])
