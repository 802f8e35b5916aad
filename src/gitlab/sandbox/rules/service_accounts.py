"""Service accounts: users without a person, of the instance, a top-level group or a project.

https://docs.gitlab.com/api/service_accounts/
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.entities import access_token
from gitlab.sandbox.naming import path_errors, path_taken
from gitlab.sandbox.records import create_user
from gitlab.sandbox.rules import (
    PAGING,
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

INSTANCE = "/service_accounts"
_OWNED = ("/groups/:id/service_accounts", "/projects/:id/service_accounts")
_USER, _TOKEN = Param("user_id", "int"), Param("token_id", "int")


def index(ctx: Context) -> Answer:
    rows = _accounts(ctx, _owner(ctx))
    order = "username" if ctx.params.get("order_by") == "username" else "id"
    direction = "ASC" if ctx.params.get("sort") == "asc" else "DESC"
    return ctx.paginate(rows.order_by(f"{order} {direction}"), _shown)


def create(ctx: Context) -> Json:
    owner = _owner(ctx)
    middle = owner.replace(" ", "_")
    username = ctx.params.get("username") or f"service_account_{middle}_{secrets.token_hex(16)}"
    _demand_username(ctx, username)
    email = ctx.params.get("email") or f"{username}@noreply.gitlab.example.com"
    assert ctx.user is not None
    account = create_user(
        ctx.store,
        username,
        name=ctx.params.get("name") or "Service account user",
        email=_free_email(ctx, email),
        service_account_of=owner,
        created_by_id=ctx.user["id"],
    )
    return _shown(ctx, account)


def update(ctx: Context) -> Json:
    account = _found(ctx)
    changes = {
        name: ctx.params[name] for name in ("name", "username", "email") if ctx.params.get(name)
    }
    username = changes.get("username")
    if username and username != account["username"]:
        _demand_username(ctx, username)
    if changes.get("email", account["email"]) != account["email"]:
        _free_email(ctx, changes["email"])
    return _shown(ctx, ctx.store.update("users", account["id"], **changes))


def delete(ctx: Context) -> None:
    ctx.store.delete("users", _found(ctx)["id"])


def tokens(ctx: Context) -> Answer:
    rows = filter_tokens(ctx, _tokens(ctx, _found(ctx)))
    return ctx.paginate(ordered_tokens(ctx, rows), access_token)


def create_token(ctx: Context) -> Json:
    account = _found(ctx)
    told = {name: ctx.params.get(name) for name in ("name", "description", "scopes")}
    owned = {"user_id": account["id"], "kind": "personal"}
    token = new_token(ctx, owned | told | {"expires_at": expiry(ctx, LIFETIME_DAYS)})
    return access_token(ctx, token) | {"token": token["token"]}


def delete_token(ctx: Context) -> None:
    revoke(ctx, _found_token(ctx))


def rotate_token(ctx: Context) -> Answer:
    return rotated(ctx, _found_token(ctx))


for _path in (INSTANCE, *_OWNED):
    route("GET", _path, params=PAGING)(index)
    route("POST", _path)(create)
    route("PATCH", f"{_path}/:user_id", params=[_USER])(update)
for _path in _OWNED:
    _of_account = f"{_path}/:user_id/personal_access_tokens"
    route("DELETE", f"{_path}/:user_id", params=[_USER])(delete)
    route("GET", _of_account, params=[*PAGING, _USER])(tokens)
    route("POST", _of_account, params=[_USER])(create_token)
    route("DELETE", f"{_of_account}/:token_id", params=[_USER, _TOKEN])(delete_token)
    route("POST", f"{_of_account}/:token_id/rotate", params=[_USER, _TOKEN])(rotate_token)


def _owner(ctx: Context) -> str:
    """Whose accounts the path is about, for those who manage them."""
    if ctx.route.path.startswith(INSTANCE):
        ctx.authenticated_as_admin()
        return "instance"
    if ctx.route.path.startswith("/projects"):
        project = ctx.find_project()
        ctx.authorize_level(project, access.MAINTAINER)
        return f"project {project['id']}"
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    if group["parent_id"] is not None:
        raise bad_request("Group must be a top-level group")
    return f"group {group['id']}"


def _accounts(ctx: Context, owner: str) -> Selection:
    of_owner = "json_extract(data, '$.service_account_of') = ?"
    if owner == "instance":
        return ctx.store.select("users").where(
            "json_extract(data, '$.service_account_of') IS NOT NULL"
        )
    return ctx.store.select("users").where(of_owner, owner)


def _found(ctx: Context) -> Row:
    if row := _accounts(ctx, _owner(ctx)).where("id = ?", ctx.params["user_id"]).first():
        return row
    raise not_found("User")


def _tokens(ctx: Context, account: Row) -> Selection:
    return ctx.store.select("tokens", user_id=account["id"], kind="personal")


def _found_token(ctx: Context) -> Row:
    if row := _tokens(ctx, _found(ctx)).where("id = ?", ctx.params["token_id"]).first():
        return row
    raise not_found("Personal Access Token")


def _demand_username(ctx: Context, username: str) -> None:
    if errors := path_errors(username, below=False):
        raise invalid(username=errors)
    if path_taken(ctx.store, username):
        raise bad_request("Username has already been taken")


def _free_email(ctx: Context, email: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise bad_request("Email is invalid")
    if ctx.store.select("users").where("json_extract(data, '$.email') = ?", email).exists():
        raise bad_request("Email has already been taken")
    return email


def _shown(ctx: Context, row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "username": row["username"],
        "name": row["name"],
        "email": row["email"],
        "public_email": row.get("public_email"),
    }
