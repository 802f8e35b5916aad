"""Personal access tokens.

https://docs.gitlab.com/api/personal_access_tokens/
"""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from gitlab.sandbox.access import GUEST
from gitlab.sandbox.audit import audit
from gitlab.sandbox.auth import token_revoked
from gitlab.sandbox.context import Entity
from gitlab.sandbox.entities import access_token, group_basic, namespace_basic, project_identity
from gitlab.sandbox.listing import matching
from gitlab.sandbox.records import PERSONAL_SCOPES, create_token
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    missing,
    not_found,
    refused,
    route,
    unauthorized,
)
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import groups_of, projects_of

KINDS = ("personal", "granular")
LIFETIME_DAYS = 365
ROTATED_LIFETIME_DAYS = 7
ID = Param("id", "int")


@route("GET", "/personal_access_tokens", params=PAGING)
def index(ctx: Context) -> Answer:
    """One's own tokens; administrators get all."""
    assert ctx.user is not None
    user_id = ctx.params.get("user_id")
    if not ctx.is_admin:
        if user_id not in (None, ctx.user["id"]):
            raise unauthorized()
        user_id = ctx.user["id"]
    tokens = ctx.store.select("tokens").where_in("kind", KINDS)
    if user_id is not None:
        tokens = tokens.where("user_id = ?", user_id)
    return ctx.paginate(ordered_tokens(ctx, filter_tokens(ctx, tokens)), shown_token)


def filter_tokens(ctx: Context, tokens: Selection) -> Selection:
    for name in ("created", "last_used", "expires"):
        column = f"json_extract(data, '$.{name}_at')"
        for side, sign in (("after", ">"), ("before", "<")):
            if moment := ctx.params.get(f"{name}_{side}"):
                tokens = tokens.where(f"{column} {sign} ?", moment)
    if (revoked := ctx.params.get("revoked")) is not None:
        tokens = tokens.where("json_extract(data, '$.revoked') = ?", revoked)
    state = ctx.params.get("state")
    if state in ("active", "inactive"):
        live = (
            "NOT json_extract(data, '$.revoked')"
            " AND coalesce(json_extract(data, '$.expires_at') > ?, 1)"
        )
        sql = live if state == "active" else f"NOT ({live})"
        tokens = tokens.where(sql, ctx.store.today())
    return matching(tokens, ctx.params.get("search"), "json_extract(data, '$.name')")


def ordered_tokens(ctx: Context, tokens: Selection) -> Selection:
    name, _, direction = (ctx.params.get("sort") or "").rpartition("_")
    if not name:
        return tokens
    column = {"expires": "expires_at", "last_used": "last_used_at"}.get(name, name)
    return tokens.order_by(f"json_extract(data, '$.{column}') {direction.upper()}, id")


@route("GET", "/personal_access_tokens/self", scopes=PERSONAL_SCOPES)
def show_self(ctx: Context) -> Json:
    return shown_token(ctx, _own(ctx))


@route(
    "GET",
    "/personal_access_tokens/self/associations",
    params=[*PAGING, Param("min_access_level", "int")],
    scopes=PERSONAL_SCOPES,
)
def associations(ctx: Context) -> Answer:
    """A page of the groups and one of the projects in which the token's user has a role."""
    _own(ctx)
    assert ctx.user is not None
    level = ctx.params.get("min_access_level") or GUEST
    groups = ctx.paginate(groups_of(ctx.store, ctx.user, level), _associated)
    projects = ctx.paginate(projects_of(ctx.store, ctx.user, level), _associated)
    return Answer(200, {"groups": groups.body, "projects": projects.body}, projects.headers)


def _associated(ctx: Context, row: Row) -> Row:
    shared = {"access_levels": [ctx.access_level(row)], "visibility": row["visibility"]}
    if "namespace_id" not in row:
        identity = {name: row[name] for name in ("id", "name", "parent_id")}
        web_url = group_basic(ctx, row)["web_url"]
        return identity | shared | {"web_url": web_url, "organization_id": 1}
    namespace = ctx.store.get("namespaces", row["namespace_id"]) or {}
    web_url = ctx.url(row["full_path"])
    named = {"web_url": web_url, "namespace": namespace_basic(ctx, namespace)}
    return project_identity(ctx, row) | shared | named


@route("GET", "/personal_access_tokens/:id", params=[ID])
def show(ctx: Context) -> Json:
    return shown_token(ctx, _managed(ctx))


@route("DELETE", "/personal_access_tokens/self", scopes=PERSONAL_SCOPES)
def revoke_self(ctx: Context) -> None:
    revoke(ctx, _own(ctx))


@route("DELETE", "/personal_access_tokens/:id", params=[ID])
def revoke_one(ctx: Context) -> None:
    token = ctx.store.get("tokens", ctx.params["id"])
    if token is None or token["kind"] not in KINDS:
        raise missing()
    if not _may_manage(ctx, token):
        raise bad_request()
    revoke(ctx, token)


