"""Impersonation tokens: administrators act as another user with them.

https://docs.gitlab.com/api/user_tokens/
"""

from __future__ import annotations

from gitlab.sandbox.entities import impersonation_token
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    not_found,
    route,
)
from gitlab.sandbox.rules.personal_access_tokens import (
    LIFETIME_DAYS,
    expiry,
    filter_tokens,
    new_token,
    revoke,
)

TOKENS = "/users/:user_id/impersonation_tokens"
USER, ID = Param("user_id", "int"), Param("id", "int")


@route("GET", TOKENS, params=[*PAGING, USER])
def index(ctx: Context) -> Answer:
    owner = _owner(ctx)
    tokens = ctx.store.select("tokens", user_id=owner["id"], kind="impersonation")
    return ctx.paginate(filter_tokens(ctx, tokens), impersonation_token)


@route("POST", TOKENS, params=[USER])
def create(ctx: Context) -> Json:
    owner = _owner(ctx)
    token = new_token(
        ctx,
        {
            "user_id": owner["id"],
            "kind": "impersonation",
            "name": ctx.params["name"],
            "description": ctx.params.get("description"),
            "scopes": ctx.params["scopes"],
            "expires_at": expiry(ctx, LIFETIME_DAYS),
        },
    )
    return impersonation_token(ctx, token) | {"token": token["token"]}


@route("GET", f"{TOKENS}/:id", params=[USER, ID])
def show(ctx: Context) -> Json:
    return impersonation_token(ctx, _found(ctx))


@route("DELETE", f"{TOKENS}/:id", params=[USER, ID])
def delete(ctx: Context) -> None:
    revoke(ctx, _found(ctx))


def _owner(ctx: Context) -> Row:
    ctx.authenticated_as_admin()
    return ctx.find_user("user_id")


def _found(ctx: Context) -> Row:
    owner = _owner(ctx)
    token = ctx.store.first(
        "tokens", id=ctx.params["id"], user_id=owner["id"], kind="impersonation"
    )
    if token is None:
        raise not_found("Impersonation Token")
    return token
