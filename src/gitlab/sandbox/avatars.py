"""Pictures of projects, groups and users: taken from requests, kept, and given back.

https://docs.gitlab.com/api/avatar/
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from gitlab.sandbox.answers import Answer, invalid, not_found
from gitlab.sandbox.entities.users import gravatar
from gitlab.sandbox.params import Upload

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["check_avatar", "download_avatar", "with_avatar"]

_TABLES = {"project": "projects", "group": "namespaces", "user": "users"}
_TYPES = ("png", "jpg", "jpeg", "gif", "bmp", "tiff", "ico", "webp")
_MOST_KIB = 200


def check_avatar(ctx: Context) -> dict[str, list[str]]:
    """What is wrong with the picture that the request brings, as errors by attribute."""
    avatar = ctx.params.get("avatar")
    if not isinstance(avatar, Upload):
        return {}
    kind = avatar.filename.rpartition(".")[2].lower()
    if "." in avatar.filename and kind not in _TYPES:
        allowed = ", ".join(_TYPES)
        text = f'You are not allowed to upload "{kind}" files, allowed types: {allowed}'
        return {"avatar": [text]}
    if len(avatar.content) > _MOST_KIB * 1024:
        return {"avatar": [f"is too big (should be at most {_MOST_KIB} KiB)"]}
    return {}


def with_avatar(ctx: Context, kind: str, row: Row) -> Row:
    """A project, group or user with the picture that the request brings, or without any."""
    if "avatar" not in ctx.params:
        return row
    if errors := check_avatar(ctx):
        raise invalid(**errors)
    avatar = ctx.params["avatar"]
    for kept in list(ctx.store.select("contents", kind=f"{kind} avatar", owner_id=row["id"])):
        ctx.store.delete("contents", kept["id"])
    if not isinstance(avatar, Upload):
        without = gravatar(row["email"]) if kind == "user" else None
        return ctx.store.update(_TABLES[kind], row["id"], avatar_url=without)
    ctx.store.insert(
        "contents",
        {
            "project_id": row["id"] if kind == "project" else None,
            "kind": f"{kind} avatar",
            "owner_id": row["id"],
            "content": avatar.content,
        },
    )
    place = f"uploads/-/system/{kind}/avatar/{row['id']}/{avatar.filename}"
    return ctx.store.update(
        _TABLES[kind], row["id"], avatar_url=ctx.url(place), avatar_name=avatar.filename
    )


def download_avatar(ctx: Context, kind: str, row: Row) -> Answer:
    kept = ctx.store.first("contents", kind=f"{kind} avatar", owner_id=row["id"])
    if kept is None:
        raise not_found("Avatar")
    name = row["avatar_name"]
    headers = {
        "Content-Type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Answer(200, bytes(kept["content"]), headers)
