"""Members of projects and of groups.

https://docs.gitlab.com/api/project_members/
https://docs.gitlab.com/api/group_members/
"""

from __future__ import annotations

from typing import Any, NoReturn

from gitlab.sandbox import access, lookup
from gitlab.sandbox.activity import note_event
from gitlab.sandbox.audit import audit_member
from gitlab.sandbox.entities import member
from gitlab.sandbox.joining import add_member
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
    missing,
    not_found,
    route,
)

USER = Param("user_id", "int")


# Reading -----------------------------------------------------------------------------------------


@route("GET", "/projects/:id/members", params=PAGING, public=True)
@route("GET", "/groups/:id/members", params=PAGING, public=True)
def index(ctx: Context) -> Answer:
    """Those who were added here; nobody who inherits a role."""
    return _list(ctx, access.own_members(ctx.store, _source(ctx)))


@route("GET", "/projects/:id/members/all", params=PAGING, public=True)
@route("GET", "/groups/:id/members/all", params=PAGING, public=True)
def index_all(ctx: Context) -> Answer:
    return _list(ctx, access.memberships(ctx.store, _source(ctx)))


@route("GET", "/projects/:id/members/:user_id", params=[USER], public=True)
@route("GET", "/groups/:id/members/:user_id", params=[USER], public=True)
def show(ctx: Context) -> Json:
    return member(ctx, _of_user(ctx, access.own_members(ctx.store, _source(ctx))))


@route("GET", "/projects/:id/members/all/:user_id", params=[USER], public=True)
@route("GET", "/groups/:id/members/all/:user_id", params=[USER], public=True)
def show_all(ctx: Context) -> Json:
    return member(ctx, _of_user(ctx, access.memberships(ctx.store, _source(ctx))))


# Changing ----------------------------------------------------------------------------------------


@route("POST", "/projects/:id/members")
@route("POST", "/groups/:id/members")
def create(ctx: Context) -> Json:
    source = _administered(ctx)
    names = {name: ctx.params.get(name) for name in ("user_id", "username")}
    given = [str(value) for value in names.values() if value not in (None, "")]
    if not given:
        raise invalid_parameter(
            "user_id, username are missing, at least one parameter must be provided"
        )
    if "," in given[0]:
        for name in given[0].split(","):
            _add(ctx, source, name.strip())
        return {"status": "success"}
    return member(ctx, _add(ctx, source, given[0]))


def _add(ctx: Context, source: Row, name: str) -> Row:
    level = ctx.params["access_level"]
    user = lookup.user(ctx.store, name)
    if user is None:
        raise not_found("User")
    if any(row["user_id"] == user["id"] for row in access.own_members(ctx.store, source)):
        raise conflict("Member already exists")
    _authorize_level(ctx, source, level)
    _check(ctx, source, user, level)
    if "namespace_id" in source:
        note_event(ctx, source["id"], "joined", doc_key=str(user["id"]))
    role = _custom_role(ctx, source, level)
    made = add_member(ctx, source, user["id"], level, ctx.params.get("expires_at"))
    return ctx.store.update("members", made["id"], member_role_id=role) if role else made


@route("PUT", "/projects/:id/members/:user_id", params=[USER])
@route("PUT", "/groups/:id/members/:user_id", params=[USER])
def update(ctx: Context) -> Json:
    source = _administered(ctx)
    found = _stored(ctx, source)
    level = ctx.params["access_level"]
    if level is None:
        raise invalid(access_level=["is not included in the list"])
    _authorize_level(ctx, source, max(level, found["access_level"]))
    if level < access.OWNER:
        ctx.authorize(not _is_last_owner(ctx, source, found))
    user = ctx.store.get("users", found["user_id"])
    assert user is not None
    _check(ctx, source, user, level)
    changes: dict[str, Any] = {"access_level": level}
    if "expires_at" in ctx.params:
        changes["expires_at"] = ctx.params["expires_at"] or None
    changes["member_role_id"] = _custom_role(ctx, source, level)
    changed = ctx.store.update("members", found["id"], **changes)
    audit_member(ctx, source, changed, "change", before=found)
    return member(ctx, changed)


