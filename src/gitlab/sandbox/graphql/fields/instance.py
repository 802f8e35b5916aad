"""The instance, and who is asking."""

from __future__ import annotations

from gitlab.sandbox.context import Context
from gitlab.sandbox.graphql.registry import field
from gitlab.sandbox.rules.metadata import REVISION
from gitlab.sandbox.store import Row


@field("echo", "Query")
def echo(ctx: Context, _: Row, text: str) -> str:
    name = f'"{ctx.user["username"]}"' if ctx.user else "nil"
    return f"{name} says: {text}"


@field("metadata", "Query")
def metadata(ctx: Context, _: Row) -> Row | None:
    if ctx.user is None:
        return None
    version = ".".join(map(str, ctx.version)) + ".0"
    kas = {"enabled": False}
    return {"version": version, "revision": REVISION, "enterprise": False, "kas": kas}
