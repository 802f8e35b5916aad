"""The issues assigned to an epic, in an order that people give them.

https://docs.gitlab.com/api/epic_issues/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.epics import issues_of, put_into, taken_out
from gitlab.sandbox.issuables import seen, shown_in_list
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    conflict,
    missing,
    route,
)
from gitlab.sandbox.rules.epics import EPICS

_ISSUES = "/projects/:id/issues"
_ASSIGNED = f"{EPICS}/:epic_iid/issues"
_IID, _ID = Param("epic_iid", "int"), Param("epic_issue_id", "int")


@route("GET", _ASSIGNED, params=[*PAGING, _IID])
def index(ctx: Context) -> Answer:
    _, epic = _epic(ctx)
    return _listed(ctx, epic)


@route("POST", f"{_ASSIGNED}/:issue_id", params=[_IID, Param("issue_id", "int")])
def assign(ctx: Context) -> Json:
    """Take an issue into the epic, and out of another one."""
    epics, epic = _epic(ctx)
    issue = ctx.store.first("documents", id=ctx.params["issue_id"], doc_kind="issues")
    if issue is None or seen(ctx, _ISSUES, issue) is None:
        raise missing()
    project = ctx.store.get("projects", issue["doc_owner_id"]) or {}
    for home in (epics.root.row or {}, project):
        ctx.authorize(ctx.is_admin or ctx.access_level(home) >= access.GUEST)
    if issue.get("epic_id") == epic["id"]:
        raise conflict("Issue(s) already assigned")
    changed = ctx.store.update("documents", issue["id"], **put_into(ctx.store, epic))
    return _link(ctx, epics, epic, changed)


@route("DELETE", f"{_ASSIGNED}/:epic_issue_id", params=[_IID, _ID])
def remove(ctx: Context) -> Answer:
    epics, epic = _writable(ctx)
    issue = _assigned(ctx, epic, ctx.params["epic_issue_id"])
    shown = _link(ctx, epics, epic, issue)
    ctx.store.update("documents", issue["id"], **taken_out())
    return Answer(200, shown)


@route(
    "PUT",
    f"{_ASSIGNED}/:epic_issue_id",
    params=[*PAGING, _IID, _ID, Param("move_before_id", "int"), Param("move_after_id", "int")],
)
def move(ctx: Context) -> Answer:
    """Behind the one that is to come right before it, or before the one right after it."""
    _, epic = _writable(ctx)
    issue = _assigned(ctx, epic, ctx.params["epic_issue_id"])
    others = [it for it in issues_of(ctx.store, epic) if it["id"] != issue["id"]]
    for name, further in (("move_after_id", 0), ("move_before_id", 1)):
        if (id := ctx.params.get(name)) is not None:
            neighbour = _assigned(ctx, epic, id)
            at = [it["id"] for it in others].index(neighbour["id"])
            others.insert(at + further, issue)
            break
    else:
        return _listed(ctx, epic)
    for at, it in enumerate(others):
        ctx.store.update("documents", it["id"], epic_position=at)
    return _listed(ctx, epic)


def _epic(ctx: Context) -> tuple[Documents, Row]:
    epics = Documents(ctx, EPICS)
    return epics, epics.find(ctx.params["epic_iid"])


def _writable(ctx: Context) -> tuple[Documents, Row]:
    epics, epic = _epic(ctx)
    ctx.authorize(ctx.is_admin or ctx.access_level(epics.root.row or {}) >= access.GUEST)
    return epics, epic


def _assigned(ctx: Context, epic: Row, id: int) -> Row:
    for issue in issues_of(ctx.store, epic):
        if issue["epic_issue_id"] == id:
            return issue
    raise missing()


def _listed(ctx: Context, epic: Row) -> Answer:
    """Those that the caller sees."""
    rows = [issue for issue in issues_of(ctx.store, epic) if seen(ctx, _ISSUES, issue)]
    return ctx.paginate(rows, lambda ctx, it: shown_in_list(ctx, _ISSUES, it) | _place(it))


def _place(issue: Row) -> Row:
    return {"epic_issue_id": issue["epic_issue_id"], "relative_position": issue["epic_position"]}


def _link(ctx: Context, epics: Documents, epic: Row, issue: Row) -> Row:
    issues = seen(ctx, _ISSUES, issue)
    return {
        "id": issue["epic_issue_id"],
        "relative_position": issue["epic_position"],
        "epic": epics.shown(epic),
        "issue": issues.shown(issue, "list") if issues else None,
    }
