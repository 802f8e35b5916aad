"""Users: their accounts, and the people they follow.

https://docs.gitlab.com/api/users/
https://docs.gitlab.com/api/user_moderation/
https://docs.gitlab.com/api/user_follow_unfollow/
"""

from __future__ import annotations

import re

from gitlab.sandbox import access
from gitlab.sandbox.audit import audit
from gitlab.sandbox.avatars import with_avatar
from gitlab.sandbox.custom_attributes import with_values
from gitlab.sandbox.entities import (
    user,
    user_basic,
    user_status,
    user_with_admin,
)
from gitlab.sandbox.listing import list_projects, matching, ordered
from gitlab.sandbox.naming import move_group, path_errors, path_taken
from gitlab.sandbox.records import create_user
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    conflict,
    forbidden,
    invalid,
    invalid_parameter,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import visible_projects

USER = Param("user_id", "int")
ID = Param("id", "int")
WITH_CUSTOM = Param("with_custom_attributes", "bool")
READ_USER = ("read_user",)
NOT_STORED = {
    "id",
    "avatar",
    "confirm",
    "extern_uid",
    "force_random_password",
    "group_id_for_saml",
    "password",
    "provider",
    "reset_password",
    "skip_confirmation",
    "skip_reconfirmation",
}
_AUDITED = {"admin": "admin status", "email": "email address", "username": "username"}
_FOR_ADMINS = ("created_after", "created_before", "order_by", "sort", "two_factor")


# Reading -----------------------------------------------------------------------------------------


@route("GET", "/users", params=PAGING, public=True, scopes=READ_USER)
def index(ctx: Context) -> Answer:
    """Visitors have to name the user they look for."""
    if ctx.params.get("extern_uid") or ctx.params.get("provider"):
        ctx.authenticated_as_admin()
    if not ctx.is_admin:
        for name in _FOR_ADMINS:
            ctx.params.pop(name, None)
    if ctx.user is None and not ctx.params.get("username"):
        raise forbidden("Not authorized to access /api/v4/users")
    ctx.params.setdefault("order_by", "id")
    ctx.params.setdefault("sort", "desc")
    entity = user_with_admin if ctx.is_admin else user_basic
    return ctx.paginate(ordered(ctx, filtered(ctx, ctx.store.select("users"))), entity)


def filtered(ctx: Context, users: Selection) -> Selection:
    params = ctx.params
    conditions = {
        "active": "state = 'active'",
        "blocked": "state IN ('blocked', 'banned', 'ldap_blocked')",
        "external": "json_extract(data, '$.external')",
        "admins": "json_extract(data, '$.admin')",
        "without_projects": "id NOT IN (SELECT user_id FROM members WHERE project_id IS NOT NULL)",
        "humans": "NOT coalesce(json_extract(data, '$.bot'), 0)",
        "without_project_bots": "NOT coalesce(json_extract(data, '$.bot'), 0)",
    }
    for name, sql in conditions.items():
        if params.get(name) and (name != "admins" or ctx.is_admin):
            users = users.where(sql)
    for name in ("active", "external", "humans"):
        if params.get(f"exclude_{name}"):
            users = users.where(f"NOT ({conditions[name]})")
    for side, sign in (("after", ">"), ("before", "<")):
        if moment := params.get(f"created_{side}"):
            users = users.where(f"json_extract(data, '$.created_at') {sign} ?", moment)
    if params.get("provider") and params.get("extern_uid"):
        same = " AND ".join(
            f"json_extract(value, '$.{name}') = ?" for name in ("provider", "extern_uid")
        )
        sql = f"EXISTS (SELECT 1 FROM json_each(users.data, '$.identities') WHERE {same})"
        users = users.where(sql, params["provider"], params["extern_uid"])
    if params.get("username"):
        users = users.where("username = ?", params["username"])
    if params.get("public_email"):
        users = users.where("json_extract(data, '$.public_email') = ?", params["public_email"])
    users = with_values(ctx, users, "users")
    email = "json_extract(data, '$.email')" if ctx.is_admin else "username"
    return matching(users, params.get("search"), "username", "name", email)


@route("GET", "/users/:id", params=[ID, WITH_CUSTOM], public=True, scopes=READ_USER)
def show(ctx: Context) -> Json:
    if ctx.user is None:
        raise forbidden("Not authorized!")
    found = ctx.find_user()
    return user_with_admin(ctx, found) if ctx.is_admin else user(ctx, found)


