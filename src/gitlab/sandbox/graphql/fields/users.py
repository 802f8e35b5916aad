"""Users, in the fields that anybody may see."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLError

from gitlab.sandbox.context import Context
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.graphql.global_ids import from_global_id, to_global_id
from gitlab.sandbox.graphql.registry import field
from gitlab.sandbox.listing import matching
from gitlab.sandbox.store import Row, Selection

_USER = ("CurrentUser", "UserCore")


@field("currentUser", "Query")
def current_user(ctx: Context, _: Row) -> Row | None:
    return ctx.user


@field("user", "Query")
def user(ctx: Context, _: Row, id: str | None = None, username: str | None = None) -> Row | None:
    if (id is None) == (username is None):
        raise GraphQLError("Provide either a single username or id")
    if ctx.user is None:
        return None
    if id is not None:
        return ctx.store.get("users", from_global_id(id, "User"))
    return ctx.store.first("users", username=username)


@field("users", "Query")
def users(
    ctx: Context,
    _: Row,
    ids: list[str] | None = None,
    usernames: list[str] | None = None,
    search: str | None = None,
) -> Selection:
    found = ctx.store.select("users")
    if ctx.user is None:
        return found.where("0")
    if ids is not None:
        found = found.where_in("id", [from_global_id(id, "User") for id in ids])
    if usernames is not None:
        found = found.where_in("username", usernames)
    return matching(found, search, "name", "username")


@field("id", *_USER)
def global_id(ctx: Context, row: Row) -> str:
    return to_global_id("User", row["id"])


@field("active", *_USER)
def active(ctx: Context, row: Row) -> bool:
    return bool(row["state"] == "active")


@field("avatarUrl", *_USER)
def avatar_url(ctx: Context, row: Row) -> Any:
    return user_basic(ctx, row)["avatar_url"]


@field("bot", *_USER)
def bot(ctx: Context, row: Row) -> bool:
    return bool(row.get("bot"))


@field("namespace", *_USER)
def namespace(ctx: Context, row: Row) -> Row | None:
    return ctx.store.first("namespaces", owner_id=row["id"], kind="user")


@field("webPath", *_USER)
def web_path(ctx: Context, row: Row) -> str:
    return f"/{row['username']}"


@field("webUrl", *_USER)
def web_url(ctx: Context, row: Row) -> str:
    return ctx.url(row["username"])
