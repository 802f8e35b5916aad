"""Milestones of projects and groups.

https://docs.gitlab.com/api/milestones/
https://docs.gitlab.com/api/group_milestones/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.issuables import everywhere, of_milestone, seen
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    route,
)
from gitlab.sandbox.store import Selection

PROJECT, GROUP = "/projects/:id/milestones", "/groups/:id/milestones"


def _prepare(milestones: Documents, before: Row, made: Row) -> None:
    row = before | made
    if not row.get("title"):
        raise invalid(title=["can't be blank"])
    start, due = row.get("start_date"), row.get("due_date")
    if start and due and due < start:
        raise invalid(due_date=["must be greater than start date"])


def _taken(row: Row) -> Exception:
    return invalid(title=["already being used for another group or project milestone."])


def _show(milestones: Documents, row: Row) -> Row:
    due = row.get("due_date")
    root = {"projects": "project_id"}.get(row["doc_owner"], "group_id")
    return {
        "expired": due is not None and due < milestones.ctx.store.today(),
        root: row["doc_owner_id"],
    }


def _around(milestones: Documents) -> Selection:
    """Of the project or group and, when asked for, of the groups above or below."""
    params = milestones.ctx.params
    return milestones.around(
        above=params.get("include_ancestors") or params.get("include_parent_milestones") or False,
        below=params.get("include_descendants") or False,
    )


declare(
    Kind(
        thing="",
        order="json_extract(data, '$.due_date') IS NULL, json_extract(data, '$.due_date'),"
        " json_extract(data, '$.title'), id",
        unique=("title",),
        taken=_taken,
        needs_change=("title", "description", "start_date", "due_date", "state_event"),
        prepare=_prepare,
        show=_show,
        select=_around,
    ),
    PROJECT,
    GROUP,
)


@route("POST", f"{PROJECT}/:milestone_id/promote")
def promote(ctx: Context) -> Json:
    """Make it a milestone of the group, in place of those of that title in the group's projects."""
    milestones = Documents(ctx, PROJECT, write=True)
    row = milestones.find(ctx.params["milestone_id"])
    group = ctx.store.get("namespaces", (milestones.root.row or {})["namespace_id"])
    if group is None or group["kind"] != "group":
        raise bad_request("Project does not belong to a group.")
    ctx.authorize(ctx.is_admin or ctx.access_level(group) >= access.PLANNER)
    iid = ctx.store.count_on(f"namespaces {group['id']} milestones")
    moved = ctx.store.update(
        "documents", row["id"], doc_owner="namespaces", doc_owner_id=group["id"], iid=iid
    )
    return milestones.shown(moved)


def content(ctx: Context) -> Answer:
    """The issues or merge requests that are to be done with the milestone."""
    name = ctx.route.path.rpartition("/")[2]
    of_project = ctx.route.path.startswith(PROJECT)
    milestones = Documents(ctx, PROJECT if of_project else GROUP)
    id = milestones.find(ctx.params["milestone_id"])["id"]
    if not of_project:
        return everywhere(ctx, f"/projects/:id/{name}", milestones.root.row, milestone_id=id)
    found = Documents(ctx, f"/projects/:id/{name}")
    rows = of_milestone(found.all(), id).order_by("id DESC")
    return ctx.paginate(rows, lambda _, row: found.shown(row, "list"))


def burndown_events(ctx: Context) -> Answer:
    """When the issues that the caller sees of the milestone came to be, were closed and reopened.

    Without its first and last day a milestone has no chart, and nothing after its last day counts.
    """
    of_project = ctx.route.path.startswith(PROJECT)
    milestones = Documents(ctx, PROJECT if of_project else GROUP)
    row = milestones.find(ctx.params["milestone_id"])
    if not row.get("start_date") or not row.get("due_date"):
        return ctx.paginate([], lambda _, event: event)
    issues = of_milestone(ctx.store.select("documents", doc_kind="issues"), row["id"])
    events: list[Row] = []
    for issue in issues.order_by("id"):
        if seen(ctx, "/projects/:id/issues", issue):
            weight = issue.get("weight")
            events.append(_event(issue["created_at"], weight, "created"))
            events += [
                _event(told["created_at"], weight, told["state"])
                for told in issue.get("resource_events", ())
                if told["kind"] == "state"
            ]
    in_time = [event for event in events if event["created_at"][:10] <= row["due_date"]]
    in_time.sort(key=lambda event: event["created_at"])
    return ctx.paginate(in_time, lambda _, event: event)


def _event(created_at: str, weight: int | None, action: str) -> Row:
    return {"created_at": created_at, "weight": weight, "action": action}


for _path in (PROJECT, GROUP):
    route(
        "GET",
        f"{_path}/:milestone_id/burndown_events",
        params=[*PAGING, Param("milestone_id", "int")],
        public=True,
    )(burndown_events)
    for _name in ("issues", "merge_requests"):
        _params = [*PAGING, Param("milestone_id", "int")]
        route("GET", f"{_path}/:milestone_id/{_name}", params=_params, public=True)(content)
