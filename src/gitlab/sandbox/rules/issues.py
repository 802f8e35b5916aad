"""Issues of projects, and those of groups and of everything that the caller sees.

https://docs.gitlab.com/api/issues/
"""

from __future__ import annotations

from collections.abc import Callable

from gitlab.sandbox import access, issuables, lookup
from gitlab.sandbox.crossing import closed_in, names
from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.epics import of_issue, put_into, taken_out
from gitlab.sandbox.issuables import (
    everywhere,
    home,
    may_change,
    note_events,
    prepare,
    remind,
    seen,
    shown,
    subscribe,
)
from gitlab.sandbox.issue_filters import ISSUE_FILTERS, ORDERS
from gitlab.sandbox.linking import count_blocked
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.store import Selection
from gitlab.sandbox.user_agents import told_user_agent, user_agent_detail

ISSUES = "/projects/:id/issues"
ISSUE = f"{ISSUES}/:issue_iid"
_IID = Param("issue_iid", "int")


def _prepare(issues: Documents, before: Row, made: Row) -> None:
    project = issues.root.row or {}
    ctx = issues.ctx
    ctx.authorize(ctx.can_use(project, "issues"))
    if before:
        ctx.authorize(may_change(ctx, project, before))
    if not (before | made).get("title"):
        raise invalid(title=["can't be blank"])
    if (made.get("weight") or 0) < 0:
        raise invalid(weight=["must be greater than or equal to 0"])
    if len((before | made)["title"]) > 255:
        raise invalid(title=["is too long (maximum is 255 characters)"])
    if "iid" in made and not (ctx.is_admin or ctx.access_level(project) >= access.OWNER):
        del made["iid"]
    _plan(issues, before, made)
    prepare(issues, before, made)
    kind = (before | made).get("issue_type") or "issue"
    made["type"] = kind.upper()
    if not before:
        made["user_agent_detail"] = user_agent_detail(ctx)


def _plan(issues: Documents, before: Row, made: Row) -> None:
    """Into an epic of the groups above, or out of it."""
    ctx, project = issues.ctx, issues.root.row or {}
    if "epic_id" in made and not made["epic_id"]:
        made |= taken_out()
    key = next((name for name in ("epic_id", "epic_iid") if made.get(name)), None)
    number = made.pop("epic_iid", None) if key == "epic_iid" else made.get("epic_id")
    if number is None:
        return
    sql = "id = ?" if key == "epic_id" else "doc_key = ?"
    above = access.lineage(ctx.store, project["namespace_id"])
    epics = ctx.store.select("documents", doc_kind="epics", doc_owner="namespaces")
    found = epics.where_in("doc_owner_id", above).where(
        sql, str(number) if "key" in sql else number
    )
    epic = found.first()
    if epic is None or seen(ctx, "/groups/:id/epics", epic) is None:
        raise not_found("Epic")
    if before.get("epic_id") != epic["id"]:
        made |= put_into(ctx.store, epic)


def _show(issues: Documents, row: Row) -> Row:
    project = issues.root.row or {}
    links = f"api/v4/projects/{project['id']}/issues/{row['iid']}"
    tasks = shown(issues.ctx, project, row, "#")
    return tasks | {
        "has_tasks": tasks["task_completion_status"]["count"] > 0,
        "_links": {
            "self": issues.ctx.url(links),
            "notes": issues.ctx.url(f"{links}/notes"),
            "award_emoji": issues.ctx.url(f"{links}/award_emoji"),
            "project": issues.ctx.url(f"api/v4/projects/{project['id']}"),
            "closed_as_duplicate_of": None,
        },
        "moved_to_id": row.get("moved_to_id"),
        "blocking_issues_count": count_blocked(issues.ctx.store, row),
        **of_issue(issues.ctx, row),
    }


def _readable(issues: Documents) -> Selection:
    """None when the feature is off for the caller; confidential ones to those concerned alone."""
    ctx, project = issues.ctx, issues.root.row or {}
    if not ctx.can_use(project, "issues"):
        return issues.own().where("0")
    if ctx.is_admin or ctx.access_level(project) >= access.PLANNER:
        return issues.own()
    is_open = "NOT coalesce(json_extract(data, '$.confidential'), 0)"
    if ctx.user is None:
        return issues.own().where(is_open)
    mine = "json_extract(data, '$.author_id') = ?"
    given = "EXISTS (SELECT 1 FROM json_each(data, '$.assignee_ids') WHERE value = ?)"
    return issues.own().where(f"{is_open} OR {mine} OR {given}", ctx.user["id"], ctx.user["id"])


