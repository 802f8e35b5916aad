"""Projects."""

from __future__ import annotations

from graphql import GraphQLError

from gitlab.sandbox import access
from gitlab.sandbox.context import Context
from gitlab.sandbox.entities.groups import full_name
from gitlab.sandbox.graphql.connections import Sorted
from gitlab.sandbox.graphql.fields.groups import in_order
from gitlab.sandbox.graphql.global_ids import from_global_id, to_global_id
from gitlab.sandbox.graphql.registry import field
from gitlab.sandbox.listing import matching, within
from gitlab.sandbox.records import ci_settings
from gitlab.sandbox.store import Row, Selection
from gitlab.sandbox.visible import projects_of, visible_projects

MAX_FULL_PATHS = 50
_ACCESSIBLE = ("Project", "CiJobTokenAccessibleProject")


@field("project", "Query")
def project(ctx: Context, _: Row, full_path: str) -> Row | None:
    found = ctx.store.first("projects", full_path=full_path)
    return found if found and ctx.can_read_project(found) else None


@field("projects", "Query")
def projects(
    ctx: Context,
    _: Row,
    sort: str,
    ids: list[str] | None = None,
    full_paths: list[str] | None = None,
    membership: bool | None = None,
    min_access_level: str | None = None,
    search: str | None = None,
    search_namespaces: bool | None = None,
    topics: list[str] | None = None,
    visibility_level: str | None = None,
) -> Selection | Sorted:
    found = visible_projects(ctx.store, ctx.user)
    if ids is not None:
        found = found.where_in("id", [from_global_id(id, "Project") for id in ids])
    if full_paths is not None:
        if len(full_paths) > MAX_FULL_PATHS:
            raise GraphQLError(f"You cannot provide more than {MAX_FULL_PATHS} full paths")
        found = found.where_in("full_path", full_paths)
    if membership or min_access_level:
        level = getattr(access, min_access_level or "GUEST", access.MINIMAL)
        if ctx.user is None:
            return found.where("0")
        found = within(found, projects_of(ctx.store, ctx.user, level))
    if visibility_level is not None:
        found = found.where("visibility = ?", visibility_level)
    for topic in topics or ():
        sql = "EXISTS (SELECT 1 FROM json_each(data, '$.topics') WHERE value = ? COLLATE NOCASE)"
        found = found.where(sql, topic)
    columns = ["name", "path", "json_extract(data, '$.description')"]
    if search_namespaces:
        columns.append("full_path")
    return in_order(matching(found, search, *columns), sort)


@field("ciCdSettings", "Project")
def ci_cd_settings(ctx: Context, row: Row) -> Row | None:
    """What is stored; unlike REST's, the answer says nothing of the instance's enforcement."""
    return stored_settings(row) if ctx.can_admin_project(row) else None


def stored_settings(project: Row) -> Row:
    return {
        "keep_latest_artifact": project.get("keep_latest_artifact", True),
        "group_runners_enabled": project.get("group_runners_enabled", True),
        "merge_pipelines_enabled": False,
        "merge_trains_enabled": False,
        "project": project,
        **ci_settings(project),
    }


@field("group", "Project")
def group(ctx: Context, row: Row) -> Row | None:
    found = ctx.store.first("namespaces", id=row["namespace_id"], kind="group")
    return found if found and ctx.can_read_group(found) else None


@field("namespace", "Project")
def namespace(ctx: Context, row: Row) -> Row | None:
    return ctx.store.get("namespaces", row["namespace_id"])


@field("nameWithNamespace", "Project")
def name_with_namespace(ctx: Context, row: Row) -> str:
    found = ctx.store.get("namespaces", row["namespace_id"])
    return f"{full_name(ctx, found)} / {row['name']}" if found else row["name"]


@field("id", *_ACCESSIBLE)
def global_id(ctx: Context, row: Row) -> str:
    return to_global_id("Project", row["id"])


@field("webUrl", *_ACCESSIBLE)
def web_url(ctx: Context, row: Row) -> str:
    return ctx.url(row["full_path"])


@field("httpUrlToRepo", "Project")
def http_url_to_repo(ctx: Context, row: Row) -> str:
    return ctx.url(f"{row['full_path']}.git")


@field("sshUrlToRepo", "Project")
def ssh_url_to_repo(ctx: Context, row: Row) -> str:
    host = ctx.url().partition("://")[2].partition("/")[0].partition(":")[0]
    return f"git@{host}:{row['full_path']}.git"


@field("repository", "Project")
def repository(ctx: Context, row: Row) -> Row:
    empty = bool(row.get("empty_repo"))
    return {"empty": empty, "exists": True, "root_ref": None if empty else row["default_branch"]}


@field("userPermissions", "Project")
def user_permissions(ctx: Context, row: Row) -> Row:
    return {
        "admin_project": ctx.can_admin_project(row),
        "push_code": ctx.is_admin or ctx.access_level(row) >= access.DEVELOPER,
        "read_project": True,
    }
