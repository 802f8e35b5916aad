"""Search in the instance, in a group, in a project: the lists of what is searched, by a text.

https://docs.gitlab.com/api/search/
"""

from __future__ import annotations

from copy import copy

from gitlab.sandbox.params import validate
from gitlab.sandbox.routes import router, shape
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, refused, route
from gitlab.sandbox.searching import CONTENTS

_INSTANCE = {
    "projects": "/projects",
    "users": "/users",
    "issues": "/issues",
    "merge_requests": "/merge_requests",
    "snippet_titles": "/snippets/all",
}
_GROUP = {
    "projects": "/groups/:id/projects",
    "users": "/groups/:id/members/all",
    "issues": "/groups/:id/issues",
    "merge_requests": "/groups/:id/merge_requests",
    "milestones": "/groups/:id/milestones",
}
_PROJECT = {
    "users": "/projects/:id/members/all",
    "issues": "/projects/:id/issues",
    "merge_requests": "/projects/:id/merge_requests",
    "milestones": "/projects/:id/milestones",
}
_OTHERS = ("milestones", *CONTENTS)
_SENT = (Param("search", required=True, blank=False), *PAGING)
_LIKE = {"users": "query"}


def search(ctx: Context) -> Answer | Json:
    scopes = _scopes(ctx)
    scope = ctx.params["scope"]
    if scope in CONTENTS:
        if scopes is not _PROJECT:
            text = "Scope supported only with advanced search or exact code search"
            raise refused(400, {"error": text})
        found = list(CONTENTS[scope](ctx, ctx.params["search"]))
        return ctx.paginate(found, lambda _, row: row)
    target = router().by_shape.get(("GET", shape(scopes.get(scope, "/-"))))
    if target is None:
        text = f"501 Not Implemented - the sandbox does not search {scope} here"
        raise refused(501, {"message": text})
    asked = copy(ctx)
    asked.route = target
    given: Row = {
        name: ctx.params[name] for name in ("id", "page", "per_page") if name in ctx.params
    }
    given[_LIKE.get(scope, "search") if "members" in target.path else "search"] = ctx.params[
        "search"
    ]
    if scope in ("issues", "merge_requests"):
        given |= {"scope": "all", "state": ctx.params.get("state") or "all"}
    asked.params = validate({name: str(value) for name, value in given.items()}, target.params)
    return target.rule(asked)


for _path, _scopes_here in (
    ("/search", _INSTANCE),
    ("/groups/:id/search", _GROUP),
    ("/groups/:id/-/search", _GROUP),
    ("/projects/:id/search", _PROJECT),
    ("/projects/:id/-/search", _PROJECT),
):
    _names = sorted({*_scopes_here, *_OTHERS})
    _scope = Param("scope", f"Literal[{', '.join(map(repr, _names))}]", required=True, blank=False)
    route("GET", _path, params=[_scope, *_SENT, Param("state"), Param("ref")])(search)


def _scopes(ctx: Context) -> dict[str, str]:
    first = ctx.route.path.split("/")[1]
    return {"groups": _GROUP, "projects": _PROJECT}.get(first, _INSTANCE)
