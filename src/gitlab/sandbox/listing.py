"""The filters and orders that GitLab's lists of projects, and those of groups, share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access
from gitlab.sandbox.answers import Answer
from gitlab.sandbox.custom_attributes import with_values
from gitlab.sandbox.entities import project_with_access, simple_project
from gitlab.sandbox.paging import Keyset
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import groups_of, projects_of

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context, Entity

__all__ = [
    "filter_groups",
    "filter_projects",
    "list_projects",
    "matching",
    "ordered",
    "sort_key",
    "within",
]

PROJECT_KEYSET = Keyset("Project", ("id",))
_MANY = 1000
"""As many projects are not all read and sorted for a page of them."""
_COLUMNS = ("id", "name", "path", "username")
_ATTRIBUTES = ("created_at", "updated_at", "last_activity_at", "star_count")


def list_projects(
    ctx: Context,
    projects: Selection,
    keyset: Keyset | None = None,
    entity: Entity = project_with_access,
) -> Answer:
    """A page of projects: filtered, ordered, and as much of each as the caller may see."""
    ctx.params.setdefault("order_by", "created_at")
    ctx.params.setdefault("sort", "desc")
    simple = ctx.user is None or ctx.params.get("simple")
    found = ordered(ctx, filter_projects(ctx, projects))
    if found.count(_MANY) == _MANY:
        found = found.walking()
    return ctx.paginate(found, simple_project if simple else entity, keyset)


def filter_projects(ctx: Context, projects: Selection) -> Selection:
    """What is left of the projects by the request's filters. Unsupported ones filter nothing."""
    params, user = ctx.params, ctx.user
    for name, sql in {
        "visibility": "visibility = ?",
        "archived": "json_extract(data, '$.archived') = ?",
        "id_after": "id > ?",
        "id_before": "id < ?",
        "last_activity_after": "json_extract(data, '$.last_activity_at') > ?",
        "last_activity_before": "json_extract(data, '$.last_activity_at') < ?",
        "updated_after": "json_extract(data, '$.updated_at') > ?",
        "updated_before": "json_extract(data, '$.updated_at') < ?",
        "marked_for_deletion_on": "json_extract(data, '$.marked_for_deletion_on') = ?",
    }.items():
        if params.get(name) is not None:
            projects = projects.where(sql, params[name])
    for feature in ("issues", "merge_requests"):
        if params.get(f"with_{feature}_enabled"):
            key = f"$.{feature}_access_level"
            projects = projects.where("json_extract(data, ?) != 'disabled'", key)
    for topic in params.get("topic") or ():
        sql = "EXISTS (SELECT 1 FROM json_each(data, '$.topics') WHERE value = ? COLLATE NOCASE)"
        projects = projects.where(sql, topic)
    if params.get("active") is not None:
        waits = "json_extract(data, '$.archived') OR json_extract(data, '$.pending_delete')"
        projects = projects.where(f"NOT ({waits})" if params["active"] else waits)
    if user is not None:
        projects = _mine(ctx, projects)
    elif params.get("owned") or params.get("membership") or params.get("starred"):
        projects = projects.where("0")
    projects = with_values(ctx, projects, "projects")
    columns = ["name", "path", "json_extract(data, '$.description')"]
    if params.get("search_namespaces"):
        columns.append("full_path")
    return matching(projects, params.get("search"), *columns)


def _mine(ctx: Context, projects: Selection) -> Selection:
    """The filters that ask for the caller's part in a project."""
    assert ctx.user is not None
    params, id = ctx.params, ctx.user["id"]
    if params.get("owned"):
        projects = within(projects, projects_of(ctx.store, ctx.user, access.OWNER))
    if level := params.get("min_access_level"):
        projects = within(projects, projects_of(ctx.store, ctx.user, level))
    if params.get("membership"):
        projects = within(projects, projects_of(ctx.store, ctx.user))
    if params.get("starred"):
        projects = projects.where("id IN (SELECT project_id FROM stars WHERE user_id = ?)", id)
    return projects


def filter_groups(ctx: Context, groups: Selection) -> Selection:
    params = ctx.params
    if params.get("visibility"):
        groups = groups.where("visibility = ?", params["visibility"])
    if params.get("top_level_only"):
        groups = groups.where("parent_id IS NULL")
    if skipped := params.get("skip_groups"):
        groups = groups.where(f"id NOT IN ({', '.join('?' * len(skipped))})", *skipped)
    if ctx.user is not None and (level := params.get("min_access_level")):
        groups = within(groups, groups_of(ctx.store, ctx.user, level))
    if ctx.user is not None and params.get("owned"):
        groups = within(groups, groups_of(ctx.store, ctx.user, access.OWNER))
    if params.get("archived") is not None:
        archived = "coalesce(json_extract(data, '$.archived'), 0) = ?"
        groups = groups.where(archived, params["archived"])
    groups = with_values(ctx, groups, "namespaces")
    return matching(groups, params.get("search"), "name", "path")


def within(rows: Selection, others: Selection) -> Selection:
    """The rows that are also in another selection of the same table."""
    return rows.where(*others.condition())


def matching(rows: Selection, text: str | None, *columns: str) -> Selection:
    """The rows with the text in one of the columns."""
    if not text:
        return rows
    found = " OR ".join(f"instr(lower({column}), ?) > 0" for column in columns)
    return rows.where(found, *[text.lower()] * len(columns))


def ordered(ctx: Context, rows: Selection) -> Selection:
    """In the order that the request asks for; equals by id, in the same direction."""
    key, direction = sort_key(ctx.params["order_by"]), ctx.params["sort"].upper()
    return rows.order_by(f"{key} {direction}, id {direction}")


def sort_key(order_by: str) -> Any:
    """The SQL of an order. What the sandbox does not measure counts as the name."""
    if order_by in _COLUMNS:
        return order_by
    if order_by in _ATTRIBUTES:
        return f"json_extract(data, '$.{order_by}')"
    return "name"
