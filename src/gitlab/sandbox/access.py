"""Who may do what: roles on projects and groups, visibility, administrators.

A role is direct, inherited from a group above, or comes through a group that is invited there; the
highest counts. Every function takes any user (None is anonymous), not only the caller.
"""

from __future__ import annotations

from gitlab.sandbox.store import Row, Store

__all__ = [
    "DEVELOPER",
    "GUEST",
    "MAINTAINER",
    "MINIMAL",
    "NO_ACCESS",
    "OWNER",
    "PLANNER",
    "REPORTER",
    "ROLES",
    "access_level",
    "can_admin_group",
    "can_admin_project",
    "can_read_group",
    "can_read_project",
    "descendants",
    "is_admin",
    "is_open",
    "lineage",
    "memberships",
    "own_members",
]

NO_ACCESS, MINIMAL, GUEST, PLANNER, REPORTER, DEVELOPER, MAINTAINER, OWNER = (
    0,
    5,
    10,
    15,
    20,
    30,
    40,
    50,
)

ROLES = {
    NO_ACCESS: "None",
    MINIMAL: "Minimal Access",
    GUEST: "Guest",
    PLANNER: "Planner",
    REPORTER: "Reporter",
    DEVELOPER: "Developer",
    MAINTAINER: "Maintainer",
    OWNER: "Owner",
}
"""What GitLab calls the levels."""

_LINEAGE = """
WITH RECURSIVE line(id, parent_id, depth) AS (
    SELECT id, parent_id, 0 FROM namespaces WHERE id = ?
    UNION ALL
    SELECT above.id, above.parent_id, depth + 1
    FROM namespaces above JOIN line ON above.id = line.parent_id
)
SELECT id FROM line ORDER BY depth
"""

_DESCENDANTS = """
WITH RECURSIVE tree(id) AS (
    SELECT id FROM namespaces WHERE id = ?
    UNION ALL
    SELECT below.id FROM namespaces below JOIN tree ON below.parent_id = tree.id
)
SELECT id FROM tree
"""


def lineage(store: Store, namespace_id: int) -> list[int]:
    """The ids of a namespace and of all above it, the nearest first."""
    asked = ("lineage", namespace_id)
    return [*store.remembered(asked, lambda: store.column(_LINEAGE, namespace_id))]


def descendants(store: Store, namespace_id: int) -> list[int]:
    """The ids of a namespace and of all below it."""
    return store.column(_DESCENDANTS, namespace_id)


def is_admin(user: Row | None) -> bool:
    return user is not None and bool(user["admin"])


def access_level(store: Store, user: Row | None, row: Row) -> int:
    """The highest role of a user on a project or namespace, by membership alone."""
    if user is None:
        return NO_ACCESS
    asked = ("access level", user["id"], _is_project(row), row["id"])
    return store.remembered(asked, lambda: _access_level(store, user, row))


def _access_level(store: Store, user: Row, row: Row) -> int:
    project_id = row["id"] if _is_project(row) else None
    namespaces = lineage(store, row["namespace_id"] if _is_project(row) else row["id"])
    if store.select("namespaces", id=namespaces[-1], owner_id=user["id"]).exists():
        return OWNER
    return max(
        _member_level(store, user, project_id, namespaces),
        _shared_level(store, user, project_id, namespaces),
    )


def own_members(store: Store, row: Row) -> list[Row]:
    """The memberships on a project or namespace itself; users own the projects in theirs."""
    column = "project_id" if _is_project(row) else "namespace_id"
    members = list(
        store.select("members", **{column: row["id"]}).where(
            "expires_at IS NULL OR expires_at > ?", store.today()
        )
    )
    owner_id = _owner_id(store, row)
    if owner_id is None or any(member["user_id"] == owner_id for member in members):
        return members
    owner = {"user_id": owner_id, "access_level": OWNER, "expires_at": None}
    return [{"id": 0, column: row["id"], "created_at": row["created_at"], **owner}, *members]


