"""Epics of groups.

https://docs.gitlab.com/api/epics/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.filters import filtered, ordered
from gitlab.sandbox.epics import issues_of, taken_out
from gitlab.sandbox.issuables import (
    home,
    is_subscribed,
    label_details,
    prepare,
    seen,
    shown_in_list,
    votes,
)
from gitlab.sandbox.issue_filters import EPIC_FILTERS
from gitlab.sandbox.rules import PAGING, Answer, Context, Param, Row, invalid, not_found, route
from gitlab.sandbox.store import Selection

EPICS = "/groups/:id/epics"
_COLOR = "#1068bf"


def _prepare(epics: Documents, before: Row, made: Row) -> None:
    row = before | made
    if not row.get("title"):
        raise invalid(title=["can't be blank"])
    for name, old in (("start_date", "start_date"), ("due_date", "end_date")):
        if old in made:
            made[f"{name}_fixed"] = made.pop(old)
        row = before | made
        is_fixed, fixed = row.get(f"{name}_is_fixed"), row.get(f"{name}_fixed")
        made[name] = fixed if is_fixed else None
    start, due = made["start_date"], made["due_date"]
    if start and due and due < start:
        raise invalid(due_date=["must be greater than or equal to start date"])
    if parent_id := made.get("parent_id"):
        parent = epics.ctx.store.first("documents", id=parent_id, doc_kind="epics")
        if parent is None or seen(epics.ctx, EPICS, parent) is None:
            raise not_found("Epic")
    prepare(epics, before, made)


def _show(epics: Documents, row: Row) -> Row:
    ctx, group = epics.ctx, epics.root.row or {}
    parent = ctx.store.get("documents", row.get("parent_id"))
    place = f"api/v4/groups/{group['id']}/epics"
    reference, labels = f"&{row['iid']}", row.get("labels") or []
    in_full = ctx.params.get("with_labels_details")
    return {
        "work_item_id": row["id"],
        "color": row.get("color") or _COLOR,
        "text_color": "#FFFFFF",
        "parent_id": parent["id"] if parent else None,
        "parent_iid": parent["iid"] if parent else None,
        "imported_from": "none",
        "end_date": row.get("due_date"),
        "web_edit_url": f"{epics.web_url(row)}/edit",
        "references": {
            "short": reference,
            "relative": reference,
            "full": f"{group['full_path']}{reference}",
        },
        "reference": reference,
        "closed_at": row.get("closed_at"),
        "labels": label_details(ctx, labels, "/groups/:id/labels") if in_full else labels,
        **votes(ctx, row),
        "subscribed": is_subscribed(ctx, row),
        "_links": {
            "self": ctx.url(f"{place}/{row['iid']}"),
            "epic_issues": ctx.url(f"{place}/{row['iid']}/issues"),
            "group": ctx.url(f"api/v4/groups/{group['id']}"),
            "parent": ctx.url(f"api/v4/groups/{parent['doc_owner_id']}/epics/{parent['iid']}")
            if parent
            else None,
        },
    }


def _readable(epics: Documents) -> Selection:
    """Confidential ones are for Planners and their author."""
    ctx, group = epics.ctx, epics.root.row or {}
    if ctx.is_admin or ctx.access_level(group) >= access.PLANNER:
        return epics.own()
    mine = "json_extract(data, '$.author_id') = ?"
    is_open = "NOT coalesce(json_extract(data, '$.confidential'), 0)"
    return epics.own().where(f"{is_open} OR {mine}", ctx.user["id"] if ctx.user else 0)


declare(
    Kind(
        thing="",
        order="id DESC",
        needs_change=(
            *("title", "description", "start_date", "start_date_fixed", "start_date_is_fixed"),
            *("end_date", "due_date_fixed", "due_date_is_fixed", "labels", "add_labels"),
            *("remove_labels", "state_event", "confidential", "color", "parent_id"),
        ),
        prepare=_prepare,
        show=_show,
        select=_readable,
        filters=EPIC_FILTERS,
    ),
    EPICS,
)


@route("GET", EPICS, params=PAGING)
def index(ctx: Context) -> Answer:
    """Of the group and, unless told otherwise, of those below it."""
    epics, params = Documents(ctx, EPICS), ctx.params
    around = epics.around(
        above=params.get("include_ancestor_groups", False),
        below=params.get("include_descendant_groups", True),
    )
    rows = ordered(epics.collection, filtered(ctx, epics.collection, around), params)
    found = [row for row in rows if seen(ctx, EPICS, row)]
    return ctx.paginate(found, lambda ctx, row: shown_in_list(ctx, EPICS, row))


def shown_anywhere(ctx: Context, row: Row) -> Row | None:
    """An epic of whatever group; None when the caller does not see the group."""
    epics = home(ctx, EPICS, row["doc_owner_id"])
    return epics.shown(row) if epics else None


@route("DELETE", f"{EPICS}/:epic_iid", params=[Param("epic_iid", "int")])
def delete(ctx: Context) -> None:
    """Its issues and the epics below it stay, on their own."""
    epics = Documents(ctx, EPICS, write=True)
    row = epics.find(ctx.params["epic_iid"])
    for issue in list(issues_of(ctx.store, row)):
        ctx.store.update("documents", issue["id"], **taken_out())
    below = ctx.store.select("documents", doc_kind="epics")
    for child in list(below.where("json_extract(data, '$.parent_id') = ?", row["id"])):
        ctx.store.update("documents", child["id"], parent_id=None)
    epics.delete(row)