@route("DELETE", "/projects/:id/members/:user_id", params=[USER])
@route("DELETE", "/groups/:id/members/:user_id", params=[USER])
def delete(ctx: Context) -> None:
    """Members may leave by themselves."""
    source = _source(ctx)
    found = _stored(ctx, source)
    assert ctx.user is not None
    if found["user_id"] != ctx.user["id"]:
        _authorize_admin(ctx, source)
        _authorize_level(ctx, source, found["access_level"])
    ctx.authorize(not _is_last_owner(ctx, source, found))
    ctx.store.delete("members", found["id"])
    audit_member(ctx, source, found, "remove")


@route("POST", "/groups/:id/members/:user_id/override", params=[USER])
@route("DELETE", "/groups/:id/members/:user_id/override", params=[USER])
def override(ctx: Context) -> NoReturn:
    """Only the roles that LDAP gave can be overridden, and here it gives none."""
    _stored(ctx, _administered(ctx))
    raise forbidden()


# Checks ------------------------------------------------------------------------------------------


def _source(ctx: Context) -> Row:
    is_project = ctx.route.path.startswith("/projects")
    return ctx.find_project() if is_project else ctx.find_group()


def _administered(ctx: Context) -> Row:
    source = _source(ctx)
    _authorize_admin(ctx, source)
    return source


def _authorize_admin(ctx: Context, source: Row) -> None:
    """Maintainers manage the members of a project, Owners those of a group."""
    is_project = "namespace_id" in source
    ctx.authorize(ctx.can_admin_project(source) if is_project else ctx.can_admin_group(source))


def _authorize_level(ctx: Context, source: Row, level: int) -> None:
    """Nobody gives or takes a role above the own one."""
    ctx.authorize(ctx.is_admin or level <= ctx.access_level(source))


def _check(ctx: Context, source: Row, user: Row, level: int) -> None:
    """A role is not lower than the one a user inherits, and does not end in the past."""
    above = ctx.store.get("namespaces", source.get("namespace_id", source.get("parent_id")))
    inherited = access.memberships(ctx.store, above) if above else []
    for row in inherited:
        if row["user_id"] == user["id"] and row["access_level"] > level:
            group = ctx.store.get("namespaces", row["namespace_id"])
            name = group["name"] if group else ""
            text = f"should be greater than or equal to {access.ROLES[row['access_level']]}"
            raise invalid(access_level=[f"{text} inherited membership from group {name}"])
    if (end := ctx.params.get("expires_at")) and end < ctx.store.today():
        raise invalid(expires_at=["cannot be a date in the past"])


def _custom_role(ctx: Context, source: Row, level: int) -> int | None:
    """The one that is asked for, of the instance or of the group at the top, on this base role."""
    id = ctx.params.get("member_role_id")
    if id is None:
        return None
    namespace = source["namespace_id"] if "namespace_id" in source else source["id"]
    top = access.lineage(ctx.store, namespace)[-1]
    roles = ctx.store.select("documents", doc_kind="member_roles").where("id = ?", id)
    role = roles.where("doc_owner = '' OR doc_owner_id = ?", top).first()
    if role is None:
        raise invalid(member_role=["not found"])
    if role["base_access_level"] != level:
        text = "the custom role's base access level does not match the current access level"
        raise invalid(access_level=[text])
    return int(id)


def _is_last_owner(ctx: Context, source: Row, found: Row) -> bool:
    if "namespace_id" in source or found["access_level"] < access.OWNER:
        return False
    owners = ctx.store.select("members", namespace_id=source["id"], access_level=access.OWNER)
    return owners.count() == 1


def _stored(ctx: Context, source: Row) -> Row:
    found = ctx.store.first(
        "members", **{_column(source): source["id"], "user_id": ctx.params["user_id"]}
    )
    if found is None:
        raise missing()
    return found


def _column(source: Row) -> str:
    return "project_id" if "namespace_id" in source else "namespace_id"


def _of_user(ctx: Context, members: list[Row]) -> Row:
    for row in members:
        if row["user_id"] == ctx.params["user_id"]:
            return row
    raise missing()


def _list(ctx: Context, members: list[Row]) -> Answer:
    wanted = ctx.params.get("user_ids")
    skipped = ctx.params.get("skip_users") or ()
    query = (ctx.params.get("query") or "").lower()
    return ctx.paginate(
        [
            row
            for row in members
            if (not wanted or row["user_id"] in wanted)
            and row["user_id"] not in skipped
            and (not query or _matches(ctx, row, query))
        ],
        member,
    )


def _matches(ctx: Context, row: Row, query: str) -> bool:
    user = ctx.store.get("users", row["user_id"])
    return user is not None and any(
        query in user[name].lower() for name in ("name", "username", "email")
    )
