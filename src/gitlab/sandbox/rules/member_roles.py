"""Roles that groups and administrators make: a base role, and permissions that it adds.

https://docs.gitlab.com/api/member_roles/
"""

from __future__ import annotations

from gitlab.sandbox.access import OWNER
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, bad_request

_IN_USE = (
    "Role is assigned to one or more group members. Remove role from all group members, then"
    " delete role."
)


def _guard(roles: Documents, row: Row) -> None:
    """One that somebody has stays."""
    members = roles.ctx.store.select("members")
    if members.where("json_extract(data, '$.member_role_id') = ?", row["id"]).exists():
        raise bad_request(_IN_USE)


def _show(roles: Documents, row: Row) -> Row:
    return {"group_id": roles.root.id or None}


_ROLE = Kind(thing="Member Role", unique=("name",), guard=_guard, show=_show)
declare(_ROLE, "/member_roles", "/admin_member_roles")
declare(_ROLE._replace(read=OWNER, write=OWNER), "/groups/:id/member_roles")
