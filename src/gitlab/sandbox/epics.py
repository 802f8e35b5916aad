"""What epics and issues know of each other. An issue keeps its epic, and its place there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Selection, Store

__all__ = ["issues_of", "of_issue", "put_into", "taken_out"]


def issues_of(store: Store, epic: Row) -> Selection:
    """In the order that people gave them; of any project."""
    issues = store.select("documents", doc_kind="issues", doc_owner="projects")
    found = issues.where("json_extract(data, '$.epic_id') = ?", epic["id"])
    return found.order_by("json_extract(data, '$.epic_position'), id")


def put_into(store: Store, epic: Row) -> dict[str, Any]:
    """What an issue keeps when it is assigned to an epic, where it comes last."""
    last = max((issue["epic_position"] for issue in issues_of(store, epic)), default=-1)
    return {
        "epic_id": epic["id"],
        "epic_issue_id": store.count_on("epic issues"),
        "epic_position": last + 1,
    }


def taken_out() -> dict[str, Any]:
    return {"epic_id": None, "epic_issue_id": None, "epic_position": None}


def of_issue(ctx: Context, issue: Row) -> dict[str, Any]:
    """The fields of an issue that tell its epic."""
    epic = ctx.store.get("documents", issue.get("epic_id"))
    if epic is None:
        return {"epic": None, "epic_iid": None}
    group = ctx.store.get("namespaces", epic["doc_owner_id"]) or {}
    return {
        "epic_iid": epic["iid"],
        "epic": {
            "id": epic["id"],
            "iid": epic["iid"],
            "title": epic["title"],
            "url": f"/groups/{group['full_path']}/-/epics/{epic['iid']}",
            "group_id": group["id"],
            "human_readable_end_date": None,
            "human_readable_timestamp": None,
        },
    }
