"""Protected branches and tags: which there are, and who may push to and merge into a branch."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

from gitlab.sandbox import access
from gitlab.sandbox.store import Row, Store

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = [
    "access_row",
    "collaborates",
    "level_row",
    "may",
    "open_requests",
    "protect_default",
    "rules",
]

_WORDS = {
    0: "No one",
    access.DEVELOPER: "Developers + Maintainers",
    access.MAINTAINER: "Maintainers",
    60: "Instance admins",
}
_BY_DEFAULT = {
    1: (access.DEVELOPER, access.MAINTAINER),
    2: (access.MAINTAINER, access.MAINTAINER),
    3: (access.MAINTAINER, access.DEVELOPER),
    4: (access.MAINTAINER, access.MAINTAINER),
}
"""Who may push and who may merge, by the group's or the instance's setting; 0 protects nothing."""


def rules(store: Store, project: Row, name: str, kind: str = "protected_branches") -> list[Row]:
    """The protected branches, or tags, that a name falls under."""
    if kind == "protected_branches":
        protect_default(store, project)
    found = store.select(
        "documents", doc_owner="projects", doc_owner_id=project["id"], doc_kind=kind
    )
    return [row for row in found if fnmatchcase(name, row["doc_key"].replace("[", "[[]"))]


def may(ctx: Context, project: Row, name: str, action: Literal["push", "merge"]) -> bool:
    """Whether the caller may push to a branch, or merge into it: what the most open rule says."""
    role = access.OWNER if ctx.is_admin else ctx.access_level(project)
    if role < access.DEVELOPER:
        return False
    found = rules(ctx.store, project, name)
    levels = [level for row in found for level in row[f"{action}_access_levels"]]
    return not found or any(_is_met(ctx, role, level) for level in levels)


def open_requests(store: Store, project: Row, branch: str) -> list[Row]:
    """The open merge requests of a project's branch, into whichever project."""
    rows = store.select("documents", doc_owner="projects", doc_kind="merge_requests")
    for name, value in (("source_project_id", project["id"]), ("source_branch", branch)):
        rows = rows.where(f"json_extract(data, '$.{name}') = ?", value)
    return list(rows.where("json_extract(data, '$.state') = 'opened'"))


def collaborates(ctx: Context, project: Row, branch: str) -> bool:
    """Whether a fork's branch is open to the caller, who may merge it in the other project."""
    targets = [
        (target, request)
        for request in open_requests(ctx.store, project, branch)
        if request.get("allow_collaboration")
        and (target := ctx.store.get("projects", request["target_project_id"]))
    ]
    return any(may(ctx, target, row["target_branch"], "merge") for target, row in targets)


def _is_met(ctx: Context, role: int, level: Row) -> bool:
    if ctx.user and level["user_id"] is not None:
        return bool(level["user_id"] == ctx.user["id"])
    if level["group_id"] is not None:
        group = ctx.store.get("namespaces", level["group_id"])
        return group is not None and ctx.access_level(group) >= access.DEVELOPER
    if level["access_level"] == 60:
        return ctx.is_admin
    return 0 < (level["access_level"] or 0) <= role


def protect_default(store: Store, project: Row) -> None:
    """Protect the default branch, once it is there and only the first time."""
    if project.get("empty_repo") or project.get("default_branch_protected"):
        return
    project["default_branch_protected"] = True
    store.update("projects", project["id"], default_branch_protected=True)
    name = project["default_branch"] or "main"
    place: Row = {"doc_owner": "projects", "doc_owner_id": project["id"], "doc_key": name}
    place["doc_kind"] = "protected_branches"
    roles = _BY_DEFAULT.get(_setting(store, project))
    if roles is None or store.first("documents", **place):
        return
    push, merge = (level_row(store, role) for role in roles)
    made: Row = {"name": name, "push_access_levels": [push], "merge_access_levels": [merge]}
    made |= {"unprotect_access_levels": [], "allow_force_push": False}
    store.insert("documents", {**made, "code_owner_approval_required": False, **place})


def _setting(store: Store, project: Row) -> int:
    settings = store.get("settings", 1) or {}
    for id in access.lineage(store, project["namespace_id"]):
        group = store.get("namespaces", id) or {}
        if (own := group.get("default_branch_protection")) is not None:
            return int(own)
    return int(settings.get("default_branch_protection", 2))


def level_row(store: Store, role: int) -> Row:
    """An access level that a role has."""
    return access_row(store, access_level=role, access_level_description=_WORDS.get(role, ""))


def access_row(store: Store, **told: object) -> Row:
    blank: Row = {"access_level": None, "access_level_description": ""}
    return {
        "id": store.count_on("access levels"),
        **blank,
        "user_id": None,
        "group_id": None,
        **told,
    }