declare(
    Kind(
        thing="",
        write=SIGNED_IN,
        order="id DESC",
        needs_change=(
            *("assignee_id", "assignee_ids", "confidential", "created_at", "description"),
            *("discussion_locked", "due_date", "labels", "add_labels", "remove_labels"),
            *("milestone_id", "state_event", "title", "issue_type", "weight", "health_status"),
            *("epic_id", "epic_iid"),
        ),
        prepare=_prepare,
        show=_show,
        select=_readable,
        params=(Param("labels", "list[str]", style="comma"),),
        filters=ISSUE_FILTERS,
        orders=ORDERS,
        follow=remind,
    ),
    ISSUES,
)


def _issue(ctx: Context) -> tuple[Documents, Row]:
    issues = Documents(ctx, ISSUES)
    return issues, issues.find(ctx.params["issue_iid"])


def _mine(ctx: Context) -> tuple[Documents, Row]:
    issues, row = _issue(ctx)
    ctx.authorize(may_change(ctx, issues.root.row or {}, row))
    return issues, row


@route("DELETE", ISSUE, params=[_IID])
def delete(ctx: Context) -> None:
    issues = Documents(ctx, ISSUES)
    row = issues.get(ctx.params["issue_iid"])
    if row is None:
        raise not_found("Issue")
    project = issues.root.row or {}
    ctx.authorize_level(project, access.OWNER)
    issues.delete(row)


@route("POST", f"{ISSUE}/move", params=[_IID, Param("to_project_id", "int", required=True)])
def move(ctx: Context) -> Json:
    """A copy in the other project; the one here is closed and says where it went."""
    issues, row = _mine(ctx)
    there = _target(ctx)
    if row.get("moved_to_id"):
        raise bad_request("Cannot move issue due to insufficient permissions!")
    if there.root.id == issues.root.id:
        raise bad_request("Cannot move issue to project it originates from!")
    target = there.root.row or {}
    ctx.authorize(ctx.is_admin or ctx.access_level(target) >= access.PLANNER)
    new = _copy(there, row)
    _copy_notes(ctx, row, new)
    closed: Row = {"state": "closed"}
    if row["state"] != "closed":
        note_events(ctx, row, closed)
    moved = {"closed_at": ctx.now(), "moved_to_id": new["id"], "updated_at": ctx.now()}
    ctx.store.update("documents", row["id"], **closed | moved)
    return there.shown(new)


@route(
    "POST",
    f"{ISSUE}/clone",
    params=[
        _IID,
        Param("to_project_id", "int", required=True),
        Param("with_notes", "bool", default=False),
    ],
)
def clone(ctx: Context) -> Json:
    """A copy, open and the caller's own, in whatever project the caller plans."""
    issues, row = _issue(ctx)
    there = _target(ctx)
    for project in (issues.root.row or {}, there.root.row or {}):
        if not (ctx.is_admin or ctx.access_level(project) >= access.PLANNER):
            raise bad_request("Cannot clone issue due to insufficient permissions!")
    now = ctx.now()
    fresh: Row = {"state": "opened", "closed_at": None, "created_at": now, "updated_at": now}
    fresh["author_id"] = ctx.user["id"] if ctx.user else None
    new = _copy(there, row | fresh | {"resource_events": [], "closed_by_id": None})
    if ctx.params["with_notes"]:
        _copy_notes(ctx, row, new)
    return there.shown(new)


def _target(ctx: Context) -> Documents:
    project = lookup.project(ctx.store, ctx.params["to_project_id"])
    there = home(ctx, ISSUES, project["id"]) if project else None
    if there is None:
        raise not_found("Project")
    return there


def _copy(there: Documents, row: Row) -> Row:
    """With those labels, and that milestone, whose names the other project knows."""
    store, id = there.ctx.store, int(there.root.id)
    labels = Documents(there.ctx, "/projects/:id/labels")
    known = [name for name in row.get("labels", ()) if labels.get(name)]
    planned = store.get("documents", row.get("milestone_id"))
    milestones = Documents(there.ctx, "/projects/:id/milestones").around(above=True)
    title = planned["title"] if planned else None
    same = milestones.where("json_extract(data, '$.title') = ?", title).first()
    iid = store.count_on(f"projects {id} issues")
    copied = {name: value for name, value in row.items() if name not in ("id", "position")}
    place = {"iid": iid, "doc_key": str(iid), "doc_owner_id": id}
    named = {"labels": known, "milestone_id": same["id"] if same else None}
    return store.insert("documents", copied | place | named)


