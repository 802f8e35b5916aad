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
from gitlab.sandbox.git import Repository
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


# Descriptions that a project's repository offers --------------------------------------------------

_DESCRIPTIONS = {"issues": "issue_templates", "merge_requests": "merge_request_templates"}
_PROJECT_TEMPLATES = "/projects/:id/templates"


def _index_descriptions(ctx: Context) -> Answer:
    rows = [{"key": name, "name": name} for name in sorted(_descriptions(ctx))]
    return ctx.paginate(rows, lambda _, row: row)


def _show_description(ctx: Context) -> Json:
    name = ctx.params["name"]
    content = _descriptions(ctx).get(name)
    if content is None:
        raise not_found("Template")
    return {"name": name, "content": content}


def _descriptions(ctx: Context) -> dict[str, str]:
    """By name: the Markdown files of a folder of the default branch, for whoever reads that."""
    project = ctx.find_project()
    kind = ctx.route.path.removeprefix(f"{_PROJECT_TEMPLATES}/").partition("/")[0]
    if ctx.params.get("source_template_project_id") is not None:
        project = ctx.find_project("source_template_project_id")
    repository = Repository(ctx.store, project)
    head = repository.resolve(repository.default_branch)
    if head is None or not (ctx.can_use(project, kind) and ctx.can_use(project, "repository")):
        return {}
    folder = f".gitlab/{_DESCRIPTIONS[kind]}/"
    files = repository.files(repository.commit(head).tree)
    return {
        path.removeprefix(folder).removesuffix(".md"): repository.blob(blob.id).decode(
            errors="replace"
        )
        for path, blob in files.items()
        if path.startswith(folder) and path.endswith(".md")
    }


for _kind in _DESCRIPTIONS:
    _place, _source = f"{_PROJECT_TEMPLATES}/{_kind}", Param("source_template_project_id", "int")
    route("GET", _place, params=[*PAGING, _source], public=True)(_index_descriptions)
    route("GET", f"{_place}/:name", params=[_source], public=True)(_show_description)


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