@route("GET", "/users/:user_id/status", public=True, scopes=READ_USER)
def status(ctx: Context) -> Json:
    return user_status(ctx, ctx.find_user("user_id"))


@route("GET", "/users/:user_id/projects", params=PAGING, public=True)
def projects(ctx: Context) -> Answer:
    """The projects in the user's own namespace."""
    sql = "namespace_id IN (SELECT id FROM namespaces WHERE owner_id = ?)"
    return _projects(ctx, sql)


@route("GET", "/users/:user_id/contributed_projects", params=PAGING, public=True)
def contributed_projects(ctx: Context) -> Answer:
    """Contributions are not recorded here: the projects that the user made stand in for them."""
    return _projects(ctx, "json_extract(data, '$.creator_id') = ?")


@route("GET", "/users/:user_id/starred_projects", params=PAGING, public=True)
def starred_projects(ctx: Context) -> Answer:
    return _projects(ctx, "id IN (SELECT project_id FROM stars WHERE user_id = ?)")


def _projects(ctx: Context, sql: str) -> Answer:
    found = ctx.find_user("user_id")
    return list_projects(ctx, visible_projects(ctx.store, ctx.user).where(sql, found["id"]))


@route("GET", "/users/:user_id/memberships", params=[*PAGING, USER])
def memberships(ctx: Context) -> Answer:
    ctx.authenticated_as_admin()
    found = ctx.find_user("user_id")
    members = ctx.store.select("members", user_id=found["id"])
    if kind := ctx.params.get("type"):
        column = "project_id" if kind == "Project" else "namespace_id"
        members = members.where(f"{column} IS NOT NULL")
    return ctx.paginate(members, _membership)


def _membership(ctx: Context, row: Row) -> Row:
    table, kind = ("projects", "Project") if row["project_id"] else ("namespaces", "Namespace")
    source = ctx.store.get(table, row["project_id"] or row["namespace_id"])
    assert source is not None
    return {
        "source_id": source["id"],
        "source_name": source["name"],
        "source_type": kind,
        "access_level": row["access_level"],
    }


@route("GET", "/user/activities", params=PAGING)
def activities(ctx: Context) -> Answer:
    ctx.authenticated_as_admin()
    day = "coalesce(json_extract(data, '$.last_activity_on'), substr(?, 1, 10))"
    found = ctx.store.select("users").where(f"{day} >= ?", ctx.now(), ctx.params.get("from") or "")
    return ctx.paginate(found, _activity)


def _activity(ctx: Context, row: Row) -> Row:
    day = row.get("last_activity_on") or ctx.store.today()
    return {"username": row["username"], "last_activity_on": day, "last_activity_at": day}


# Accounts ----------------------------------------------------------------------------------------


@route(
    "POST",
    "/users",
    params=[
        Param("email", required=True),
        Param("username", required=True),
        Param("name", required=True),
    ],
)
def create(ctx: Context) -> Json:
    passwords = ("password", "reset_password", "force_random_password")
    if not any(ctx.params.get(name) for name in passwords):
        raise invalid_parameter(
            f"{', '.join(passwords)} are missing, at least one parameter must be provided"
        )
    ctx.authenticated_as_admin()
    _check(ctx, None)
    assert ctx.user is not None
    attributes = _attributes(ctx) | _identities(ctx, []) | {"created_by_id": ctx.user["id"]}
    made = create_user(ctx.store, attributes.pop("username"), **attributes)
    audit(ctx, "user_created", made, {"add": "user"})
    return user_with_admin(ctx, with_avatar(ctx, "user", made))


