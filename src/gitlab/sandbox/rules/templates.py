"""Templates of files.

https://docs.gitlab.com/api/templates/dockerfiles/
https://docs.gitlab.com/api/templates/gitignores/
https://docs.gitlab.com/api/templates/gitlab_ci_ymls/
https://docs.gitlab.com/api/templates/licenses/
https://docs.gitlab.com/api/project_templates/
"""

from __future__ import annotations

from collections.abc import Callable

from gitlab.sandbox.file_templates import FILES, LICENSES
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, not_found, route

_TITLES = {
    "dockerfiles": "Dockerfile",
    "gitignores": "Gitignore",
    "gitlab_ci_ymls": "Gitlab Ci Yml",
}


def _index(kind: str) -> Callable[[Context], Answer]:
    def index(ctx: Context) -> Answer:
        if ctx.route.path.startswith("/projects"):
            ctx.find_project()
        rows = [{"key": name, "name": name} for name in FILES[kind]]
        return ctx.paginate(rows, lambda _, row: row)

    return index


def _show(kind: str) -> Callable[[Context], Json]:
    def show(ctx: Context) -> Json:
        if ctx.route.path.startswith("/projects"):
            ctx.find_project()
        name = ctx.params["name"]
        if name not in FILES[kind]:
            raise not_found(_TITLES[kind])
        return {"name": name, "content": FILES[kind][name]}

    return show


def _licenses(ctx: Context) -> Answer:
    if ctx.route.path.startswith("/projects"):
        ctx.find_project()
    popular = ctx.params.get("popular")
    rows = [row for row in LICENSES.values() if popular is None or row["popular"] == popular]
    return ctx.paginate(rows, lambda _, row: row)


def _license(ctx: Context) -> Json:
    """With the names that are given in the place of those that are missing."""
    if ctx.route.path.startswith("/projects"):
        ctx.find_project()
    found = LICENSES.get(str(ctx.params["key"]).lower())
    if found is None:
        raise not_found("License")
    content = found["content"].replace("[year]", ctx.store.today()[:4])
    for name in ("fullname", "project"):
        if value := ctx.params.get(name):
            content = content.replace(f"[{name}]", str(value))
    return found | {"content": content}


for _root in ("", "/projects/:id"):
    for _kind in FILES:
        route("GET", f"{_root}/templates/{_kind}", params=PAGING, public=True)(_index(_kind))
        route("GET", f"{_root}/templates/{_kind}/:name", public=True)(_show(_kind))
    route("GET", f"{_root}/templates/licenses", params=PAGING, public=True)(_licenses)
    route(
        "GET",
        f"{_root}/templates/licenses/:key",
        params=[Param("fullname"), Param("project")],
        public=True,
    )(_license)
