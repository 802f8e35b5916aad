"""Users who ask to become members of a project or group.

https://docs.gitlab.com/api/access_requests/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, collection, declare
from gitlab.sandbox.entities import member, user_basic
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.rules import Answer, Context, Json, Param, Row, forbidden, missing, route

PATHS = ("/projects/:id/access_requests", "/groups/:id/access_requests")
_USER = Param("user_id", "int")


def _show(requests: Documents, row: Row) -> Row:
    user = requests.ctx.store.get("users", row["user_id"])
    return user_basic(requests.ctx, user or {}) | {"requested_at": row["created_at"]}


declare(
    Kind(
        thing="",
        absent=("access_level", "created_at", "expires_at", "avatar_path", "custom_attributes"),
        show=_show,
    ),
    *PATHS,
)


def create(ctx: Context) -> Json:
    requests = _requests(ctx)
    assert ctx.user is not None
    if ctx.access_level(requests.root.row or {}) > access.NO_ACCESS:
        raise forbidden()
    row = _of_user(requests, ctx.user["id"]) or requests.create({"user_id": ctx.user["id"]})
    return requests.shown(row)


def approve(ctx: Context) -> Answer:
    """Make the user a member, as a Developer unless told otherwise."""
    requests = Documents(ctx, _path(ctx), write=True)
    row = _found(requests)
    level = ctx.params.get("access_level") or access.DEVELOPER
    made = add_member(ctx, requests.root.row or {}, row["user_id"], level)
    requests.delete(row)
    return Answer(201, member(ctx, made))


def deny(ctx: Context) -> None:
    """Users may withdraw their own requests."""
    requests = _requests(ctx)
    row = _found(requests)
    if ctx.user is None or row["user_id"] != ctx.user["id"]:
        requests.demand(collection(_path(ctx)).read)
    requests.delete(row)


for _place in PATHS:
    route("POST", _place)(create)
    route("PUT", f"{_place}/:user_id/approve", params=[_USER])(approve)
    route("DELETE", f"{_place}/:user_id", params=[_USER])(deny)


def _path(ctx: Context) -> str:
    return PATHS[0] if ctx.route.path.startswith("/projects") else PATHS[1]


def _requests(ctx: Context) -> Documents:
    """For those who may ask, too: they may not read what others ask for."""
    found = collection(_path(ctx))
    return Documents(ctx, found._replace(kind=found.kind._replace(read=SIGNED_IN)), write=True)


def _of_user(requests: Documents, id: int) -> Row | None:
    return requests.own().where("json_extract(data, '$.user_id') = ?", id).first()


def _found(requests: Documents) -> Row:
    row = _of_user(requests, requests.ctx.params["user_id"])
    if row is None:
        raise missing()
    return row
