"""SSH keys of anybody, for administrators: who is it that has this key?

https://docs.gitlab.com/api/keys/
"""

from __future__ import annotations

from gitlab.sandbox.entities import user_with_admin
from gitlab.sandbox.rules import Context, Json, Param, Row, missing, needed, not_found, route
from gitlab.sandbox.rules.deploy_keys import fingerprints


@route("GET", "/keys", params=needed("fingerprint"))
def find(ctx: Context) -> Json:
    """By the MD5 or SHA256 sum of the key."""
    ctx.authenticated_as_admin()
    wanted = ctx.params["fingerprint"].removeprefix("MD5:")
    for key in ctx.store.select("keys"):
        if wanted in fingerprints(key["key"]).values():
            return _shown(ctx, key)
    raise not_found("Key")


@route("GET", "/keys/:id", params=[Param("id", "int")])
def show(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    key = ctx.store.get("keys", ctx.params["id"])
    if key is None:
        raise missing()
    return _shown(ctx, key)


def _shown(ctx: Context, key: Row) -> Row:
    owner = ctx.store.get("users", key["user_id"])
    names = ["id", "title", "created_at", "expires_at", "last_used_at", "key", "usage_type"]
    shown = {"title": "", "usage_type": "auth_and_signing"} | key
    return {name: shown.get(name) for name in names} | {
        "user": user_with_admin(ctx, owner) if owner else None
    }
