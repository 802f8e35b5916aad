"""Templates of files, a few of each kind.

https://docs.gitlab.com/api/templates/dockerfiles/
https://docs.gitlab.com/api/templates/gitignores/
https://docs.gitlab.com/api/templates/gitlab_ci_ymls/
https://docs.gitlab.com/api/templates/licenses/
https://docs.gitlab.com/api/project_templates/
"""

from __future__ import annotations

from collections.abc import Callable

from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, not_found, route

_FILES = {
    "dockerfiles": {
        "Python": "FROM python:3.13\nWORKDIR /app\nCOPY . .\nCMD python app.py\n",
        "Ruby": 'FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nCMD ["./app.rb"]\n',
    },
    "gitignores": {
        "Python": "__pycache__/\n*.py[cod]\n.venv/\nbuild/\ndist/\n",
        "Ruby": "*.gem\n/.bundle/\n/vendor/bundle\n",
    },
    "gitlab_ci_ymls": {
        "Bash": "build:\n  stage: build\n  script:\n    - echo build\n",
        "Python": "test:\n  image: python:latest\n  script:\n    - pytest\n",
    },
}
_TITLES = {
    "dockerfiles": "Dockerfile",
    "gitignores": "Gitignore",
    "gitlab_ci_ymls": "Gitlab Ci Yml",
}
_LICENSES: dict[str, Row] = {
    key: {
        "key": key,
        "name": name,
        "nickname": None,
        "html_url": f"https://choosealicense.com/licenses/{key}/",
        "source_url": f"https://opensource.org/licenses/{key}",
        "popular": popular,
        "description": f"The terms of the {name}.",
        "conditions": ["include-copyright"],
        "permissions": ["commercial-use", "modifications", "distribution", "private-use"],
        "limitations": ["liability", "warranty"],
        "content": f"{name}\n\nCopyright (c) [year] [fullname]\n",
    }
    for key, name, popular in (("isc", "ISC License", False), ("mit", "MIT License", True))
}


def _index(kind: str) -> Callable[[Context], Answer]:
    def index(ctx: Context) -> Answer:
        if ctx.route.path.startswith("/projects"):
            ctx.find_project()
        rows = [{"key": name, "name": name} for name in _FILES[kind]]
        return ctx.paginate(rows, lambda _, row: row)

    return index


def _show(kind: str) -> Callable[[Context], Json]:
    def show(ctx: Context) -> Json:
        if ctx.route.path.startswith("/projects"):
            ctx.find_project()
        name = ctx.params["name"]
        if name not in _FILES[kind]:
            raise not_found(_TITLES[kind])
        return {"name": name, "content": _FILES[kind][name]}

    return show


def _licenses(ctx: Context) -> Answer:
    if ctx.route.path.startswith("/projects"):
        ctx.find_project()
    popular = ctx.params.get("popular")
    rows = [row for row in _LICENSES.values() if popular is None or row["popular"] == popular]
    return ctx.paginate(rows, lambda _, row: row)


def _license(ctx: Context) -> Json:
    """With the names that are given in the place of those that are missing."""
    if ctx.route.path.startswith("/projects"):
        ctx.find_project()
    found = _LICENSES.get(str(ctx.params["key"]).lower())
    if found is None:
        raise not_found("License")
    content = found["content"].replace("[year]", ctx.store.today()[:4])
    if name := ctx.params.get("fullname"):
        content = content.replace("[fullname]", name)
    return found | {"content": content}


for _root in ("", "/projects/:id"):
    for _kind in _FILES:
        route("GET", f"{_root}/templates/{_kind}", params=PAGING, public=True)(_index(_kind))
        route("GET", f"{_root}/templates/{_kind}/:name", public=True)(_show(_kind))
    route("GET", f"{_root}/templates/licenses", params=PAGING, public=True)(_licenses)
    route(
        "GET",
        f"{_root}/templates/licenses/:key",
        params=[Param("fullname"), Param("project")],
        public=True,
    )(_license)
