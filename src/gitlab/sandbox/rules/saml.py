"""SAML and SCIM: groups of a provider that give roles, and who users are at the provider.

https://docs.gitlab.com/api/saml/
https://docs.gitlab.com/api/scim/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.entities import current_user
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Row,
    bad_request,
    needed,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.rules.users import filtered

LINKS = "/groups/:id/saml_group_links"
_IDENTITIES = ("saml", "scim")


# Groups of the provider ---------------------------------------------------------------------------


def _prepare(links: Documents, before: Row, made: Row) -> None:
    if not made.get("saml_group_name"):
        raise refused(400, {"message": "Saml group name can't be blank"})
    made["name"] = made.pop("saml_group_name")
    for name in ("member_role_id", "provider"):
        made.setdefault(name, None)


declare(
    Kind(
        thing="",
        unique=("name", "provider"),
        taken=lambda row: refused(400, {"message": "Saml group name has already been taken"}),
        prepare=_prepare,
    ),
    LINKS,
)


@route("GET", "/groups/:id/saml_users", params=PAGING)
def users(ctx: Context) -> Answer:
    """Those who sign in through the group's provider."""
    group, _ = _asked(ctx)
    ids = [user["id"] for user in ctx.store.select("users") if _of_user(user, group, "saml")]
    found = filtered(ctx, ctx.store.select("users").where_in("id", ids))
    return ctx.paginate(found, current_user)


# Users at the provider ----------------------------------------------------------------------------


def index(ctx: Context) -> Answer:
    group, kind = _asked(ctx)
    found = [pair for user in ctx.store.select("users") for pair in _of_user(user, group, kind)]
    return ctx.paginate(found, _shown)


def show(ctx: Context) -> Json:
    return _shown(ctx, _found(ctx))


def update(ctx: Context) -> None:
    found = _found(ctx)
    _replace(ctx, found, [{**found["identity"], "extern_uid": ctx.params["extern_uid"]}])


def delete(ctx: Context) -> None:
    _replace(ctx, _found(ctx), [])


for _kind in _IDENTITIES:
    _path = f"/groups/:id/{_kind}"
    route("GET", f"{_path}/identities", params=PAGING)(index)
    route("GET", f"{_path}/:uid")(show)
    route("PATCH", f"{_path}/:uid", params=needed("extern_uid"))(update)
    route("DELETE", f"{_path}/:uid")(delete)


def _asked(ctx: Context) -> tuple[Row, str]:
    """The top-level group of the path, and of which kind of identities it is about."""
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    if group["parent_id"] is not None:
        raise bad_request("Must be a top-level group")
    return group, ctx.route.path.split("/")[3]


def _of_user(user: Row, group: Row, kind: str) -> list[Row]:
    """A user has identities by being made with them (`group_id_for_saml`)."""
    return [
        {"user": user, "identity": identity}
        for identity in user.get("identities") or ()
        if identity["provider"] == f"group_{kind}" and identity["saml_provider_id"] == group["id"]
    ]


def _found(ctx: Context) -> Row:
    group, kind = _asked(ctx)
    for user in ctx.store.select("users"):
        for pair in _of_user(user, group, kind):
            if pair["identity"]["extern_uid"] == ctx.params["uid"]:
                return pair
    raise not_found("Identity")


def _replace(ctx: Context, found: Row, by: list[Row]) -> None:
    user = found["user"]
    others = [identity for identity in user["identities"] if identity != found["identity"]]
    ctx.store.update("users", user["id"], identities=[*others, *by])


def _shown(ctx: Context, pair: Row) -> Row:
    return {
        "extern_uid": pair["identity"]["extern_uid"],
        "user_id": pair["user"]["id"],
        "active": pair["user"]["state"] == "active",
    }