def memberships(store: Store, row: Row) -> list[Row]:
    """A membership for each user with a role here: own, inherited or by invitation of a group."""
    namespaces = lineage(store, row["namespace_id"] if _is_project(row) else row["id"])
    levels = [row] if _is_project(row) else []
    levels += [namespace for id in namespaces if (namespace := store.get("namespaces", id))]
    found = [member for level in levels for member in own_members(store, level)]
    for level in levels:
        found += _shared_members(store, level)
    best: dict[int, Row] = {}
    for member in found:
        if (
            member["access_level"]
            > best.get(member["user_id"], {"access_level": 0})["access_level"]
        ):
            best[member["user_id"]] = member
    return [best[user_id] for user_id in sorted(best)]


def _shared_members(store: Store, row: Row) -> list[Row]:
    """The members of the groups that are invited here, with the role that the invitation gives."""
    column = "project_id" if _is_project(row) else "namespace_id"
    shares = store.select("shares", **{column: row["id"]}).where(
        "expires_at IS NULL OR expires_at > ?", store.today()
    )
    return [
        member | {"access_level": min(member["access_level"], share["group_access"])}
        for share in shares
        for id in lineage(store, share["group_id"])
        for member in own_members(store, store.get("namespaces", id) or {})
    ]


def _owner_id(store: Store, row: Row) -> int | None:
    """The user in whose namespace a project lies."""
    if not _is_project(row):
        return None
    namespace = store.get("namespaces", row["namespace_id"])
    return namespace["owner_id"] if namespace else None


def can_read_project(store: Store, user: Row | None, project: Row) -> bool:
    if is_open(user, project) or is_admin(user):
        return True
    return access_level(store, user, project) >= GUEST


def can_admin_project(store: Store, user: Row | None, project: Row) -> bool:
    """Maintainer or Owner, or an administrator."""
    return is_admin(user) or access_level(store, user, project) >= MAINTAINER


def can_read_group(store: Store, user: Row | None, group: Row) -> bool:
    """Members of anything below a private group see the group too."""
    if is_open(user, group) or is_admin(user):
        return True
    return access_level(store, user, group) >= GUEST or _is_member_below(store, user, group)


def can_admin_group(store: Store, user: Row | None, group: Row) -> bool:
    return is_admin(user) or access_level(store, user, group) >= OWNER


def _is_project(row: Row) -> bool:
    return "namespace_id" in row


def is_open(user: Row | None, row: Row) -> bool:
    """Readable without membership. External users are treated like visitors."""
    if row["visibility"] == "internal":
        return user is not None and not user["external"]
    return bool(row["visibility"] == "public")


def _member_level(store: Store, user: Row, project_id: int | None, namespaces: list[int]) -> int:
    marks = ", ".join("?" * len(namespaces))
    (level,) = store.column(
        f"SELECT max(access_level) FROM members WHERE user_id = ?"
        f" AND (project_id = ? OR namespace_id IN ({marks}))"
        " AND (expires_at IS NULL OR expires_at > ?)",
        *(user["id"], project_id, *namespaces, store.today()),
    )
    return level or NO_ACCESS


def _shared_level(store: Store, user: Row, project_id: int | None, namespaces: list[int]) -> int:
    marks = ", ".join("?" * len(namespaces))
    shares = (
        store.select("shares")
        .where(f"project_id = ? OR namespace_id IN ({marks})", project_id, *namespaces)
        .where("expires_at IS NULL OR expires_at > ?", store.today())
    )
    return max(
        (
            min(
                share["group_access"],
                _member_level(store, user, None, lineage(store, share["group_id"])),
            )
            for share in shares
        ),
        default=NO_ACCESS,
    )


def _is_member_below(store: Store, user: Row | None, group: Row) -> bool:
    if user is None:
        return False
    groups = descendants(store, group["id"])
    marks = ", ".join("?" * len(groups))
    return (
        store.select("members", user_id=user["id"])
        .where("access_level >= ?", GUEST)
        .where(
            f"namespace_id IN ({marks}) OR project_id IN"
            f" (SELECT id FROM projects WHERE namespace_id IN ({marks}))",
            *groups,
            *groups,
        )
        .exists()
    )
