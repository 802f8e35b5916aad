"""What lets users and bots into a group, for its owners to look through and take away.

Personal tokens and SSH keys are listed of users whom a group of GitLab.com owns, its enterprise
users; an instance of one's own has none.

https://docs.gitlab.com/api/groups/#credentials-inventory-management
"""

from __future__ import annotations

from typing import NoReturn

from gitlab.sandbox import access
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Param,
    Row,
    bad_request,
    missing,
    not_found,
    route,
)
from gitlab.sandbox.rules.personal_access_tokens import (
    filter_tokens,
    ordered_tokens,
    revoke,
    rotated,
)
from gitlab.sandbox.rules.resource_access_tokens import shown
from gitlab.sandbox.store import Selection

PLACE = "/groups/:id/manage"
_TOKENS, _OF_USERS = "resource_access_tokens", ("personal_access_tokens", "ssh_keys")
_ID = Param("credential_id", "int")


@route("GET", f"{PLACE}/{_TOKENS}", params=PAGING)
def index(ctx: Context) -> Answer:
    """The tokens of the group, of those below it, and of the projects in them."""
    return ctx.paginate(ordered_tokens(ctx, filter_tokens(ctx, _tokens(ctx))), shown)


@route("DELETE", f"{PLACE}/{_TOKENS}/:credential_id", params=[_ID])
def delete(ctx: Context) -> None:
    revoke(ctx, _found(ctx))


@route("POST", f"{PLACE}/{_TOKENS}/:credential_id/rotate", params=[_ID])
def rotate(ctx: Context) -> Answer:
    return rotated(ctx, _found(ctx), shown)


def nothing(ctx: Context) -> Answer:
    _top_level(ctx)
    return ctx.paginate([], lambda _, row: row)


def missed(ctx: Context) -> NoReturn:
    _top_level(ctx)
    raise missing()


for _name in _OF_USERS:
    route("GET", f"{PLACE}/{_name}", params=PAGING)(nothing)
    route("DELETE", f"{PLACE}/{_name}/:credential_id", params=[_ID])(missed)
route("POST", f"{PLACE}/{_OF_USERS[0]}/:credential_id/rotate", params=[_ID])(missed)


def _top_level(ctx: Context) -> Row:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    if group["parent_id"] is not None:
        raise bad_request("Must be a top-level group")
    return group


def _tokens(ctx: Context) -> Selection:
    groups = ", ".join(map(str, access.descendants(ctx.store, _top_level(ctx)["id"])))
    resource = "json_extract(data, '$.resource_id')"
    return ctx.store.select("tokens").where(
        f"kind = 'group' AND {resource} IN ({groups}) OR kind = 'project' AND {resource} IN"
        f" (SELECT id FROM projects WHERE namespace_id IN ({groups}))"
    )


def _found(ctx: Context) -> Row:
    if row := _tokens(ctx).where("id = ?", ctx.params["credential_id"]).first():
        return row
    raise not_found("Resource Access Token")
