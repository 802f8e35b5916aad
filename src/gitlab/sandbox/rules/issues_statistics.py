"""How many issues there are: of a project, of a group's projects, of all that the caller sees.

https://docs.gitlab.com/api/issues_statistics/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents
from gitlab.sandbox.documents.filters import filtered
from gitlab.sandbox.issuables import visible_everywhere
from gitlab.sandbox.rules import Context, Json, Param, route
from gitlab.sandbox.rules.issues import ISSUES
from gitlab.sandbox.store import Selection

_FILTERS = (Param("scope"), Param("search"), Param("iids", "list[int]"))


@route("GET", "/issues_statistics", params=_FILTERS)
def of_all(ctx: Context) -> Json:
    return _counted(ctx, visible_everywhere(ctx, ISSUES))


@route("GET", "/groups/:id/issues_statistics", params=_FILTERS, public=True)
def of_group(ctx: Context) -> Json:
    return _counted(ctx, visible_everywhere(ctx, ISSUES, ctx.find_group()))


@route("GET", "/projects/:id/issues_statistics", params=_FILTERS, public=True)
def of_project(ctx: Context) -> Json:
    issues = Documents(ctx, ISSUES)
    return _counted(ctx, filtered(ctx, issues.collection, issues.all()))


def _counted(ctx: Context, issues: Selection) -> Json:
    closed = issues.where("json_extract(data, '$.state') = 'closed'").count()
    total = issues.count()
    return {"statistics": {"counts": {"all": total, "closed": closed, "opened": total - closed}}}
