"""Issues that relate to other issues, block them, or are blocked by them.

https://docs.gitlab.com/api/issue_links/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.issuables import home, seen
from gitlab.sandbox.linking import link, links, other_end, seen_from
from gitlab.sandbox.rules import Answer, Context, Json, Param, Row, missing, refused, route

_ISSUES = "/projects/:id/issues"
_LINKS = f"{_ISSUES}/:issue_iid/links"
_LINK = f"{_LINKS}/:issue_link_id"
_IID, _ID = Param("issue_iid", "int"), Param("issue_link_id", "int")
_NO_TARGET = "No matching issue found. Make sure that you are adding a valid issue URL."


@route("GET", _LINKS, params=[_IID], public=True)
def index(ctx: Context) -> Json:
    """The issues at the other ends that the caller may see, all on one page."""
    _, row = _issue(ctx)
    shown = []
    for found in links(ctx.store, row):
        end = other_end(ctx.store, found, row)
        if end is not None and (issues := seen(ctx, _ISSUES, end)):
            shown.append(
                issues.shown(end, "list")
                | {
                    "issue_link_id": found["id"],
                    "link_type": seen_from(found, row),
                    "link_created_at": found["created_at"],
                    "link_updated_at": found["updated_at"],
                }
            )
    return shown


@route(
    "POST",
    _LINKS,
    params=[
        _IID,
        Param("target_project_id", "str", required=True),
        Param("target_issue_iid", "int", required=True),
        Param("link_type", "Literal['relates_to', 'blocks', 'is_blocked_by']"),
    ],
)
def create(ctx: Context) -> Json:
    """A Guest of both projects may; whoever may not is told that there is no such issue."""
    issues, source = _issue(ctx)
    project = ctx.find_project("target_project_id")
    there = home(ctx, _ISSUES, project["id"])
    target = there.get(ctx.params["target_issue_iid"]) if there else None
    if target is None:
        raise missing()
    homes = (issues.root.row or {}, project)
    if not (ctx.is_admin or all(ctx.access_level(home) >= access.GUEST for home in homes)):
        raise refused(404, {"message": _NO_TARGET})
    made = link(ctx, source, target, ctx.params.get("link_type") or "relates_to")
    return _shown(ctx, made)


@route("GET", _LINK, params=[_IID, _ID], public=True)
def show(ctx: Context) -> Json:
    return _shown(ctx, _link(ctx)[1])


@route("DELETE", _LINK, params=[_IID, _ID])
def delete(ctx: Context) -> Answer:
    issues, found = _link(ctx)
    shown = _shown(ctx, found)
    project = issues.root.row or {}
    if not (ctx.is_admin or ctx.access_level(project) >= access.GUEST):
        raise refused(404, {"message": "No Issue Link found"})
    ctx.store.delete("documents", found["id"])
    return Answer(200, shown)


def _issue(ctx: Context) -> tuple[Documents, Row]:
    issues = Documents(ctx, _ISSUES)
    return issues, issues.find(ctx.params["issue_iid"])


def _link(ctx: Context) -> tuple[Documents, Row]:
    issues, row = _issue(ctx)
    for found in links(ctx.store, row):
        end = other_end(ctx.store, found, row)
        if found["id"] == ctx.params["issue_link_id"] and end and seen(ctx, _ISSUES, end):
            return issues, found
    raise missing()


def _shown(ctx: Context, found: Row) -> Json:
    shown: Row = {"id": found["id"]}
    for name, id in (("source", found["doc_owner_id"]), ("target", int(found["doc_key"]))):
        end = ctx.store.get("documents", id) or {}
        issues = home(ctx, _ISSUES, end["doc_owner_id"])
        shown[f"{name}_issue"] = issues.shown(end, "list") if issues else None
    return shown | {"link_type": found["link_type"]}
