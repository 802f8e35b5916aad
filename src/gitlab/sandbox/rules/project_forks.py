"""Forks of projects.

https://docs.gitlab.com/api/project_forks/
"""

from __future__ import annotations

from gitlab.sandbox import access, lookup
from gitlab.sandbox.entities import project
from gitlab.sandbox.git import Repository
from gitlab.sandbox.listing import PROJECT_KEYSET, list_projects
from gitlab.sandbox.naming import VISIBILITIES, taken
from gitlab.sandbox.records import create_project
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Row,
    conflict,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.rules.projects import may_create_projects
from gitlab.sandbox.visible import visible_projects

_WORDS = {"name": "Name", "path": "Path", "project_namespace.name": "Project namespace name"}
_COPIED = ("description", "default_branch", "empty_repo", "topics", "avatar_url")


@route("GET", "/projects/:id/forks", params=PAGING, public=True)
def index(ctx: Context) -> Answer:
    origin = ctx.find_project()
    forks = visible_projects(ctx.store, ctx.user).where(
        "json_extract(data, '$.forked_from_id') = ?", origin["id"]
    )
    return list_projects(ctx, forks, PROJECT_KEYSET, project)


@route("POST", "/projects/:id/fork")
def create(ctx: Context) -> Json:
    origin = ctx.find_project()
    if origin["forking_access_level"] == "disabled" or not _may_read_code(ctx, origin):
        raise not_found()
    namespace = _target(ctx)
    name = ctx.params.get("name") or origin["name"]
    path = ctx.params.get("path") or origin["path"]
    if errors := taken(ctx.store, namespace, name, path):
        raise refused(
            409, {"message": [f"{_WORDS[name]} {text}" for name, (text,) in errors.items()]}
        )
    visibility = min(
        ctx.params.get("visibility") or origin["visibility"],
        origin["visibility"],
        "public" if namespace["kind"] == "user" else namespace["visibility"],
        key=VISIBILITIES.index,
    )
    assert ctx.user is not None
    fork = create_project(
        ctx.store,
        path,
        namespace,
        **{key: origin[key] for key in _COPIED if key in origin},
        name=name,
        visibility=visibility,
        creator_id=ctx.user["id"],
        forked_from_id=origin["id"],
        import_status="finished",
    )
    Repository(ctx.store, fork)
    _count_forks(ctx, origin["id"], 1)
    return project(ctx, fork)


@route("POST", "/projects/:id/fork/:forked_from_id")
def create_relation(ctx: Context) -> Json:
    found = ctx.find_project()
    ctx.authorize_admin_project(found)
    origin = ctx.find_project("forked_from_id")
    if found.get("forked_from_id"):
        raise conflict("Project already forked")
    fork = ctx.store.update("projects", found["id"], forked_from_id=origin["id"])
    _count_forks(ctx, origin["id"], 1)
    return project(ctx, fork)


@route("DELETE", "/projects/:id/fork")
def delete_relation(ctx: Context) -> Answer | None:
    found = ctx.find_project()
    ctx.authorize(ctx.is_admin or ctx.access_level(found) >= access.OWNER)
    if not found.get("forked_from_id"):
        return Answer(304)
    _count_forks(ctx, found["forked_from_id"], -1)
    ctx.store.update("projects", found["id"], forked_from_id=None)
    return None


def _target(ctx: Context) -> Row:
    names = ("namespace_id", "namespace_path", "namespace")
    value = next((ctx.params[name] for name in names if ctx.params.get(name)), None)
    assert ctx.user is not None
    if value is None:
        namespace = ctx.store.first("namespaces", owner_id=ctx.user["id"], kind="user")
    else:
        namespace = lookup.namespace(ctx.store, value)
    if namespace is None or not may_create_projects(ctx, namespace):
        raise not_found("Target Namespace")
    return namespace


def _may_read_code(ctx: Context, origin: Row) -> bool:
    if ctx.is_admin or ctx.access_level(origin) >= access.REPORTER:
        return True
    return bool(
        origin["visibility"] != "private" and origin["repository_access_level"] == "enabled"
    )


def _count_forks(ctx: Context, id: int, change: int) -> None:
    if origin := ctx.store.get("projects", id):
        ctx.store.update("projects", id, forks_count=origin["forks_count"] + change)
