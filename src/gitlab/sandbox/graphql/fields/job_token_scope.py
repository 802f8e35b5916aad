"""The job token scope of a project: who is let in, with what, and who came."""

from __future__ import annotations

from gitlab.sandbox.context import Context
from gitlab.sandbox.graphql.global_ids import to_global_id
from gitlab.sandbox.graphql.registry import field
from gitlab.sandbox.store import Row, Selection

MAX_LOGS = 1000
"""So many of the latest entries of the authentication log are looked at."""


@field("ciJobTokenScope", "Project")
@field("ciJobTokenScopeAllowlist", "Project")
def scope(ctx: Context, project: Row) -> Row | None:
    return project if ctx.can_admin_project(project) else None


@field("ciJobTokenAuthLogs", "Project")
def auth_logs(ctx: Context, project: Row) -> Selection | None:
    if not ctx.can_admin_project(project):
        return None
    logs = ctx.store.select("auth_log", accessed_project_id=project["id"])
    if logs.count() <= MAX_LOGS:
        return logs
    return logs.where_in("id", [log["id"] for log in logs.order_by("id DESC").page(MAX_LOGS)])


@field("originProject", "CiJobTokenAuthLog")
def origin_project(ctx: Context, log: Row) -> Row | None:
    return ctx.store.get("projects", log["origin_project_id"])


# The scope as projects and groups ----------------------------------------------------------------


@field("inboundAllowlist", "CiJobTokenScopeType")
def inbound_allowlist(ctx: Context, project: Row) -> Selection:
    """The project itself is always on it, with or without a link."""
    return _targets(ctx, project, "inbound")


@field("projects", "CiJobTokenScopeType")
@field("outboundAllowlist", "CiJobTokenScopeType")
def outbound_allowlist(ctx: Context, project: Row) -> Selection:
    return _targets(ctx, project, "outbound")


@field("groupsAllowlist", "CiJobTokenScopeType")
def groups_allowlist(ctx: Context, project: Row) -> Selection:
    return ctx.store.select("namespaces").where(
        "id IN (SELECT target_group_id FROM group_links WHERE source_project_id = ?)",
        project["id"],
    )


@field("inboundAllowlistCount", "CiJobTokenScopeType")
def inbound_allowlist_count(ctx: Context, project: Row) -> int:
    return inbound_allowlist(ctx, project).count()


@field("groupsAllowlistCount", "CiJobTokenScopeType")
def groups_allowlist_count(ctx: Context, project: Row) -> int:
    return groups_allowlist(ctx, project).count()


@field("inboundAllowlistAutopopulatedIds", "CiJobTokenScopeType")
def inbound_autopopulated_ids(ctx: Context, project: Row) -> list[str]:
    links = ctx.store.select("project_links", source_project_id=project["id"], direction="inbound")
    return [
        to_global_id("Project", link["target_project_id"])
        for link in links
        if link["autopopulated"]
    ]


@field("groupAllowlistAutopopulatedIds", "CiJobTokenScopeType")
def group_autopopulated_ids(ctx: Context, project: Row) -> list[str]:
    links = ctx.store.select("group_links", source_project_id=project["id"])
    return [
        to_global_id("Group", link["target_group_id"]) for link in links if link["autopopulated"]
    ]


def _targets(ctx: Context, project: Row, direction: str) -> Selection:
    return ctx.store.select("projects").where(
        "id = ? OR id IN (SELECT target_project_id FROM project_links"
        " WHERE source_project_id = ? AND direction = ?)",
        project["id"],
        project["id"],
        direction,
    )


# The scope as entries ----------------------------------------------------------------------------


@field("projectsAllowlist", "CiJobTokenScopeAllowlist")
def project_entries(ctx: Context, project: Row) -> Selection:
    """What is stored, in both directions; the project itself only if it has a link."""
    return ctx.store.select("project_links", source_project_id=project["id"])


@field("groupsAllowlist", "CiJobTokenScopeAllowlist")
def group_entries(ctx: Context, project: Row) -> Selection:
    return ctx.store.select("group_links", source_project_id=project["id"])


@field("addedBy", "CiJobTokenScopeAllowlistEntry")
def added_by(ctx: Context, link: Row) -> Row | None:
    return ctx.store.get("users", link["added_by_id"])


@field("direction", "CiJobTokenScopeAllowlistEntry")
def direction(ctx: Context, link: Row) -> str:
    """Groups are only ever let in."""
    return str(link.get("direction", "inbound"))


@field("sourceProject", "CiJobTokenScopeAllowlistEntry")
def source_project(ctx: Context, link: Row) -> Row | None:
    return ctx.store.get("projects", link["source_project_id"])


@field("target", "CiJobTokenScopeAllowlistEntry")
def target(ctx: Context, link: Row) -> Row | None:
    if "target_project_id" in link:
        return ctx.store.get("projects", link["target_project_id"])
    return ctx.store.get("namespaces", link["target_group_id"])
