"""What became of issues and merge requests: their labels, milestones and states.

The rules of issues and merge requests note it with the thing itself (`gitlab.sandbox.issuables`).

https://docs.gitlab.com/api/resource_label_events/
https://docs.gitlab.com/api/resource_milestone_events/
https://docs.gitlab.com/api/resource_state_events/
https://docs.gitlab.com/api/resource_weight_events/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox.documents import Documents
from gitlab.sandbox.issuables import milestone, people
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, missing, route

_ISSUE = "/projects/:id/issues/:eventable_iid"
_REQUEST = "/projects/:id/merge_requests/:eventable_iid"
_EPIC = "/groups/:id/epics/:eventable_id"
_TYPES = {"epics": "Epic", "issues": "Issue", "merge_requests": "MergeRequest"}
_IID, _ID = Param("eventable_iid", "int"), Param("event_id", "int")


def index(ctx: Context) -> Answer:
    thing, events = _events(ctx)
    return ctx.paginate(events, lambda ctx, event: _shown(ctx, thing, event))


def show(ctx: Context) -> Json:
    thing, events = _events(ctx)
    for event in events:
        if event["id"] == ctx.params["event_id"]:
            return _shown(ctx, thing, event)
    raise missing()


for _kind in ("label", "milestone", "state", "weight"):
    for _path in (_ISSUE, _REQUEST) if _kind != "weight" else (_ISSUE,):
        _events_path = f"{_path}/resource_{_kind}_events"
        route("GET", _events_path, params=[*PAGING, _IID], public=True)(index)
        route("GET", f"{_events_path}/:event_id", params=[_IID, _ID], public=True)(show)


for _kind in ("label", "state"):
    _events_path, _number = f"{_EPIC}/resource_{_kind}_events", Param("eventable_id", "int")
    route("GET", _events_path, params=[*PAGING, _number])(index)
    route("GET", f"{_events_path}/:event_id", params=[_number, _ID])(show)


def _events(ctx: Context) -> tuple[Row, list[Row]]:
    things = Documents(ctx, ctx.route.path.partition("/:eventable_i")[0])
    of_epic = "eventable_id" in ctx.params
    thing = things.by_number(ctx.params["eventable_id"]) if of_epic else None
    thing = thing or things.find(ctx.params["eventable_iid"])
    kind = ctx.route.path.partition("/resource_")[2].partition("_")[0]
    return thing, [event for event in thing.get("resource_events", ()) if event["kind"] == kind]


def _shown(ctx: Context, thing: Row, event: Row) -> dict[str, Any]:
    shown = {
        "id": event["id"],
        "user": next(iter(people(ctx, [event["user_id"]])), None),
        "created_at": event["created_at"],
        "resource_type": _TYPES[thing["doc_kind"]],
        "resource_id": thing["id"],
    }
    kind = event["kind"]
    if kind == "state":
        return shown | {
            "source_commit": None,
            "source_merge_request_id": event.get("source_merge_request_id"),
            "state": event["state"],
        }
    if kind == "weight":
        del shown["resource_type"], shown["resource_id"]
        return shown | {"issue_id": thing["id"], "weight": event["weight"]}
    if kind == "label":
        root = ctx.route.path.partition("/:")[0]
        labels = Documents(ctx, f"{root}/:id/labels")
        label = labels.get(event["label"])
        names = ("id", "name", "color", "description")
        told = {name: label.get(name) for name in names} if label else None
        return shown | {"label": told, "action": event["action"]}
    found = ctx.store.get("documents", event["milestone_id"])
    return shown | {
        "milestone": milestone(ctx, found) if found else None,
        "action": event["action"],
        "state": event["state"],
    }
