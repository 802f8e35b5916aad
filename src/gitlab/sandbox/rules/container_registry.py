"""Images of projects, by repository and tag. Seeds tell which there are: no docker pushes here.

https://docs.gitlab.com/api/container_registry/
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from gitlab.sandbox import access
from gitlab.sandbox.images import IMAGES, older_than_seconds, tags_of
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid_parameter,
    not_found,
    route,
)
from gitlab.sandbox.store import Selection

REPOSITORIES = "/projects/:id/registry/repositories"
REPOSITORY = f"{REPOSITORIES}/:repository_id"
TAGS = f"{REPOSITORY}/tags"
_ID = Param("repository_id", "int")
_MORE = (Param("tags", "bool"), Param("tags_count", "bool"))
_ACCEPTED = Answer(202, "202")
BULK_PAUSE = 3600
"""For how many seconds a repository's tags are not deleted in bulk again."""


@route("GET", REPOSITORIES, params=[*PAGING, *_MORE], public=True)
def index(ctx: Context) -> Answer:
    project = ctx.find_project()
    return ctx.paginate(_alive(ctx, [project["id"]]), _shown)


@route("GET", "/groups/:id/registry/repositories", params=[*PAGING, *_MORE])
def index_of_group(ctx: Context) -> Answer:
    """Those of its projects, and of the projects of the groups below it."""
    group = ctx.find_group()
    ctx.authorize(ctx.is_admin or ctx.access_level(group) >= access.REPORTER)
    marks = ", ".join(map(str, access.descendants(ctx.store, group["id"])))
    projects = ctx.store.select("projects").where(f"namespace_id IN ({marks})")
    ids = [row["id"] for row in projects if ctx.can_use(row, "container_registry")]
    return ctx.paginate(_alive(ctx, ids), _shown)


@route("GET", "/registry/repositories/:repository_id", params=[_ID, *_MORE, Param("size", "bool")])
def show(ctx: Context) -> Json:
    row = ctx.store.select("documents", id=ctx.params["repository_id"], doc_kind=IMAGES).first()
    project = ctx.store.get("projects", row["doc_owner_id"]) if row else None
    if row is None or project is None or not _is_there(ctx, row):
        raise not_found()
    if not ctx.can_read_project(project) or not ctx.can_use(project, "container_registry"):
        raise not_found()
    sizes = {tag["digest"]: tag["total_size"] for tag in tags_of(ctx.store, row).values()}
    size = {"size": sum(sizes.values())} if ctx.params.get("size") else {}
    return _shown(ctx, row) | size


@route("DELETE", REPOSITORY, params=[_ID])
def delete(ctx: Context) -> Answer:
    """In the background, with all tags."""
    project, row = _found(ctx)
    ctx.authorize_level(project, access.MAINTAINER)
    ctx.store.update("documents", row["id"], gone_at=ctx.store.later(), status="delete_scheduled")
    return _ACCEPTED


@route("GET", TAGS, params=[*PAGING, _ID], public=True)
def tags(ctx: Context) -> Answer:
    _, row = _found(ctx)
    names = sorted(tags_of(ctx.store, row))
    return ctx.paginate([_tag(ctx, row, name) for name in names], lambda _, tag: tag)


@route("GET", f"{TAGS}/:tag_name", params=[_ID], public=True)
def show_tag(ctx: Context) -> Json:
    _, row = _found(ctx)
    name = ctx.params["tag_name"]
    about = tags_of(ctx.store, row).get(name)
    if about is None:
        raise not_found("Tag")
    revision = about["revision"]
    return _tag(ctx, row, name) | {
        "revision": revision,
        "short_revision": revision[:9],
        **{key: about[key] for key in ("digest", "created_at", "total_size")},
    }


