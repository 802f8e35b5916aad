"""Members of a top-level group and of all in it, who take a seat, and those who still wait.

https://docs.gitlab.com/api/group_members/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.audit import audit_member
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.entities.groups import full_name
from gitlab.sandbox.entities.users import gravatar
from gitlab.sandbox.rules import PAGING, Answer, Context, Param, Row, bad_request, not_found, route
from gitlab.sandbox.store import Selection

MEMBERS = "/groups/:id/billable_members"
_USER = Param("user_id", "int")
_SORTS = {
    "access_level_asc": ("access_level", False),
    "access_level_desc": ("access_level", True),
    "last_activity_on_asc": ("last_activity_on", False),
    "last_activity_on_desc": ("last_activity_on", True),
    "last_joined": ("created_at", True),
    "name_asc": ("name", False),
    "name_desc": ("name", True),
    "oldest_joined": ("created_at", False),
    "oldest_sign_in": ("last_login_at", False),
    "recent_sign_in": ("last_login_at", True),
}
_KINDS = {
    "namespace_id": ("group_member", "group_invite"),
    "project_id": ("project_member", "project_invite"),
}


@route("GET", MEMBERS, params=PAGING)
def index(ctx: Context) -> Answer:
    group = _top_level(ctx)
    found = list(_billable(ctx, group).values())
    if search := (ctx.params.get("search") or "").lower():
        names = ("name", "username", "email")
        found = [row for row in found if any(search in row[name].lower() for name in names)]
    column, down = _SORTS[ctx.params.get("sort") or "name_asc"]
    found.sort(key=lambda row: (row[column] or "", row["id"]), reverse=down)
    return ctx.paginate(found, _without_level)


def _without_level(ctx: Context, row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "access_level"}


@route("GET", f"{MEMBERS}/:user_id/memberships", params=[*PAGING, _USER])
def memberships(ctx: Context) -> Answer:
    """Where in the group the user was added."""
    group = _top_level(ctx)
    return ctx.paginate(_of_user(ctx, _direct(ctx, group)), _membership)


@route("GET", f"{MEMBERS}/:user_id/indirect", params=[*PAGING, _USER])
def indirect(ctx: Context) -> Answer:
    """The memberships of groups that were invited to the group, or to something in it."""
    group = _top_level(ctx)
    return ctx.paginate(_of_user(ctx, _invited(ctx, group)), _membership)


@route("DELETE", f"{MEMBERS}/:user_id", params=[_USER])
def delete(ctx: Context) -> None:
    """The user leaves the group and all in it; who came with an invited group has to stay."""
    group = _top_level(ctx)
    found = _billable(ctx, group).get(ctx.params["user_id"])
    if found is None:
        raise not_found("User")
    if not found["removable"] or found["is_last_owner"]:
        raise bad_request("Member cannot be removed")
    for row in list(_of_user(ctx, _direct(ctx, group))):
        ctx.store.delete("members", row["id"])
        audit_member(ctx, _source(ctx, row), row, "remove")


@route("GET", "/groups/:id/pending_members", params=PAGING)
def pending(ctx: Context) -> Answer:
    """Those who were invited by email to the group, or to something in it."""
    groups, projects = _inside(ctx, _top_level(ctx))
    found = ctx.store.select("documents", doc_kind="invitations").where(
        f"doc_owner = 'namespaces' AND doc_owner_id IN ({groups})"
        f" OR doc_owner = 'projects' AND doc_owner_id IN ({projects})"
    )
    return ctx.paginate(found, _invitation)


# Who ----------------------------------------------------------------------------------------------


def _top_level(ctx: Context) -> Row:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    if group["parent_id"] is not None:
        raise bad_request()
    return group


def _inside(ctx: Context, group: Row) -> tuple[str, str]:
    """The ids of the group and those below it, and of the projects in them, as SQL has them."""
    groups = ", ".join(map(str, access.descendants(ctx.store, group["id"])))
    return groups, f"SELECT id FROM projects WHERE namespace_id IN ({groups})"


def _direct(ctx: Context, group: Row) -> Selection:
    groups, projects = _inside(ctx, group)
    place = f"namespace_id IN ({groups}) OR project_id IN ({projects})"
    return ctx.store.select("members").where(place)


def _invited(ctx: Context, group: Row) -> Selection:
    groups, projects = _inside(ctx, group)
    place = f"namespace_id IN ({groups}) OR project_id IN ({projects})"
    invited = f"namespace_id IN (SELECT group_id FROM shares WHERE {place})"
    return ctx.store.select("members").where(invited)


def _of_user(ctx: Context, members: Selection) -> Selection:
    return members.where("user_id = ?", ctx.params["user_id"])


def _billable(ctx: Context, group: Row) -> dict[int, Row]:
    """By the id of the user, who is active, no bot, and has more than minimal access."""
    owners = ctx.store.select("members", namespace_id=group["id"], access_level=access.OWNER)
    last_owner = [row["user_id"] for row in owners] if owners.count() == 1 else []
    found: dict[int, Row] = {}
    for is_direct, members in ((True, _direct(ctx, group)), (False, _invited(ctx, group))):
        for row in members.where("access_level > ?", access.MINIMAL):
            user = ctx.store.get("users", row["user_id"])
            known = found.get(row["user_id"])
            if user is None or user["state"] != "active" or user.get("bot"):
                continue
            if known is None:
                column = "project_id" if row["project_id"] else "namespace_id"
                found[user["id"]] = _member(ctx, user, row) | {
                    "membership_type": _KINDS[column][0 if is_direct else 1],
                    "removable": is_direct,
                    "is_last_owner": user["id"] in last_owner,
                }
            else:
                known["access_level"] = max(known["access_level"], row["access_level"])
    return found


def _member(ctx: Context, user: Row, row: Row) -> Row:
    shown = user_basic(ctx, user)
    names = "id username name state avatar_url web_url"
    return {name: shown[name] for name in names.split()} | {
        "email": user["email"],
        "last_activity_on": user.get("last_activity_on"),
        "created_at": user["created_at"],
        "last_login_at": user.get("last_sign_in_at"),
        "access_level": row["access_level"],
    }


def _source(ctx: Context, row: Row) -> Row:
    """The project or group of a membership."""
    table, id = ("projects", row["project_id"]) if row["project_id"] else ("namespaces", None)
    return ctx.store.get(table, id or row["namespace_id"]) or {}


def _membership(ctx: Context, row: Row) -> dict[str, Any]:
    source = _source(ctx, row)
    is_project = bool(row["project_id"])
    namespace = ctx.store.get("namespaces", source["namespace_id"]) if is_project else None
    name = f"{full_name(ctx, namespace)} / {source['name']}" if namespace else None
    path = source["full_path"] if is_project else f"groups/{source['full_path']}"
    return {
        "id": row["id"],
        "source_id": source["id"],
        "source_full_name": name or full_name(ctx, source),
        "source_members_url": ctx.url(f"{path}/-/{'project' if is_project else 'group'}_members"),
        "created_at": row["created_at"],
        "expires_at": row["expires_at"],
        "access_level": {
            "string_value": access.ROLES[row["access_level"]],
            "integer_value": row["access_level"],
            "custom_role": None,
        },
    }


def _invitation(ctx: Context, row: Row) -> Row:
    return {
        "id": row["id"],
        "name": None,
        "username": None,
        "email": row["email"],
        "avatar_url": gravatar(row["email"]),
        "web_url": None,
        "approved": True,
        "invited": True,
    }
