"""What is wrong with a CI/CD configuration, as far as its structure goes.

https://docs.gitlab.com/api/lint/
"""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.ci import CONFIG, ConfigError, PipelineError
from gitlab.sandbox.ci.config import checked
from gitlab.sandbox.ci.content import Include
from gitlab.sandbox.ci.jobs import Job
from gitlab.sandbox.ci.pipelines import simulate
from gitlab.sandbox.ci.trees import Tree
from gitlab.sandbox.git import Repository
from gitlab.sandbox.rules import Context, Json, Param, not_found, refused, route

LINT = "/projects/:id/ci/lint"
_OPTIONS = (
    Param("dry_run", "bool"),
    Param("include_jobs", "bool"),
    Param("ref"),
    Param("dry_run_ref"),
)
_MISSING = "Please provide content of .gitlab-ci.yml"


@route("POST", LINT, params=[*_OPTIONS, Param("content", required=True)])
def check(ctx: Context) -> Json:
    """Any text, for those who may push."""
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    tree = Tree(repository, repository.resolve(None), ctx.user)
    return _checked(ctx, ctx.params["content"] or "", tree)


@route("GET", LINT, params=[*_OPTIONS, Param("content_ref"), Param("sha")], public=True)
def check_own(ctx: Context) -> Json:
    """The project's own configuration, at a commit."""
    project = ctx.find_project()
    ctx.authorize(ctx.can_use(project, "repository"))
    repository = Repository(ctx.store, project)
    ref = ctx.params.get("content_ref") or ctx.params.get("sha") or project["default_branch"]
    commit = repository.resolve(ref)
    if commit is None:
        raise not_found("Commit")
    tree = Tree(repository, commit, ctx.user)
    return _checked(ctx, tree.read(project.get("ci_config_path") or CONFIG) or "", tree)


@route("POST", "/ci/lint")
def withdrawn(ctx: Context) -> Json:
    """GitLab has it no longer since 16.0."""
    raise refused(404, {"error": "404 Not Found"})


def _checked(ctx: Context, text: str, tree: Tree) -> dict[str, Any]:
    found = checked(text, tree) if text.strip() else None
    errors = found.errors if found else [_MISSING]
    jobs = found.jobs if found else []
    if ctx.params.get("dry_run") and not errors:
        jobs, errors = _simulated(ctx, text, tree)
    lint: dict[str, Any] = {
        "valid": not errors,
        "merged_yaml": found.merged_yaml if found else None,
        "errors": errors,
        "warnings": [],
        "includes": [_include(ctx, tree, each) for each in (found.includes if found else ())],
    }
    if ctx.params.get("include_jobs"):
        lint["jobs"] = [
            {"name": job.name, "stage": job.stage, "when": job.when, "tag_list": list(job.tags)}
            | {"allow_failure": job.allow_failure}
            for job in (() if errors else jobs)
        ]
    return lint


def _simulated(ctx: Context, text: str, tree: Tree) -> tuple[list[Job], list[str]]:
    """The jobs that a push to the ref would start, and why there is none."""
    project = tree.repository.project
    ctx.authorize_level(project, access.DEVELOPER)
    assert ctx.user is not None
    named = ctx.params.get("dry_run_ref") or ctx.params.get("ref")
    ref: str = named or tree.repository.default_branch
    try:
        return simulate(ctx.store, project, ctx.user, text, ref).jobs, []
    except ConfigError as error:
        return [], list(error.errors)
    except PipelineError as error:
        return [], [str(error)]


def _include(ctx: Context, tree: Tree, include: Include) -> dict[str, Any]:
    page = ctx.url(f"{include.tree.path}/-/%s/{include.tree.sha}/{include.location}")
    return {
        "type": include.kind,
        "location": include.location,
        "blob": page % "blob",
        "raw": page % "raw",
        "extra": {"project": include.tree.path} if include.kind == "file" else {},
        "context_project": tree.path,
        "context_sha": tree.sha,
    }
