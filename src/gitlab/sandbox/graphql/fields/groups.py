"""Groups, namespaces, and what is below them."""

from __future__ import annotations

from graphql import GraphQLError

from gitlab.sandbox import access
from gitlab.sandbox.context import Context
from gitlab.sandbox.entities.groups import full_name as name_with_those_above
from gitlab.sandbox.graphql.connections import Sorted
from gitlab.sandbox.graphql.global_ids import from_global_id, to_global_id
from gitlab.sandbox.graphql.registry import field
from gitlab.sandbox.listing import matching, within
from gitlab.sandbox.store import Row, Selection
from gitlab.sandbox.visible import groups_of, visible_groups, visible_projects

_BOTH = ("Group", "Namespace")
_ORDERS = {
    "ACTIVITY_DESC": ("last_activity_at", True),
    "PATH_ASC": ("path", False),
    "PATH_DESC": ("path", True),
}


@field("group", "Query")
def group(ctx: Context, _: Row, full_path: str) -> Row | None:
    found = ctx.store.first("namespaces", full_path=full_path, kind="group")
    return found if found and ctx.can_read_group(found) else None


@field("groups", "Query")
def groups(
    ctx: Context,
    _: Row,
    sort: str,
    ids: list[str] | None = None,
    search: str | None = None,
    top_level_only: bool | None = None,
    owned_only: bool | None = None,
    parent_path: str | None = None,
) -> Selection | Sorted:
    found = _owned(ctx, visible_groups(ctx.store, ctx.user), owned_only)
    if ids is not None:
        found = found.where_in("id", [from_global_id(id, "Group") for id in ids])
    if top_level_only:
        found = found.where("parent_id IS NULL")
    if parent_path is not None:
        parent = ctx.store.first("namespaces", full_path=parent_path, kind="group")
        found = found.where("parent_id = ?", parent["id"] if parent else 0)
    return in_order(matching(found, search, "name", "path"), sort)


@field("namespace", "Query")
def namespace(ctx: Context, _: Row, full_path: str) -> Row | None:
    found = ctx.store.first("namespaces", full_path=full_path)
    return found if found and ctx.can_read_group(found) else None


@field("descendantGroups", "Group")
def descendant_groups(
    ctx: Context,
    row: Row,
    include_parent_descendants: bool = True,
    owned: bool | None = None,
    search: str | None = None,
) -> Selection:
    found = _owned(ctx, visible_groups(ctx.store, ctx.user), owned)
    if include_parent_descendants:
        found = found.where_in("id", access.descendants(ctx.store, row["id"]))
        found = found.where("id != ?", row["id"])
    else:
        found = found.where("parent_id = ?", row["id"])
    return matching(found, search, "name", "path")


@field("descendantGroupsCount", "Group")
def descendant_groups_count(ctx: Context, row: Row) -> int:
    return ctx.store.select("namespaces", parent_id=row["id"], kind="group").count()


@field("projects", *_BOTH)
def projects(
    ctx: Context,
    row: Row,
    ids: list[str] | None = None,
    include_subgroups: bool = False,
    search: str | None = None,
    sort: str | None = None,
) -> Selection | Sorted:
    inside = access.descendants(ctx.store, row["id"]) if include_subgroups else [row["id"]]
    found = visible_projects(ctx.store, ctx.user).where_in("namespace_id", inside)
    if ids is not None:
        found = found.where_in("id", [from_global_id(id, "Project") for id in ids])
    found = matching(found, search, "name", "path", "json_extract(data, '$.description')")
    return Sorted(found, *_ORDERS[sort]) if sort else found


@field("projectsCount", "Group")
def projects_count(ctx: Context, row: Row) -> int:
    return ctx.store.select("projects", namespace_id=row["id"]).count()


@field("groupMembersCount", "Group")
def group_members_count(ctx: Context, row: Row) -> int:
    return len(access.own_members(ctx.store, row))


@field("fullName", *_BOTH)
def full_name(ctx: Context, row: Row) -> str:
    return name_with_those_above(ctx, row)


@field("id", "CiJobTokenAccessibleGroup", *_BOTH)
def global_id(ctx: Context, row: Row) -> str:
    return to_global_id(
        "Group" if row["kind"] == "group" else "Namespaces::UserNamespace", row["id"]
    )


@field("maxAccessLevel", "Group", "Project")
def max_access_level(ctx: Context, row: Row) -> Row:
    level = ctx.access_level(row)
    name = next(name for name in access.__all__ if getattr(access, name) == level)
    return {
        "integer_value": level,
        "string_value": "MINIMAL_ACCESS" if name == "MINIMAL" else name,
        "human_access": name.replace("_", " ").capitalize() if level else None,
    }


@field("parent", "Group")
def parent(ctx: Context, row: Row) -> Row | None:
    found = ctx.store.get("namespaces", row["parent_id"])
    return found if found and ctx.can_read_group(found) else None


@field("rootNamespace", "Group")
def root_namespace(ctx: Context, row: Row) -> Row | None:
    found = ctx.store.get("namespaces", access.lineage(ctx.store, row["id"])[-1])
    return found if found and ctx.can_read_group(found) else None


@field("updatedAt", "Group", "Project")
def updated_at(ctx: Context, row: Row) -> str:
    return str(row.get("updated_at") or row.get("last_activity_at") or row["created_at"])


@field("userPermissions", "Group")
def user_permissions(ctx: Context, row: Row) -> Row:
    may_create = ctx.is_admin or ctx.access_level(row) >= access.DEVELOPER
    return {"create_projects": may_create, "read_group": True}


@field("webUrl", "CiJobTokenAccessibleGroup", *_BOTH)
def web_url(ctx: Context, row: Row) -> str:
    path = row["full_path"]
    return ctx.url(f"groups/{path}" if row["kind"] == "group" else path)


def in_order(rows: Selection, sort: str) -> Sorted:
    """In the order of a text like `name_asc`."""
    by, _, direction = sort.lower().rpartition("_")
    if by not in ("id", "name", "path", "created_at", "last_activity_at", "updated_at"):
        raise GraphQLError(f"Invalid sort: {sort}")
    return Sorted(rows, by, direction != "asc")


def _owned(ctx: Context, groups: Selection, owned: bool | None) -> Selection:
    if not owned:
        return groups
    if ctx.user is None:
        return groups.where("0")
    return within(groups, groups_of(ctx.store, ctx.user, access.OWNER))
