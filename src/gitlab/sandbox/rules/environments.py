"""Environments.

https://docs.gitlab.com/api/environments/
"""

from __future__ import annotations

import re

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.entities import basic_project
from gitlab.sandbox.entities.deployments import deployment, environment_basic
from gitlab.sandbox.environments import NEW, slug, tier
from gitlab.sandbox.features import open_to_all
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    invalid_parameter,
    needed,
    route,
)
from gitlab.sandbox.store import Selection

__all__ = ["deployments_to", "find_or_create", "placed"]

ENVIRONMENTS = "/projects/:id/environments"
ENVIRONMENT = f"{ENVIRONMENTS}/:environment_id"
_ID = Param("environment_id", "int")
_SHORTEST_SEARCH = 3
_DAY = 86_400
_NAME = re.compile(r"(?!/)[\w/${}. -]+(?<!/)", re.ASCII)
_BAD_NAME = (
    "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', and spaces, but it"
    " cannot start or end with '/'"
)


def placed(ctx: Context, path: str, level: int = 0) -> Documents:
    """The environments or deployments of the project; who writes needs a `level`.

    They tell of the repository and of pipelines: all three features have to be on, and where one
    of them is for members only, reading takes a Reporter.
    """
    found = Documents(ctx, path, write=level > 0)
    project = found.root.row or {}
    features = ("repository", "builds", "environments")
    for feature in features:
        ctx.authorize_feature(project, feature)
    if not (open_to_all(project, features) and access.is_open(ctx.user, project)):
        found.demand(access.REPORTER)
    if level:
        found.demand(level)
    return found


def deployments_to(ctx: Context, environment: Row) -> Selection:
    """The newest first."""
    project_id = environment["doc_owner_id"]
    rows = ctx.store.select(
        "documents", doc_owner="projects", doc_owner_id=project_id, doc_kind="deployments"
    )
    to = rows.where("json_extract(data, '$.environment_id') = ?", environment["id"])
    return to.order_by("id DESC")


def find_or_create(ctx: Context, name: str) -> Row:
    """The environment of that name; a deployment makes what it names."""
    found = Documents(ctx, ENVIRONMENTS, write=True)
    return _named(found, name).first() or found.create({"name": name})


def _named(environments: Documents, name: str) -> Selection:
    return environments.own().where("json_extract(data, '$.name') = ?", name)


def _prepare(environments: Documents, before: Row, made: Row) -> None:
    url = made.get("external_url")
    if url and not re.match("https?://", url, re.IGNORECASE):
        raise invalid(external_url=["is blocked: Only allowed schemes are http, https"])
    made.pop("name" if before else "slug", None)
    if before:
        return
    name = made["name"]
    if not _NAME.fullmatch(name):
        raise invalid(name=[_BAD_NAME])
    made["slug"] = slug(name)
    made["tier"] = environments.ctx.params.get("tier") or tier(name)


def _show(environments: Documents, row: Row) -> Row:
    ctx = environments.ctx
    last = deployments_to(ctx, row).where("json_extract(data, '$.status') = 'success'").first()
    return {
        "project": basic_project(ctx, environments.root.row or {}),
        "last_deployment": deployment(ctx, last) if last else None,
    }


declare(
    Kind(
        thing="",
        unique=("name",),
        defaults=NEW,
        prepare=_prepare,
        show=_show,
    ),
    ENVIRONMENTS,
)


@route("GET", ENVIRONMENTS, params=PAGING, public=True)
def index(ctx: Context) -> Answer:
    name, search = ctx.params.get("name"), ctx.params.get("search")
    if name is not None and search is not None:
        raise invalid_parameter("name, search are mutually exclusive")
    environments = placed(ctx, ENVIRONMENTS)
    if search and len(search) < _SHORTEST_SEARCH:
        raise bad_request(f"Search query is less than {_SHORTEST_SEARCH} characters")
    rows = environments.own() if name is None else _named(environments, name)
    if search:
        rows = rows.where("instr(lower(json_extract(data, '$.name')), ?) > 0", search.lower())
    if state := ctx.params.get("states"):
        rows = rows.where("json_extract(data, '$.state') = ?", state)
    return ctx.paginate(rows.order_by("id"), lambda _, row: environments.shown(row, "list"))


