"""What a token is that somebody found, told to administrators and to owners of groups.

https://docs.gitlab.com/api/admin/token/
https://docs.gitlab.com/api/groups/#revoke-a-token
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.entities import access_token
from gitlab.sandbox.rules import Context, Json, Row, needed, not_found, refused, route
from gitlab.sandbox.rules.personal_access_tokens import revoke

_TOKEN = needed("token")
_KINDS = ("personal", "granular", "impersonation", "project", "group")


@route("POST", "/admin/token", params=_TOKEN)
def identify(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return _shown(ctx, _found(ctx))


@route("DELETE", "/admin/token", params=_TOKEN)
def revoke_any(ctx: Context) -> None:
    ctx.authenticated_as_admin()
    _revoke(ctx, _found(ctx))


@route("POST", "/groups/:id/tokens/revoke", params=_TOKEN)
def revoke_of_group(ctx: Context) -> Json:
    """A token of the group or something in it, or of a user who is a member there."""
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    found = _token(ctx)
    if found is None or not _reaches(ctx, found, group):
        raise refused(422, {"message": "422 Unprocessable Entity"})
    return _shown(ctx, _revoke(ctx, found))


def _token(ctx: Context) -> Row | None:
    """Among the access tokens and the deploy tokens."""
    value = ctx.params["token"]
    found = ctx.store.first("tokens", token=value)
    if found and found["kind"] in _KINDS:
        return found
    tokens = ctx.store.select("documents", doc_kind="deploy_tokens")
    return tokens.where("json_extract(data, '$.token') = ?", value).first()


def _found(ctx: Context) -> Row:
    if (found := _token(ctx)) is None:
        raise not_found()
    return found


def _revoke(ctx: Context, token: Row) -> Row:
    if "doc_kind" in token:
        return ctx.store.update("documents", token["id"], revoked=True)
    revoke(ctx, token)
    return token | {"revoked": True}


def _reaches(ctx: Context, token: Row, group: Row) -> bool:
    """Whether the token lets somebody into the group or something in it."""
    groups = access.descendants(ctx.store, group["id"])
    if "doc_kind" in token:
        table, id = token["doc_owner"], token["doc_owner_id"]
    elif token["kind"] in ("project", "group"):
        table, id = f"{token['kind']}s", token["resource_id"]
    else:
        user = ctx.store.get("users", token["user_id"])
        rows = [ctx.store.get("namespaces", id) for id in groups]
        projects = ctx.store.select("projects").where_in("namespace_id", groups)
        inside = [row for row in rows if row] + list(projects)
        return any(access.access_level(ctx.store, user, row) for row in inside)
    if table == "projects":
        project = ctx.store.get("projects", id)
        return project is not None and project["namespace_id"] in groups
    return id in groups


def _shown(ctx: Context, token: Row) -> Row:
    if "doc_kind" not in token:
        return access_token(ctx, token)
    names = "id name username expires_at scopes"
    shown: Row = {name: token.get(name) for name in names.split()}
    expires_at = token.get("expires_at")
    expired = bool(expires_at) and str(expires_at)[:10] <= ctx.store.today()
    return shown | {"revoked": token.get("revoked", False), "expired": expired}