@route(
    "POST",
    "/personal_access_tokens/self/rotate",
    params=[Param("expires_at")],
    scopes=["self_rotate"],
)
def rotate_self(ctx: Context) -> Answer:
    token = _own(ctx)
    answer = rotated(ctx, token)
    return token_revoked().answer if token["revoked"] else answer


@route("POST", "/personal_access_tokens/:id/rotate", params=[ID])
def rotate(ctx: Context) -> Answer:
    return rotated(ctx, _managed(ctx))


def rotated(ctx: Context, token: Row, entity: Entity = access_token) -> Answer:
    """A token takes another's place. Whoever rotates one twice has stolen it, or was robbed."""
    family = token.get("family_id", token["id"])
    if token["revoked"]:
        for relative in ctx.store.select("tokens", user_id=token["user_id"]):
            if relative.get("family_id", relative["id"]) == family:
                revoke(ctx, relative)
        # An answer and not a refusal: what was revoked stays revoked.
        return Answer(400, {"message": "400 Bad request - token already revoked"})
    expires_at = expiry(ctx, ROTATED_LIFETIME_DAYS)
    revoke(ctx, token)
    kept = {name: value for name, value in token.items() if name not in ("id", "created_at")}
    fresh = {"revoked": False, "expires_at": expires_at, "last_used_at": None}
    new = new_token(ctx, kept | fresh | {"family_id": family})
    return Answer(200, {**entity(ctx, new), "token": new["token"]})


@route("POST", "/users/:user_id/personal_access_tokens", params=[Param("user_id", "int")])
def create(ctx: Context) -> Json:
    """Administrators make tokens for anybody."""
    ctx.authenticated_as_admin()
    user = ctx.find_user("user_id")
    token = new_token(ctx, _asked_for(ctx, user))
    return access_token(ctx, token) | {"token": token["token"]}


@route("POST", "/user/personal_access_tokens")
def create_own(ctx: Context) -> Json:
    assert ctx.user is not None
    token = new_token(ctx, _asked_for(ctx, ctx.user))
    return access_token(ctx, token) | {"token": token["token"]}


def _asked_for(ctx: Context, user: Row) -> Row:
    return {
        "user_id": user["id"],
        "kind": "personal",
        "name": ctx.params["name"],
        "description": ctx.params.get("description"),
        "scopes": ctx.params["scopes"],
        "expires_at": expiry(ctx, LIFETIME_DAYS),
    }


def new_token(ctx: Context, attributes: Row) -> Row:
    owner = {"id": attributes["user_id"]}
    made = create_token(
        ctx.store, owner, **attributes | {"token": f"glpat-{secrets.token_urlsafe(20)}"}
    )
    _audit(ctx, made, "created")
    return made


def expiry(ctx: Context, default_days: int) -> str:
    """The date that is asked for, if it is in the future and not too far away."""
    today = date.fromisoformat(ctx.store.today())
    last = (today + timedelta(days=LIFETIME_DAYS)).isoformat()
    asked = ctx.params.get("expires_at")
    if not asked:
        return (today + timedelta(days=default_days)).isoformat()
    if asked <= today.isoformat():
        raise bad_request("Expiration date must be in the future")
    if asked > last:
        raise bad_request(f"Expiration date must be before {last}")
    return str(asked)


def revoke(ctx: Context, token: Row) -> None:
    ctx.store.update("tokens", token["id"], revoked=True)
    _audit(ctx, token, "revoked")


def _audit(ctx: Context, token: Row, verb: str) -> None:
    """It happened to the project or group whose token it is, or to its user."""
    table = {"project": "projects", "group": "namespaces"}.get(token["kind"], "users")
    owner = ctx.store.get(table, token["user_id" if table == "users" else "resource_id"])
    if owner is not None:
        kind = f"{token['kind']} access token" if table != "users" else "personal access token"
        message = f"{verb.capitalize()} {kind} with id {token['id']}"
        audit(ctx, f"{kind.replace(' ', '_')}_{verb}", owner, {"custom_message": message})


def shown_token(ctx: Context, token: Row) -> Row:
    return access_token(ctx, token) | {"last_used_ips": token.get("last_used_ips", [])}


def _own(ctx: Context) -> Row:
    if ctx.token is None:
        raise refused(400, {"message": "400 Bad request"})
    return ctx.token


def _managed(ctx: Context) -> Row:
    """Only administrators are told that a token does not exist."""
    token = ctx.store.get("tokens", ctx.params["id"])
    if token is not None and token["kind"] in KINDS and _may_manage(ctx, token):
        return token
    raise not_found() if ctx.is_admin else unauthorized()


def _may_manage(ctx: Context, token: Row) -> bool:
    assert ctx.user is not None
    return ctx.is_admin or token["user_id"] == ctx.user["id"]
