"""What the sandbox answers: a plain function per endpoint, a module per GitLab API page.

Every module of this package is loaded; adding an endpoint is adding a function::

    from gitlab.sandbox.rules import Context, Json, Param, bad_request, route

    @route("PATCH", "/projects/:id/job_token_scope",
           params=[Param("enabled", "bool", required=True, blank=False)],
           permission="update_job_token_scope")
    def update(ctx: Context) -> None:
        project = ctx.find_project()            # params["id"]: 404, 301 or 405 (moved)
        ctx.authorize_admin_project(project)    # 403
        ...
        ctx.store.update("projects", project["id"], ci_settings={...})

**The order of checks** is the application's, not the rule's: rate limit, route, authentication
(401, scopes, sudo, blocked, fine-grained), parameters (400), then the rule. A rule runs in a
transaction that is rolled back when it raises.

**The answer.** A rule returns what goes out as JSON: POST answers 201, `None` is 204 without a
body, anything else is 200. An `Answer(status, body, headers)` says something else (`Answer(202)`).
Failures are raised, each helper gives GitLab's exact body::

    raise bad_request("Job token scope cannot ...")  400 {"message": "400 Bad request - ..."}
    raise invalid(name=["has already been taken"])   400 {"message": {"name": [...]}}
    raise invalid_parameter("per_page is invalid")   400 {"error": "per_page is invalid"}
    raise unauthorized()                             401 {"message": "401 Unauthorized"}
    raise forbidden() or forbidden("reason")         403 {"message": "403 Forbidden - reason"}
    raise not_found("Project") or not_found()        404 {"message": "404 Project Not Found"}
    raise missing()                                  404 {"message": "404 Not found"}
    raise not_allowed("text")                        405 {"message": "text"}
    raise conflict("text")                           409 {"message": "text"}
    raise refused(status, body)                      anything else

**The route.** `@route(method, path, *, params=(), permission="", public=False, scopes=(),
raw=False)`: `path` is below `/api/v4`, `:name` is one raw segment (`%2F` stays inside it), `*name`
takes the rest. A GET route answers HEAD too. `public` lets anonymous callers in; `permission` is
the one a fine-grained token needs; `scopes` are token scopes that suffice besides `api` and, for
reading, `read_api`. The body of a `raw` route is `ctx.request.body` and holds no parameters. Which
routes take CI/CD job tokens, and which permissions these need there, is in
`gitlab.job_token.ENDPOINTS`; which feature a route is about, in `gitlab.sandbox.features`.
`find_project` refuses what either does not allow.

**Parameters** come from the registry (`gitlab._registry`, found by method and path template;
placeholder names do not matter). `params` adds what it lacks and replaces, by name, what it says
differently; placeholders may be declared too: `Param("id", "int")` refuses a path. A list adds
`*PAGING`. `Param(name, type="str", required=False, blank=True, default=None, style="")`;
types: `str int float bool`, `list[str]`, `list[int]`, `dict`, `file`, `Literal['a', 'b']`.
`ctx.params` holds the declared parameters that were sent, coerced, placeholders included, defaults
filled in; `null` is kept as None; unknown ones are left out (`ctx.request.params` has everything).

**The context** (`gitlab.sandbox.context.Context`)::

    ctx.params, ctx.store, ctx.settings (application settings), ctx.version ((19, 4)), ctx.now()
    ctx.url("groups/acme")            external URL of a page
    ctx.user                          the caller (a row; None when anonymous); ctx.is_admin
    ctx.token                         the personal access token's row, or None
    ctx.find_project(param="id"), ctx.find_group(param="id"), ctx.find_user(param="id")
    ctx.access_level(row)             caller's role on a project or group: 0, 5, 10 ... 50
    ctx.can_read_project(p), ctx.can_read_group(g), ctx.can_admin_project(p), ctx.can_admin_group(g)
    ctx.authorize(condition, reason="")           403 unless it holds
    ctx.authorize_admin_project(p, reason=""), ctx.authenticated_as_admin()   (403 otherwise)
    ctx.paginate(selection or sequence, entity, keyset=None)   -> Answer with GitLab's headers;
                                      Keyset("Project", ("id",)) lets the list have keyset paging

`entity` is a function `(ctx, row) -> dict` that makes the JSON; shared ones are in
`gitlab.sandbox.entities`. Roles and visibility as functions of any user: `gitlab.sandbox.access`,
and as selections for lists: `gitlab.sandbox.visible`. Filters and orders that lists share:
`gitlab.sandbox.listing`. Paths, names and moves: `gitlab.sandbox.naming`.

**Things that are only kept**, with a few rules of their own (labels, hooks, snippets), are
documents: declare in what they differ from their description, see `gitlab.sandbox.documents`.

**The store** (`gitlab.sandbox.store.Store`) keeps rows as plain dicts: real, indexed columns plus
any further attributes, merged (`TABLES` lists the columns)::

    store.get("projects", 7)                          row or None, by id
    store.first("users", username="mary")             row or None, by columns
    store.select("projects", namespace_id=3)          lazy: iterate, count(), first(), exists()
        .where("visibility != ?", "private")          SQL; json_extract(data, '$.archived') for
                                                      attributes that are no columns
        .order_by("id DESC")
    store.insert("members", {...}) -> row             "id" may be given
    store.update("projects", 7, name="New") -> row    columns or attributes
    store.delete("members", 7)

Namespaces are one table (`kind` is "group" or "user"; groups and user namespaces share ids).
Creating things with all their defaults: `gitlab.sandbox.records` (`create_user`, `create_group`,
`create_project`, `create_token`), which the seed uses too.
"""

from __future__ import annotations

from gitlab.sandbox.answers import (
    Answer,
    Json,
    bad_request,
    conflict,
    forbidden,
    invalid,
    invalid_parameter,
    missing,
    not_allowed,
    not_found,
    refused,
    unauthorized,
)
from gitlab.sandbox.context import Context
from gitlab.sandbox.paging import Keyset
from gitlab.sandbox.params import PAGING, Param, Upload, needed
from gitlab.sandbox.routes import route
from gitlab.sandbox.store import Row

__all__ = [
    "PAGING",
    "Answer",
    "Context",
    "Json",
    "Keyset",
    "Param",
    "Row",
    "Upload",
    "bad_request",
    "conflict",
    "forbidden",
    "invalid",
    "invalid_parameter",
    "load",
    "missing",
    "needed",
    "not_allowed",
    "not_found",
    "refused",
    "route",
    "unauthorized",
]


def load() -> None:
    """Import every module of this package, so that its rules are registered."""
    from importlib import import_module
    from pkgutil import iter_modules

    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