@route("GET", ENVIRONMENT, params=[_ID], public=True)
def show(ctx: Context) -> Json:
    environments = placed(ctx, ENVIRONMENTS)
    return environments.shown(environments.find(ctx.params["environment_id"]))


@route("POST", ENVIRONMENTS, params=needed("name"))
def create(ctx: Context) -> Json:
    _refuse_slug(ctx)
    environments = placed(ctx, ENVIRONMENTS, access.DEVELOPER)
    return environments.shown(environments.create(sent(environments)), "create")


@route("PUT", ENVIRONMENT, params=[_ID])
def update(ctx: Context) -> Json:
    _refuse_slug(ctx)
    environments, row = _find(ctx)
    return environments.shown(environments.change(row, sent(environments)), "update")


@route("DELETE", ENVIRONMENT, params=[_ID])
def delete(ctx: Context) -> None:
    """Only of what has been stopped."""
    environments, row = _find(ctx)
    ctx.authorize(row["state"] == "stopped")
    for deployed in list(deployments_to(ctx, row)):
        ctx.store.delete("documents", deployed["id"])
    environments.delete(row)


@route("POST", f"{ENVIRONMENT}/stop", params=[_ID, Param("force", "bool")])
def stop(ctx: Context) -> Answer:
    environments, row = _find(ctx)
    return Answer(200, environments.shown(environments.change(row, {"state": "stopped"})))


@route("POST", f"{ENVIRONMENTS}/stop_stale", params=[Param("before", "moment", required=True)])
def stop_stale(ctx: Context) -> Answer:
    """Stops what was neither changed nor deployed to since a moment, unless it is protected."""
    environments = placed(ctx, ENVIRONMENTS, access.DEVELOPER)
    before = ctx.params["before"] or ""
    if not _ago(ctx, 3_650) <= before <= _ago(ctx, 7):
        raise bad_request("Invalid Date")
    protected = {
        row["doc_key"]
        for row in ctx.store.select(
            "documents",
            doc_owner="projects",
            doc_owner_id=environments.root.id,
            doc_kind="protected_environments",
        )
    }
    for row in list(environments.own().where("json_extract(data, '$.state') = 'available'")):
        last = deployments_to(ctx, row).first()
        used = max(row["updated_at"], last["updated_at"] if last else "")
        if used < before and row["name"] not in protected:
            environments.change(row, {"state": "stopped"})
    return Answer(200, {"message": "Successfully requested stop for all stale environments"})


@route(
    "DELETE",
    f"{ENVIRONMENTS}/review_apps",
    params=[
        Param("before", "moment"),
        Param("limit", "int"),
        Param("dry_run", "bool", default=True),
    ],
)
def delete_review_apps(ctx: Context) -> Answer:
    """Lets stopped review apps go in a week."""
    environments = placed(ctx, ENVIRONMENTS, access.DEVELOPER)
    limit = 100 if ctx.params.get("limit") is None else ctx.params["limit"]
    if not 1 <= limit <= 1_000:
        raise invalid_parameter("limit does not have a valid value")
    before = ctx.params.get("before") or _ago(ctx, 30)
    rows = environments.own().where(
        "json_extract(data, '$.name') LIKE 'review/%' AND json_extract(data, '$.state') = 'stopped'"
        " AND json_extract(data, '$.created_at') < ?"
        " AND json_extract(data, '$.auto_delete_at') IS NULL",
        before,
    )
    chosen = list(rows.order_by("id"))[:limit]
    if not ctx.params["dry_run"]:
        for row in chosen:
            ctx.store.update("documents", row["id"], auto_delete_at=_ago(ctx, -7))
    entries = [environment_basic(row) for row in chosen]
    return Answer(200, {"scheduled_entries": entries, "unprocessable_entries": []})


def _ago(ctx: Context, days: int) -> str:
    return ctx.store.timestamp(ctx.store.clock() - days * _DAY)


def _refuse_slug(ctx: Context) -> None:
    if "slug" in ctx.params:
        raise invalid_parameter("slug is automatically generated and cannot be changed")


def _find(ctx: Context) -> tuple[Documents, Row]:
    environments = placed(ctx, ENVIRONMENTS, access.DEVELOPER)
    return environments, environments.find(ctx.params["environment_id"])
