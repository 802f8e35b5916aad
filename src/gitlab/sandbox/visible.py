"""What a user may see or is a member of, as selections: the rules of `access`, for lists."""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.access import GUEST, is_admin
from gitlab.sandbox.store import Row, Selection, Store

__all__ = ["groups_around", "groups_of", "projects_of", "visible_groups", "visible_projects"]

# Roles on namespaces, inherited downwards: `member_of` by own membership, `role_on` also through
# groups that are invited.
_ROLES = """
WITH RECURSIVE
member_of(id, level) AS (
    SELECT namespace_id, access_level FROM members
    WHERE user_id = ? AND namespace_id IS NOT NULL AND (expires_at IS NULL OR expires_at > ?)
    UNION SELECT id, 50 FROM namespaces WHERE owner_id = ?
    UNION SELECT below.id, level
    FROM namespaces below JOIN member_of ON below.parent_id = member_of.id
),
role_on(id, level) AS (
    SELECT id, level FROM member_of
    UNION SELECT shares.namespace_id, min(group_access, level)
    FROM shares JOIN member_of ON member_of.id = shares.group_id
    WHERE shares.namespace_id IS NOT NULL AND (expires_at IS NULL OR expires_at > ?)
    UNION SELECT below.id, level
    FROM namespaces below JOIN role_on ON below.parent_id = role_on.id
)
"""

# Through few namespaces rather than many projects: those are not listed to find some of them.
_PROJECTS = f"""
namespace_id IN ({_ROLES} SELECT id FROM role_on WHERE level >= ?)
OR id IN (
    SELECT project_id FROM members
    WHERE user_id = ? AND access_level >= ? AND (expires_at IS NULL OR expires_at > ?)
)
OR id IN (
    {_ROLES} SELECT shares.project_id FROM shares JOIN member_of ON member_of.id = shares.group_id
    WHERE min(group_access, level) >= ? AND (expires_at IS NULL OR expires_at > ?)
)
"""

_GROUPS = f"{_ROLES} SELECT id FROM role_on WHERE level >= ?"

# Members of anything below a group see the group.
_GROUPS_ABOVE = f"""
SELECT id FROM (
    WITH RECURSIVE above(id) AS (
        SELECT id FROM ({_GROUPS})
        UNION SELECT namespace_id FROM projects WHERE id IN (
            SELECT project_id FROM members WHERE user_id = ? AND access_level >= ?)
        UNION SELECT parent_id FROM namespaces JOIN above USING (id)
    )
    SELECT id FROM above WHERE id IS NOT NULL
)
"""


def projects_of(store: Store, user: Row, level: int = GUEST) -> Selection:
    """The projects on which a user has at least this role."""
    id, today = user["id"], store.today()
    roles = _role_args(store, user)
    args = (*roles, level, id, level, today, *roles, level, today)
    return store.select("projects").where(_PROJECTS, *args)


def groups_of(store: Store, user: Row, level: int = GUEST) -> Selection:
    """The groups on which a user has at least this role."""
    args = (*_role_args(store, user), level)
    return store.select("namespaces", kind="group").where(f"id IN ({_GROUPS})", *args)


def groups_around(store: Store, user: Row) -> Selection:
    """The groups that a user is a member of or sees because of something below."""
    args = (*_role_args(store, user), GUEST, user["id"], GUEST)
    return store.select("namespaces", kind="group").where(f"id IN ({_GROUPS_ABOVE})", *args)


def visible_projects(store: Store, user: Row | None) -> Selection:
    """What `access.can_read_project` lets through."""
    projects = store.select("projects")
    if is_admin(user):
        return projects
    sql = _is_open(user)
    if user is None:
        return projects.where(sql)
    mine, *args = projects_of(store, user).condition()
    return projects.where(f"{sql} OR {mine}", *args)


def visible_groups(store: Store, user: Row | None) -> Selection:
    """What `access.can_read_group` lets through."""
    groups = store.select("namespaces", kind="group")
    if is_admin(user):
        return groups
    sql = _is_open(user)
    if user is None:
        return groups.where(sql)
    around, *args = groups_around(store, user).condition()
    return groups.where(f"{sql} OR {around}", *args)


def _is_open(user: Row | None) -> str:
    if user is None or user["external"]:
        return "visibility = 'public'"
    return "visibility IN ('public', 'internal')"


def _role_args(store: Store, user: Row) -> tuple[Any, ...]:
    today = store.today()
    return user["id"], today, user["id"], today
