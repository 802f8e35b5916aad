"""Groups and namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access
from gitlab.sandbox.custom_attributes import with_attributes
from gitlab.sandbox.registration import registration_token
from gitlab.sandbox.store import Row
from gitlab.sandbox.visible import visible_projects

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = [
    "full_name",
    "group",
    "group_basic",
    "group_detail",
    "namespace",
    "namespace_basic",
    "shared_groups",
]

_STATISTICS = (
    "storage_size repository_size wiki_size lfs_objects_size job_artifacts_size"
    " pipeline_artifacts_size packages_size snippets_size uploads_size"
)
MAX_PROJECTS = 100
"""A group with its projects shows this many."""

_DEFAULTS: dict[str, Any] = {
    "share_with_group_lock": False,
    "require_two_factor_authentication": False,
    "two_factor_grace_period": 48,
    "project_creation_level": "developer",
    "auto_devops_enabled": None,
    "subgroup_creation_level": "maintainer",
    "emails_disabled": False,
    "emails_enabled": True,
    "show_diff_preview_in_email": True,
    "mentions_disabled": None,
    "lfs_enabled": True,
    "archived": False,
    "math_rendering_limits_enabled": True,
    "lock_math_rendering_limits_enabled": False,
    "default_branch": None,
    "default_branch_protection": 2,
    "default_branch_protection_defaults": {
        "allowed_to_push": [{"access_level": access.MAINTAINER}],
        "allow_force_push": False,
        "allowed_to_merge": [{"access_level": access.MAINTAINER}],
    },
    "avatar_url": None,
    "request_access_enabled": True,
}

_DETAIL_DEFAULTS: dict[str, Any] = {
    "enabled_git_access_protocol": None,
    "prevent_sharing_groups_outside_hierarchy": False,
    "shared_runners_minutes_limit": None,
    "extra_shared_runners_minutes_limit": None,
    "prevent_forking_outside_group": None,
    "membership_lock": False,
}


_GRANTS = {
    "shared_runners_minutes_limit": None,
    "extra_shared_runners_minutes_limit": None,
    "additional_purchased_storage_size": 0,
    "additional_purchased_storage_ends_on": None,
}
"""What administrators grant a namespace."""


def namespace_basic(ctx: Context, namespace: Row) -> dict[str, Any]:
    is_group = namespace["kind"] == "group"
    path = namespace["full_path"]
    return {
        "id": namespace["id"],
        "name": namespace["name"],
        "path": namespace["path"],
        "kind": namespace["kind"],
        "full_path": path,
        "parent_id": namespace["parent_id"],
        "avatar_url": namespace.get("avatar_url"),
        "web_url": ctx.url(f"groups/{path}" if is_group else path),
    }


def namespace(ctx: Context, row: Row) -> dict[str, Any]:
    """A namespace; its owners are told what is in it, too."""
    entity = namespace_basic(ctx, row)
    if ctx.can_admin_group(row):
        below = access.descendants(ctx.store, row["id"])
        if row["kind"] == "group":
            members = ctx.store.select("members").where_in("namespace_id", below)
            entity["members_count_with_descendants"] = len({row["user_id"] for row in members})
        entity["root_repository_size"] = 0
        entity["projects_count"] = (
            ctx.store.select("projects").where_in("namespace_id", below).count()
        )
    if ctx.is_admin:
        entity |= {name: row.get(name, default) for name, default in _GRANTS.items()}
    return entity


def group_basic(ctx: Context, row: Row) -> dict[str, Any]:
    """A group as the projects in it name it (`PublicGroupDetails`)."""
    return {
        "id": row["id"],
        "web_url": ctx.url(f"groups/{row['full_path']}"),
        "name": row["name"],
        "avatar_url": row.get("avatar_url"),
        "full_name": full_name(ctx, row),
        "full_path": row["full_path"],
    }


def group(ctx: Context, row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "web_url": ctx.url(f"groups/{row['full_path']}"),
        "name": row["name"],
        "path": row["path"],
        "description": row.get("description") or "",
        "visibility": row["visibility"],
        **{name: row.get(name, default) for name, default in _DEFAULTS.items()},
        "full_name": full_name(ctx, row),
        "full_path": row["full_path"],
        "created_at": row["created_at"],
        "parent_id": row["parent_id"],
        "organization_id": 1,
        "shared_runners_setting": row.get("shared_runners_setting", "enabled"),
        "ldap_cn": None,
        "ldap_access": None,
        "wiki_access_level": row.get("wiki_access_level", "enabled"),
        "marked_for_deletion_on": row.get("marked_for_deletion_on"),
        **with_attributes(ctx, row, "namespaces"),
        **_statistics(ctx),
    }


def group_detail(ctx: Context, row: Row, with_projects: bool = True) -> dict[str, Any]:
    """A group with the groups it invited, the projects in it and those it was invited to."""
    from gitlab.sandbox.entities.projects import project

    entity = group(ctx, row) | {
        "shared_with_groups": shared_groups(ctx, namespace_id=row["id"]),
        **{name: row.get(name, default) for name, default in _DETAIL_DEFAULTS.items()},
    }
    if ctx.can_admin_group(row):
        entity["runners_token"] = registration_token(row)
    if with_projects:
        projects = visible_projects(ctx.store, ctx.user)
        inside = projects.where("namespace_id = ?", row["id"])
        shared = projects.where(
            "id IN (SELECT project_id FROM shares WHERE group_id = ?)", row["id"]
        )
        entity["projects"] = [project(ctx, found) for found in inside.page(MAX_PROJECTS)]
        entity["shared_projects"] = [project(ctx, found) for found in shared.page(MAX_PROJECTS)]
    return entity


def _statistics(ctx: Context) -> dict[str, Any]:
    """What takes room, where lists are asked for it. The sandbox measures nothing."""
    if not ctx.is_admin or not ctx.params.get("statistics"):
        return {}
    return {"statistics": dict.fromkeys(_STATISTICS.split(), 0)}


def shared_groups(ctx: Context, **owner: int) -> list[dict[str, Any]]:
    """The groups that a project or group (`project_id` or `namespace_id`) invited."""
    found = []
    for share in ctx.store.select("shares", **owner):
        group = ctx.store.get("namespaces", share["group_id"])
        assert group is not None
        found.append(
            {
                "group_id": group["id"],
                "group_name": group["name"],
                "group_full_path": group["full_path"],
                "group_access_level": share["group_access"],
                "expires_at": share["expires_at"],
            }
        )
    return found


def full_name(ctx: Context, namespace: Row) -> str:
    """The names of a namespace and of all above it, the highest first."""
    parent = ctx.store.get("namespaces", namespace["parent_id"])
    own = str(namespace["name"])
    return f"{full_name(ctx, parent)} / {own}" if parent else own