@route("DELETE", f"{TAGS}/:tag_name", params=[_ID])
def delete_tag(ctx: Context) -> Answer:
    project, row = _found(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    found = tags_of(ctx.store, row)
    if found.pop(ctx.params["tag_name"], None) is None:
        raise not_found("Tag")
    ctx.store.update("documents", row["id"], tags=found)
    return Answer(200, "200")


@route(
    "DELETE",
    TAGS,
    params=[
        _ID,
        *(Param(name) for name in ("name_regex_delete", "name_regex", "name_regex_keep")),
        Param("keep_n", "int"),
        Param("older_than"),
    ],
)
def delete_tags(ctx: Context) -> Answer:
    """In the background; once an hour at most. The tag `latest` always stays."""
    project, row = _found(ctx)
    ctx.authorize_level(project, access.MAINTAINER)
    wanted = ctx.params.get("name_regex_delete") or ctx.params.get("name_regex")
    if not wanted:
        raise invalid_parameter(
            "name_regex_delete, name_regex are missing, at least one parameter must be provided"
        )
    now = ctx.store.clock()
    if now < row.get("bulk_at", -BULK_PAUSE) + BULK_PAUSE:
        raise bad_request(
            "This request has already been made. It may run at most once an hour for a given"
            " container repository"
        )
    found, gone_at = tags_of(ctx.store, row), ctx.store.later()
    for name in _chosen(ctx, found, wanted):
        found[name]["gone_at"] = gone_at
    ctx.store.update("documents", row["id"], tags=found, bulk_at=now)
    return _ACCEPTED


def _chosen(ctx: Context, found: dict[str, Row], wanted: str) -> list[str]:
    """The tags that go: those whose whole name matches, save the newest and the young ones."""
    goes, stays = _pattern("name_regex_delete", wanted), None
    if keep := ctx.params.get("name_regex_keep"):
        stays = _pattern("name_regex_keep", keep)
    names = [
        name
        for name in found
        if name != "latest" and goes.fullmatch(name) and not (stays and stays.fullmatch(name))
    ]
    names.sort(key=lambda name: found[name]["created_at"], reverse=True)
    names = names[ctx.params.get("keep_n") or 0 :]
    if age := ctx.params.get("older_than"):
        seconds = older_than_seconds(age)
        if seconds is None:
            raise invalid_parameter("older_than is invalid")
        limit = ctx.store.timestamp(ctx.store.clock() - seconds)
        names = [name for name in names if found[name]["created_at"] < limit]
    return names


def _pattern(param: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error:
        raise invalid_parameter(f"{param} is an invalid regexp") from None


def _alive(ctx: Context, projects: Iterable[int]) -> Selection:
    rows = ctx.store.select("documents", doc_owner="projects", doc_kind=IMAGES)
    gone = "coalesce(json_extract(data, '$.gone_at'), ?) > ?"
    now = ctx.store.clock()
    return rows.where_in("doc_owner_id", projects).where(gone, now + 1, now)


def _is_there(ctx: Context, row: Row) -> bool:
    return row.get("gone_at") is None or not ctx.store.is_past(row["gone_at"])


def _found(ctx: Context) -> tuple[Row, Row]:
    project = ctx.find_project()
    row = _alive(ctx, [project["id"]]).where("id = ?", ctx.params["repository_id"]).first()
    if row is None:
        raise not_found()
    return project, row


def _shown(ctx: Context, row: Row) -> Row:
    project = row["doc_owner_id"]
    names = sorted(tags_of(ctx.store, row))
    shown: Row = {
        "id": row["id"],
        "name": row["doc_key"],
        "path": _path(ctx, row),
        "project_id": project,
        "location": _location(ctx, row),
        "created_at": row["created_at"],
        "cleanup_policy_started_at": None,
    }
    if ctx.params.get("tags_count"):
        shown["tags_count"] = len(names)
    if ctx.params.get("tags"):
        shown["tags"] = [_tag(ctx, row, name) for name in names]
    place = f"api/v4/projects/{project}/registry/repositories/{row['id']}"
    return shown | {"delete_api_path": ctx.url(place), "status": row.get("status")}


def _tag(ctx: Context, row: Row, name: str) -> Row:
    path, location = _path(ctx, row), _location(ctx, row)
    return {"name": name, "path": f"{path}:{name}", "location": f"{location}:{name}"}


def _path(ctx: Context, row: Row) -> str:
    project = ctx.store.get("projects", row["doc_owner_id"])
    assert project is not None
    return "/".join(filter(None, (project["full_path"], row["doc_key"])))


def _location(ctx: Context, row: Row) -> str:
    host = urlsplit(ctx.url()).hostname or "gitlab.example.com"
    return f"registry.{host}/{_path(ctx, row)}"
