"""Issues of projects, and those of groups and of everything that the caller sees.

https://docs.gitlab.com/api/issues/
"""

from __future__ import annotations

from gitlab.sandbox import access, lookup
from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.issuables import (
    add_time,
    everywhere,
    may_change,
    people,
    prepare,
    remind,
    shown,
    subscribe,
    time_stats,
)
from gitlab.sandbox.issue_filters import ISSUE_FILTERS
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    needed,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection

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
    if len((before | made)["title"]) > 255:
        raise invalid(title=["is too long (maximum is 255 characters)"])
    if "iid" in made and not (ctx.is_admin or ctx.access_level(project) >= access.OWNER):
        del made["iid"]
    prepare(issues, before, made)
    kind = (before | made).get("issue_type") or "issue"
    made["type"] = kind.upper()


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
        prepare=_prepare,
        show=_show,
        select=_readable,
        params=(Param("labels", "list[str]", style="comma"),),
        filters=ISSUE_FILTERS,
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
    target = lookup.project(ctx.store, ctx.params["to_project_id"])
    if target is None or not ctx.can_read_project(target):
        raise not_found("Project")
    if row.get("moved_to_id"):
        raise bad_request("Cannot move issue due to insufficient permissions!")
    if target["id"] == (issues.root.row or {})["id"]:
        raise bad_request("Cannot move issue to project it originates from!")
    ctx.authorize(ctx.is_admin or ctx.access_level(target) >= access.PLANNER)
    copied = {name: value for name, value in row.items() if name not in ("id", "iid")}
    iid = ctx.store.count_on(f"projects {target['id']} issues")
    new = ctx.store.insert(
        "documents", copied | {"iid": iid, "doc_key": str(iid), "doc_owner_id": target["id"]}
    )
    closed = {"state": "closed", "closed_at": ctx.now(), "moved_to_id": new["id"]}
    ctx.store.update("documents", row["id"], **closed)
    ctx.params["id"] = str(target["id"])
    return Documents(ctx, ISSUES).shown(new)


@route("GET", f"{ISSUE}/time_stats", params=[_IID], public=True)
def show_time(ctx: Context) -> Json:
    return time_stats(_issue(ctx)[1])


@route("POST", f"{ISSUE}/time_estimate", params=[_IID, *needed("duration")])
def estimate(ctx: Context) -> Answer:
    _, row = _mine(ctx)
    row = add_time(ctx, row, "time_estimate_seconds", ctx.params["duration"])
    return Answer(200, time_stats(row))


@route("POST", f"{ISSUE}/reset_time_estimate", params=[_IID])
def reset_estimate(ctx: Context) -> Answer:
    _, row = _mine(ctx)
    return Answer(200, time_stats(add_time(ctx, row, "time_estimate_seconds", None)))


@route("POST", f"{ISSUE}/add_spent_time", params=[_IID, *needed("duration")])
def spend(ctx: Context) -> Json:
    _, row = _mine(ctx)
    before = row.get("time_spent_seconds", 0)
    row = add_time(ctx, row, "time_spent_seconds", ctx.params["duration"], to=before)
    return time_stats(row)


@route("POST", f"{ISSUE}/reset_spent_time", params=[_IID])
def reset_spent(ctx: Context) -> Answer:
    _, row = _mine(ctx)
    return Answer(200, time_stats(add_time(ctx, row, "time_spent_seconds", None)))


@route("GET", f"{ISSUE}/participants", params=[*PAGING, _IID], public=True)
def participants(ctx: Context) -> Answer:
    _, row = _issue(ctx)
    ids = dict.fromkeys([row["author_id"], *row.get("assignee_ids", ())])
    return ctx.paginate(people(ctx, ids), lambda _, user: user)


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


@route("GET", "/groups/:id/issues", params=[*PAGING, Param("scope")], public=True)
def index_of_group(ctx: Context) -> Answer:
    return everywhere(ctx, ISSUES, ctx.find_group())
