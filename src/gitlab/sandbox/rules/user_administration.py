"""What administrators do to users besides managing their accounts, and what users have made.

https://docs.gitlab.com/api/users/
"""

from __future__ import annotations

from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    forbidden,
    route,
)
from gitlab.sandbox.rules.deploy_keys import in_projects
from gitlab.sandbox.visible import projects_of, visible_projects

_ID, _USER = Param("id", "int"), Param("user_id", "int")


@route("GET", "/users/:id/associations_count", params=[_ID])
def associations_count(ctx: Context) -> Json:
    """Administrators ask for anybody, users for themselves."""
    found = ctx.find_user()
    assert ctx.user is not None
    ctx.authorize(ctx.is_admin or found["id"] == ctx.user["id"])
    members = ctx.store.select("members", user_id=found["id"])
    made = ctx.store.select("documents").where("json_extract(data, '$.author_id') = ?", found["id"])
    return {
        "groups_count": members.where("namespace_id IS NOT NULL").count(),
        "projects_count": members.where("project_id IS NOT NULL").count(),
        "issues_count": made.where("doc_kind = 'issues'").count(),
        "merge_requests_count": made.where("doc_kind = 'merge_requests'").count(),
    }


@route("PATCH", "/users/:id/disable_two_factor", params=[_ID])
def disable_two_factor(ctx: Context) -> None:
    """Nobody has it enabled here: there is no page to do so."""
    ctx.authenticated_as_admin()
    found = ctx.find_user()
    if found["admin"]:
        raise forbidden(
            "Two-factor authentication for admins cannot be disabled via the API."
            " Use the Rails console"
        )
    if not found.get("two_factor_enabled"):
        raise bad_request("Two-factor authentication is not enabled for this user")
    ctx.store.update("users", found["id"], two_factor_enabled=False)


@route("PUT", "/user/:user_id/credit_card_validation", params=[_USER])
def validate_credit_card(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    found = ctx.find_user("user_id")
    moment = ctx.params["credit_card_validated_at"]
    ctx.store.update("users", found["id"], credit_card_validated_at=moment)
    return {"user_id": found["id"], "credit_card_validated_at": moment}


@route("GET", "/users/:user_id/project_deploy_keys", params=[*PAGING, _USER])
def project_deploy_keys(ctx: Context) -> Answer:
    """The deploy keys of a user's projects; others get those of the projects that they see."""
    found = ctx.find_user("user_id")
    projects = projects_of(ctx.store, found)
    if not ctx.is_admin:
        seen, *args = visible_projects(ctx.store, ctx.user).ids()
        projects = projects.where(seen, *args)
    ids = {str(project["id"]) for project in projects}
    keys = ctx.store.select("documents", doc_kind="deploy_keys")
    return ctx.paginate([row for row in keys if ids & row["projects"].keys()], _deploy_key)


def _deploy_key(ctx: Context, row: Row) -> Row:
    names = "id title created_at expires_at last_used_at key usage_type fingerprint"
    shown = {name: row.get(name) for name in (*names.split(), "fingerprint_sha256")}
    return shown | in_projects(ctx, row)
