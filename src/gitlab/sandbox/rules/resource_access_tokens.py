"""Access tokens of projects and groups: each is the token of a bot that is a member there.

https://docs.gitlab.com/api/project_access_tokens/
https://docs.gitlab.com/api/group_access_tokens/
"""

from __future__ import annotations

import secrets
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.entities import access_token
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.records import create_user
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    not_found,
    route,
)
from gitlab.sandbox.rules.personal_access_tokens import (
    LIFETIME_DAYS,
    expiry,
    filter_tokens,
    new_token,
    ordered_tokens,
    revoke,
    rotated,
)
from gitlab.sandbox.store import Selection

PATHS = ("/projects/:id/access_tokens", "/groups/:id/access_tokens")
TOKEN = Param("token_id", "int")
_TOO_HIGH = "Access level of the token can't be greater the access level of the user who created"


def index(ctx: Context) -> Answer:
    tokens = filter_tokens(ctx, _tokens(ctx, _source(ctx)))
    return ctx.paginate(ordered_tokens(ctx, tokens), shown)


def show(ctx: Context) -> Json:
    return shown(ctx, _found(ctx))


def create(ctx: Context) -> Json:
    source = _source(ctx)
    level = ctx.params.get("access_level") or access.MAINTAINER
    if not ctx.is_admin and level > ctx.access_level(source):
        raise bad_request(f"{_TOO_HIGH} the token")
    expires_at = expiry(ctx, LIFETIME_DAYS)
    kind = _kind(ctx)
    assert ctx.user is not None
    name = f"{kind}_{source['id']}_bot_{secrets.token_hex(16)}"
    bot = create_user(
        ctx.store,
        name,
        name=ctx.params["name"],
        email=f"{name}@noreply.gitlab.example.com",
        bot=True,
        created_by_id=ctx.user["id"],
    )
    add_member(ctx, source, bot["id"], level, expires_at)
    token = new_token(
        ctx,
        {
            "user_id": bot["id"],
            "kind": kind,
            "resource_id": source["id"],
            "name": ctx.params["name"],
            "description": ctx.params.get("description"),
            "scopes": ctx.params["scopes"],
            "access_level": level,
            "expires_at": expires_at,
        },
    )
    return shown(ctx, token) | {"token": token["token"]}


def delete(ctx: Context) -> None:
    """The bot loses its membership with its token."""
    token = _found(ctx)
    revoke(ctx, token)
    for member in list(ctx.store.select("members", user_id=token["user_id"])):
        ctx.store.delete("members", member["id"])


def rotate(ctx: Context) -> Answer:
    return rotated(ctx, _found(ctx), shown)


for _path in PATHS:
    route("GET", _path, params=PAGING)(index)
    route("POST", _path)(create)
    route("GET", f"{_path}/:token_id", params=[TOKEN])(show)
    route("DELETE", f"{_path}/:token_id", params=[TOKEN])(delete)
    route("POST", f"{_path}/:token_id/rotate", params=[TOKEN])(rotate)


def _source(ctx: Context) -> Row:
    """The project or group, for those who manage its tokens."""
    if ctx.route.path.startswith("/projects"):
        source = ctx.find_project()
        ctx.authorize_admin_project(source)
    else:
        source = ctx.find_group()
        ctx.authorize(ctx.can_admin_group(source))
    return source


def _kind(ctx: Context) -> str:
    return "project" if ctx.route.path.startswith("/projects") else "group"


def _tokens(ctx: Context, source: Row) -> Selection:
    tokens = ctx.store.select("tokens", kind=_kind(ctx))
    return tokens.where("json_extract(data, '$.resource_id') = ?", source["id"])


def _found(ctx: Context) -> Row:
    id = ctx.params["token_id"]
    if token := _tokens(ctx, _source(ctx)).where("id = ?", id).first():
        return token
    raise not_found(f"Could not find {_kind(ctx)} access token with token_id: {id}")


def shown(ctx: Context, token: Row) -> dict[str, Any]:
    return access_token(ctx, token) | {
        "access_level": token["access_level"],
        "resource_type": token["kind"],
        "resource_id": token["resource_id"],
    }