def _copy_notes(ctx: Context, row: Row, new: Row) -> None:
    own = {"doc_owner": "issues", "doc_owner_id": row["id"], "doc_kind": "notes"}
    for note in ctx.store.select("documents", **own).order_by("id"):
        copied = {name: value for name, value in note.items() if name != "id"}
        ctx.store.insert("documents", copied | {"doc_owner_id": new["id"]})


@route(
    "PUT",
    f"{ISSUE}/reorder",
    params=[_IID, Param("move_after_id", "int"), Param("move_before_id", "int")],
)
def reorder(ctx: Context) -> Json:
    """Behind the one issue, before the other, where lists are ordered by hand."""
    issues, row = _mine(ctx)
    others = [
        it for it in issues.own().order_by(ORDERS["relative_position"]) if it["id"] != row["id"]
    ]
    ids = [it["id"] for it in others]
    behind, before = ctx.params.get("move_after_id"), ctx.params.get("move_before_id")
    if behind in ids:
        others.insert(ids.index(behind) + 1, row)
    elif before in ids:
        others.insert(ids.index(before), row)
    else:
        raise refused(422, {"error": "Unprocessable Entity"})
    for at, issue in enumerate(others):
        ctx.store.update("documents", issue["id"], position=at)
    return issues.shown(issues.find(row["iid"]))


# What is around an issue --------------------------------------------------------------------------


@route("GET", f"{ISSUE}/closed_by", params=[*PAGING, _IID], public=True)
def closed_by(ctx: Context) -> Answer:
    """The merge requests that say they close it."""
    _, row = _issue(ctx)
    return _requests(ctx, lambda told: row["iid"] in closed_in(told.get("description")))


@route("GET", f"{ISSUE}/related_merge_requests", params=[*PAGING, _IID], public=True)
def related_merge_requests(ctx: Context) -> Answer:
    """Those of the project that name the issue, and those that it names."""
    _, row = _issue(ctx)

    def is_related(told: Row) -> bool:
        text = f"{told['title']}\n{told.get('description') or ''}"
        return names(text, f"#{row['iid']}") or names(row.get("description"), f"!{told['iid']}")

    return _requests(ctx, is_related)


def _requests(ctx: Context, wanted: Callable[[Row], bool]) -> Answer:
    requests = Documents(ctx, "/projects/:id/merge_requests")
    if not ctx.can_use(requests.root.row or {}, "merge_requests"):
        return ctx.paginate([], lambda _, row: row)
    found = [row for row in requests.all().order_by("id") if wanted(row)]
    return ctx.paginate(found, lambda _, row: requests.shown(row, "list"))


@route("GET", f"{ISSUE}/user_agent_detail", params=[_IID])
def show_user_agent(ctx: Context) -> Json:
    """For administrators: which program made it."""
    ctx.authenticated_as_admin()
    return told_user_agent(_issue(ctx)[1])


@route("GET", f"{ISSUE}/participants", params=[*PAGING, _IID], public=True)
def participants(ctx: Context) -> Answer:
    _, row = _issue(ctx)
    return ctx.paginate(issuables.participants(ctx, row), lambda _, user: user)


@route("POST", f"{ISSUE}/subscribe", params=[_IID])
def subscribe_to(ctx: Context) -> Answer | Json:
    return subscribe(*_issue(ctx), to=True)


@route("POST", f"{ISSUE}/unsubscribe", params=[_IID])
def unsubscribe_from(ctx: Context) -> Answer | Json:
    return subscribe(*_issue(ctx), to=False)


# Of more than one project -------------------------------------------------------------------------


@route("GET", "/issues", params=[*PAGING, Param("scope")])
def index_everywhere(ctx: Context) -> Answer:
    return everywhere(ctx, ISSUES)


@route("GET", "/issues/:id", params=[Param("id", "int")])
def show_by_id(ctx: Context) -> Json:
    """For administrators: any issue, by the `id` that no other one has."""
    ctx.authenticated_as_admin()
    row = ctx.store.first("documents", id=ctx.params["id"], doc_kind="issues")
    issues = home(ctx, ISSUES, row["doc_owner_id"]) if row else None
    if row is None or issues is None:
        raise not_found()
    return issues.shown(row)


@route("GET", "/groups/:id/issues", params=[*PAGING, Param("scope")], public=True)
def index_of_group(ctx: Context) -> Answer:
    return everywhere(ctx, ISSUES, ctx.find_group())
