"""Invitations to projects and groups by email address.

https://docs.gitlab.com/api/invitations/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, invalid_parameter, route

PATHS = ("/projects/:id/invitations", "/groups/:id/invitations")
_TAKEN = "The member's email address has already been taken"


def _show(invitations: Documents, row: Row) -> Row:
    creator = invitations.ctx.store.get("users", row.get("created_by_id"))
    return {
        "invite_email": row["email"],
        "user_name": None,
        "created_by_name": creator["name"] if creator else None,
    }


declare(
    Kind(
        thing="",
        absent=("status", "message", "invite_token"),
        needs_change=("access_level", "expires_at"),
        show=_show,
    ),
    *PATHS,
)


def index(ctx: Context) -> Answer:
    invitations = Documents(ctx, _path(ctx))
    rows = invitations.own()
    if query := ctx.params.get("query"):
        rows = rows.where("instr(lower(doc_key), ?) > 0", query.lower())
    return ctx.paginate(rows, lambda _, row: invitations.shown(row, "get"))


def create(ctx: Context) -> Json:
    """Those who have an account become members at once; the others are invited."""
    invitations = Documents(ctx, _path(ctx), write=True)
    emails = _several(ctx.params.get("email"))
    users = _several(ctx.params.get("user_id"))
    if not emails and not users:
        raise invalid_parameter(
            "email, user_id are missing, at least one parameter must be provided"
        )
    level = ctx.params["access_level"]
    ctx.authorize(ctx.is_admin or level <= ctx.access_level(invitations.root.row or {}))
    errors: dict[str, str] = {}
    for name in users:
        user = ctx.store.get("users", int(name)) if name.isdecimal() else None
        if user is None:
            errors[name] = "User not found"
        elif problem := _add(invitations, user, level):
            errors[name] = problem
    for email in emails:
        if problem := _invite(invitations, email, level):
            errors[email] = problem
    return {"status": "error", "message": errors} if errors else {"status": "success"}


for _place in PATHS:
    route("GET", _place, params=[*PAGING, Param("query")])(index)
    route("POST", _place, params=[Param("email", "any"), Param("user_id", "any")])(create)


def _path(ctx: Context) -> str:
    return PATHS[0] if ctx.route.path.startswith("/projects") else PATHS[1]


def _several(value: object) -> list[str]:
    values = value if isinstance(value, list) else str(value or "").split(",")
    return [text for item in values if (text := str(item).strip())]


def _invite(invitations: Documents, email: str, level: int) -> str:
    store = invitations.ctx.store
    if "@" not in email.strip("@"):
        return "Invite email is invalid"
    same = "json_extract(data, '$.email') = ? COLLATE NOCASE"
    if user := store.select("users").where(same, email).first():
        return _add(invitations, user, level)
    if invitations.get(email):
        return _TAKEN
    made = {"email": email, "access_level": level, "created_by_id": _caller(invitations)}
    invitations.create(made | {"expires_at": invitations.ctx.params.get("expires_at")})
    return ""


def _add(invitations: Documents, user: Row, level: int) -> str:
    ctx, root = invitations.ctx, invitations.root.row or {}
    if any(row["user_id"] == user["id"] for row in access.own_members(ctx.store, root)):
        return "User already exists in source"
    add_member(ctx, root, user["id"], level, ctx.params.get("expires_at"))
    return ""


def _caller(invitations: Documents) -> int | None:
    user = invitations.ctx.user
    return user["id"] if user else None