@route("PUT", "/users/:id", params=[ID])
def update(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    found = ctx.find_user()
    _check(ctx, found)
    changes = _attributes(ctx) | _identities(ctx, found.get("identities") or [])
    if changes.get("email", found["email"]) != found["email"]:
        # The old address stays until the new one is confirmed.
        is_sure = ctx.params.get("skip_reconfirmation")
        changes["email" if is_sure else "unconfirmed_email"] = changes.pop("email")
    changed = ctx.store.update("users", found["id"], **changes)
    for name, called in _AUDITED.items():
        if changed[name] != found[name]:
            told = {"change": called, "from": found[name], "to": changed[name]}
            audit(ctx, f"user_{called.replace(' ', '_')}_updated", changed, told)
    if changed["username"] != found["username"]:
        _rename_namespace(ctx, changed)
    return user_with_admin(ctx, with_avatar(ctx, "user", changed))


def _check(ctx: Context, found: Row | None) -> None:
    """Names and addresses are unique, and a user name is a path."""
    email, username = ctx.params.get("email"), ctx.params.get("username")
    others = ctx.store.select("users").where("id IS NOT ?", found["id"] if found else None)
    address = "lower(json_extract(data, '$.email')) = ?"
    if email and (
        others.where(address, email.lower()).exists()
        or ctx.store.select("emails", email=email).exists()
    ):
        raise conflict("Email has already been taken")
    before = found["username"].lower() if found else ""
    if (
        username
        and username.lower() != before
        and (others.where("username = ?", username).exists() or path_taken(ctx.store, username))
    ):
        raise conflict("Username has already been taken")
    errors: dict[str, list[str]] = {
        name: ["can't be blank"]
        for name in ("name", "username", "email")
        if name in ctx.params and not ctx.params[name]
    }
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        errors["email"] = ["is invalid"]
    if username and (problems := path_errors(username, below=False, group=True)):
        errors["username"] = problems
    least = ctx.settings.get("minimum_password_length", 8)
    if (password := ctx.params.get("password")) and len(password) < least:
        errors["password"] = [f"is too short (minimum is {least} characters)"]
    if errors:
        raise invalid(**errors)


def _attributes(ctx: Context) -> Row:
    return {name: value for name, value in ctx.params.items() if name not in NOT_STORED}


def _identities(ctx: Context, before: list[Row]) -> Row:
    """With the one at the provider that the request names; a group may be one."""
    params = ctx.params
    group = ctx.find_group("group_id_for_saml") if params.get("group_id_for_saml") else None
    provider = "group_saml" if group else params.get("provider")
    if not provider or not params.get("extern_uid"):
        return {}
    made = {"provider": provider, "extern_uid": params["extern_uid"]}
    made["saml_provider_id"] = group["id"] if group else None
    others = [identity for identity in before if identity["provider"] != provider]
    return {"identities": [*others, made]}


def _rename_namespace(ctx: Context, changed: Row) -> None:
    if own := ctx.store.first("namespaces", owner_id=changed["id"], kind="user"):
        move_group(ctx.store, own, changed["username"], None)


@route("DELETE", "/users/:id", params=[ID, Param("hard_delete", "bool", default=False)])
def delete(ctx: Context) -> None:
    ctx.authenticated_as_admin()
    found = ctx.find_user()
    if not ctx.params["hard_delete"] and _is_sole_owner(ctx, found):
        raise conflict("User cannot be removed while is the sole-owner of a group")
    ctx.store.delete("users", found["id"])
    audit(ctx, "user_destroyed", found, {"remove": "user"})


def _is_sole_owner(ctx: Context, found: Row) -> bool:
    owned = ctx.store.select("members", user_id=found["id"], access_level=access.OWNER)
    return any(
        ctx.store.select(
            "members", namespace_id=row["namespace_id"], access_level=access.OWNER
        ).count()
        == 1
        for row in owned.where("namespace_id IS NOT NULL")
    )


@route("DELETE", "/users/:user_id/identities/:provider", params=[USER])
def delete_identity(ctx: Context) -> None:
    ctx.authenticated_as_admin()
    found = ctx.find_user("user_id")
    identities = found.get("identities", [])
    kept = [row for row in identities if row["provider"] != ctx.params["provider"]]
    if len(kept) == len(identities):
        raise not_found("Identity")
    ctx.store.update("users", found["id"], identities=kept)


# Moderation --------------------------------------------------------------------------------------


@route("POST", "/users/:id/block", params=[ID])
def block(ctx: Context) -> Answer:
    found = _moderated(ctx)
    if found["state"] == "ldap_blocked":
        raise forbidden("LDAP blocked users cannot be modified by the API")
    if ctx.user == found:
        raise forbidden("The API initiating user cannot be blocked by the API")
    return _become(ctx, found, "blocked", "blocked")


@route("POST", "/users/:id/unblock", params=[ID])
def unblock(ctx: Context) -> Answer:
    found = _moderated(ctx)
    if found["state"] == "ldap_blocked":
        raise forbidden("LDAP blocked users cannot be unblocked by the API")
    if found["state"] == "deactivated":
        raise forbidden("Deactivated users cannot be unblocked by the API")
    return _become(ctx, found, "active", "unblocked")


@route("POST", "/users/:id/deactivate", params=[ID])
def deactivate(ctx: Context) -> Answer:
    found = _moderated(ctx)
    if found["state"] in ("blocked", "ldap_blocked", "banned"):
        raise forbidden("A blocked user cannot be deactivated by the API")
    if (found.get("last_activity_on") or "") > ctx.store.timestamp(ctx.store.clock() - 90 * 86400):
        raise forbidden(
            "The user you are trying to deactivate has been active in the past 90 days and cannot"
            " be deactivated"
        )
    return _become(ctx, found, "deactivated", "deactivated")


@route("POST", "/users/:id/activate", params=[ID])
def activate(ctx: Context) -> Answer:
    found = _moderated(ctx)
    if found["state"] in ("blocked", "ldap_blocked", "banned"):
        raise forbidden("A blocked user must be unblocked to be activated")
    return _become(ctx, found, "active", "activated")


@route("POST", "/users/:id/ban", params=[ID])
def ban(ctx: Context) -> Answer:
    found = _moderated(ctx)
    if found["state"] != "active":
        raise refused(403, {"message": f"You cannot ban {found['state']} users."})
    return _become(ctx, found, "banned", "banned")


@route("POST", "/users/:id/unban", params=[ID])
def unban(ctx: Context) -> Answer:
    found = _moderated(ctx)
    if found["state"] != "banned":
        raise refused(403, {"message": f"You cannot unban {found['state']} users."})
    return _become(ctx, found, "active", "unbanned")


@route("POST", "/users/:id/approve", params=[ID])
def approve(ctx: Context) -> Answer:
    found = _moderated(ctx, "You are not allowed to approve a user")
    if found["state"] != "blocked_pending_approval":
        raise conflict("The user you are trying to approve is not pending approval")
    _become(ctx, found, "active", "approved")
    return Answer(201, {"message": "Success"})


@route("POST", "/users/:id/reject", params=[ID])
def reject(ctx: Context) -> Answer:
    found = _moderated(ctx, "You are not allowed to reject a user")
    if found["state"] != "blocked_pending_approval":
        raise conflict("User does not have a pending request")
    ctx.store.delete("users", found["id"])
    audit(ctx, "user_rejected", found, {"custom_message": "User rejected"})
    return Answer(200, {"message": "Success"})


def _moderated(ctx: Context, denial: str = "") -> Row:
    if denial and not ctx.is_admin:
        raise refused(403, {"message": denial})
    ctx.authenticated_as_admin()
    return ctx.find_user()


def _become(ctx: Context, found: Row, state: str, event: str) -> Answer:
    ctx.store.update("users", found["id"], state=state)
    audit(ctx, f"user_{event}", found, {"custom_message": f"User {event}"})
    return Answer(201, True)


# Following ---------------------------------------------------------------------------------------


@route("GET", "/users/:user_id/followers", params=PAGING, scopes=READ_USER)
def followers(ctx: Context) -> Answer:
    return _follows(ctx, "id IN (SELECT user_id FROM follows WHERE followed_id = ?)")


@route("GET", "/users/:user_id/following", params=PAGING, scopes=READ_USER)
def following(ctx: Context) -> Answer:
    return _follows(ctx, "id IN (SELECT followed_id FROM follows WHERE user_id = ?)")


def _follows(ctx: Context, sql: str) -> Answer:
    found = ctx.find_user("user_id")
    return ctx.paginate(ctx.store.select("users").where(sql, found["id"]), user_basic)


@route("POST", "/users/:id/follow", params=[ID])
def follow(ctx: Context) -> Answer | Json:
    found = ctx.find_user()
    pair = _pair(ctx, found)
    if found["id"] == pair["user_id"] or ctx.store.first("follows", **pair):
        return Answer(304)
    ctx.store.insert("follows", pair)
    return user_basic(ctx, found)


@route("POST", "/users/:id/unfollow", params=[ID])
def unfollow(ctx: Context) -> Answer | Json:
    found = ctx.find_user()
    given = ctx.store.first("follows", **_pair(ctx, found))
    if given is None:
        return Answer(304)
    ctx.store.delete("follows", given["id"])
    return user_basic(ctx, found)


def _pair(ctx: Context, found: Row) -> dict[str, int]:
    assert ctx.user is not None
    return {"user_id": ctx.user["id"], "followed_id": found["id"]}
