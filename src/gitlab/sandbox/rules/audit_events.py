"""What was done to projects, groups, users and the instance, for those who watch over them.

https://docs.gitlab.com/api/audit_events/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Keyset,
    Param,
    Row,
    invalid_parameter,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection

_KEYSET = Keyset("AuditEvent", ("id",), cursor=True)
_EVENT = Param("audit_event_id", "int")
_LIMITS = {"after": ">=", "before": "<="}


def index(ctx: Context) -> Answer:
    """The last one first."""
    rows = _events(ctx)
    for side, sign in _LIMITS.items():
        if moment := ctx.params.get(f"created_{side}"):
            limit = _utc(ctx, f"created_{side}", moment)
            rows = rows.where(f"json_extract(data, '$.created_at') {sign} ?", limit)
    return ctx.paginate(rows.order_by("id DESC"), _shown, _KEYSET)


def show(ctx: Context) -> Json:
    if row := _events(ctx).where("id = ?", ctx.params["audit_event_id"]).first():
        return _shown(ctx, row)
    raise not_found("Audit Event")


for _path in ("", "/projects/:id", "/groups/:id"):
    route("GET", f"{_path}/audit_events", params=PAGING)(index)
    route("GET", f"{_path}/audit_events/:audit_event_id", params=[_EVENT])(show)


def _events(ctx: Context) -> Selection:
    """Of the head of the path. Developers get what they did themselves."""
    found = ctx.store.select("audit_events")
    if ctx.route.path.startswith("/audit_events"):
        ctx.authenticated_as_admin()
        return _of_entity(ctx, found)
    is_project = ctx.route.path.startswith("/projects")
    row = ctx.find_project() if is_project else ctx.find_group()
    ctx.authorize_level(row, access.DEVELOPER)
    found = found.where("entity_type = ?", "Project" if is_project else "Group")
    found = found.where("entity_id = ?", row["id"])
    everything = access.MAINTAINER if is_project else access.OWNER
    if ctx.is_admin or ctx.access_level(row) >= everything:
        return found
    assert ctx.user is not None
    return found.where("author_id = ?", ctx.user["id"])


def _of_entity(ctx: Context, rows: Selection) -> Selection:
    kind, id = ctx.params.get("entity_type"), ctx.params.get("entity_id")
    if id is not None and kind is None:
        raise invalid_parameter("entity_type is missing")
    if kind is not None:
        rows = rows.where("entity_type = ?", kind)
    return rows if id is None else rows.where("entity_id = ?", id)


def _utc(ctx: Context, name: str, moment: str) -> str:
    try:
        return ctx.store.timestamp(ctx.store.seconds(moment))
    except ValueError:
        raise invalid_parameter(f"{name} is invalid") from None


def _shown(ctx: Context, row: Row) -> Row:
    names = "id author_id entity_id entity_type event_name details created_at"
    return {name: row[name] for name in names.split()}
