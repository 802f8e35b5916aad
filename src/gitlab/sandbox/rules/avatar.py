"""Pictures of users by their email address, of the caller, of projects and of groups.

https://docs.gitlab.com/api/avatar/
"""

from __future__ import annotations

from gitlab.sandbox.avatars import download_avatar, with_avatar
from gitlab.sandbox.entities.users import avatar_url, gravatar
from gitlab.sandbox.rules import Answer, Context, Json, Param, needed, route


@route("GET", "/avatar", params=[*needed("email"), Param("size", "int")], public=True)
def show(ctx: Context) -> Json:
    """Of an address that no user shows to all, what Gravatar has."""
    email, size = ctx.params["email"], ctx.params.get("size")
    public = "json_extract(data, '$.public_email') = ?"
    user = ctx.store.select("users").where(public, email).first()
    if user is not None and user.get("avatar_url"):
        return {"avatar_url": user["avatar_url"]}
    return {"avatar_url": gravatar(email, size or 80)}


_AVATAR = (Param("avatar", "file", required=True), Param("filename"), Param("filedata"))


@route("PUT", "/user/avatar", params=_AVATAR)
def upload(ctx: Context) -> Json:
    assert ctx.user is not None
    return {"avatar_url": avatar_url(with_avatar(ctx, "user", ctx.user))}


@route("GET", "/projects/:id/avatar", public=True)
def of_project(ctx: Context) -> Answer:
    return download_avatar(ctx, "project", ctx.find_project())


@route("GET", "/groups/:id/avatar", public=True)
def of_group(ctx: Context) -> Answer:
    return download_avatar(ctx, "group", ctx.find_group())
