"""Groups and projects that come from another GitLab directly. Here this can only be the sandbox.

Which other one it is, the sandbox does not ask: it reaches none but itself, and says so.

https://docs.gitlab.com/api/bulk_imports/
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from gitlab.sandbox import access, lookup
from gitlab.sandbox.context import Entity
from gitlab.sandbox.entities.tokens import is_active
from gitlab.sandbox.exporting import exported, group_from, project_from
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.naming import path_taken
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid_parameter,
    missing,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.store import Selection

IMPORTS = "/bulk_imports"
_IMPORT, _ENTITY = Param("bulk_import_id", "int"), Param("entity_id", "int")
_FILTERS = (*PAGING, Param("status"), Param("sort"))
_UNREACHABLE = (
    "Import aborted as it is not possible to connect to the provided GitLab instance URL."
)
_BAD_TOKEN = (
    "Import aborted as the provided personal access token does not have the required 'api' scope or"
    " is no longer valid."
)
_SLUG = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.-]*")
_PATH = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*")


# Starting -----------------------------------------------------------------------------------------


@route("POST", IMPORTS)
def create(ctx: Context) -> Json:
    """Everything is checked first; what comes is there at once, and finished a moment later."""
    if ctx.settings.get("bulk_import_enabled") is False:
        raise not_found()
    configuration, entities = ctx.params["configuration"] or {}, ctx.params["entities"] or []
    source = _source(ctx, configuration)
    assert ctx.user is not None
    now = {"created_at": ctx.now(), "updated_at": ctx.now(), "ready_at": ctx.store.later()}
    made = ctx.store.insert(
        "documents",
        {
            "doc_kind": "bulk_imports",
            "doc_owner": "users",
            "doc_owner_id": ctx.user["id"],
            "source_url": configuration["url"],
        }
        | now,
    )
    for number, entity in enumerate(entities):
        _Import(ctx, source, made).begin(number, entity)
    return _shown(ctx, made) | {"status": "created"}


def _source(ctx: Context, configuration: Row) -> Row:
    """The user as whom the import reads."""
    for name in ("url", "access_token"):
        if not isinstance(configuration.get(name), str):
            raise invalid_parameter(f"configuration[{name}] is missing")
    if configuration["url"].rstrip("/") != ctx.request.base_url.rstrip("/"):
        raise refused(422, {"message": _UNREACHABLE})
    token = ctx.store.first("tokens", token=configuration["access_token"])
    if token is None or not is_active(ctx, token) or "api" not in token["scopes"]:
        raise refused(422, {"message": _BAD_TOKEN})
    return ctx.store.get("users", token["user_id"]) or {}


class _Import:
    """One import on its way from what the source's user may read."""

    def __init__(self, ctx: Context, source: Row, made: Row) -> None:
        self.ctx, self.source, self.made = ctx, source, made
        self.groups: list[int] = []

    def begin(self, number: int, entity: Any) -> None:
        """Check an entity of the request, and take over what it names."""
        wanted: Row = entity if isinstance(entity, dict) else {}
        self._check(f"entities[{number}]", wanted)
        is_group = wanted["source_type"] == "group_entity"
        kind = "group" if is_group else "project"
        found = (lookup.group if is_group else lookup.project)(
            self.ctx.store, wanted["source_full_path"]
        )
        can_read = access.can_read_group if is_group else access.can_read_project
        if found is None or not can_read(self.ctx.store, self.source, found):
            self._refuse(f"Import failed. '{wanted['source_full_path']}' not found.")
        slug = wanted.get("destination_slug") or wanted["destination_name"]
        self.groups = access.descendants(self.ctx.store, found["id"]) if is_group else []
        self._take(kind, found, slug, self._destination(wanted, is_group), wanted, None)

    def _check(self, place: str, wanted: Row) -> None:
        for name in ("source_type", "source_full_path", "destination_namespace"):
            if not isinstance(wanted.get(name), str):
                raise invalid_parameter(f"{place}[{name}] is missing")
        if wanted["source_type"] not in ("group_entity", "project_entity"):
            raise invalid_parameter(f"{place}[source_type] does not have a valid value")
        if not _PATH.fullmatch(wanted["source_full_path"]):
            raise invalid_parameter(
                f"{place}[source_full_path] must be a relative path and not include protocol,"
                " sub-domain, or domain information. For example, 'destination/full/path' not"
                " 'https://example.com/destination/full/path'"
            )
        given = [wanted[n] for n in ("destination_slug", "destination_name") if wanted.get(n)]
        if len(given) != 1:
            raise invalid_parameter(
                f"{place}[destination_slug], {place}[destination_name] are missing, exactly one"
                " parameter must be provided"
            )
        if not (isinstance(given[0], str) and _SLUG.fullmatch(given[0])):
            raise invalid_parameter(f"{place}[destination_slug] is invalid")

    def _destination(self, wanted: Row, is_group: bool) -> Row | None:
        """The namespace to import into; none for a top-level group."""
        path = wanted["destination_namespace"]
        if not path and is_group:
            return None
        found = lookup.namespace(self.ctx.store, path)
        level = access.OWNER if is_group else access.MAINTAINER
        if found is None or not (self.ctx.is_admin or self.ctx.access_level(found) >= level):
            self._refuse(
                f"Import failed. Destination '{path}' is invalid, or you don't have permission."
            )
        return found

    def _take(
        self, kind: str, found: Row, slug: str, above: Row | None, wanted: Row, parent: int | None
    ) -> None:
        ctx = self.ctx
        path = f"{above['full_path']}/{slug}" if above else slug
        if path_taken(ctx.store, path):
            text = f"'{path}' already exists. Change the destination and try again."
            self._refuse(f"Import failed. {text}")
        table = "namespaces" if kind == "group" else "projects"
        content = exported(ctx, table, found)
        visible = {"visibility": found["visibility"]} | (
            {"visibility": above["visibility"]} if above and above["kind"] == "group" else {}
        )
        if kind == "group":
            made = group_from(ctx, content, slug, above, name=found["name"], **visible)
        else:
            assert above is not None
            made = project_from(ctx, content, slug, above, **{"name": found["name"]} | visible)
        entity = ctx.store.insert(
            "documents",
            {
                "doc_kind": "entities",
                "doc_owner": "bulk_imports",
                "doc_owner_id": self.made["id"],
                "entity_type": kind,
                "source_full_path": found["full_path"],
                "destination_full_path": path,
                "destination_name": slug,
                "destination_slug": slug,
                "destination_namespace": above["full_path"] if above else "",
                "parent_id": parent,
                "namespace_id": made["id"] if kind == "group" else None,
                "project_id": made["id"] if kind == "project" else None,
                "migrate_projects": wanted.get("migrate_projects") is not False,
                "migrate_memberships": wanted.get("migrate_memberships") is not False,
                "created_at": ctx.now(),
                "updated_at": ctx.now(),
                "ready_at": self.made["ready_at"],
            },
        )
        if entity["migrate_memberships"]:
            self._members(found, made)
        if kind == "group":
            for group in list(ctx.store.select("namespaces", parent_id=found["id"])):
                # What the import makes below its own source does not come along.
                if group["id"] in self.groups:
                    self._take("group", group, group["path"], made, wanted, entity["id"])
            if entity["migrate_projects"]:
                for project in list(ctx.store.select("projects", namespace_id=found["id"])):
                    self._take("project", project, project["path"], made, wanted, entity["id"])

    def _members(self, found: Row, made: Row) -> None:
        known = {row["user_id"] for row in access.own_members(self.ctx.store, made)}
        column = "project_id" if "namespace_id" in found else "namespace_id"
        for row in list(self.ctx.store.select("members", **{column: found["id"]})):
            if row["user_id"] not in known:
                add_member(self.ctx, made, row["user_id"], row["access_level"], row["expires_at"])

    def _refuse(self, text: str) -> NoReturn:
        raise refused(422, {"message": text})


# Watching -----------------------------------------------------------------------------------------


@route("GET", IMPORTS, params=_FILTERS)
def index(ctx: Context) -> Answer:
    return _listed(ctx, _imports(ctx), _shown)


@route("GET", f"{IMPORTS}/entities", params=_FILTERS)
def all_entities(ctx: Context) -> Answer:
    ids = [row["id"] for row in _imports(ctx)]
    entities = ctx.store.select("documents", doc_kind="entities", doc_owner="bulk_imports")
    return _listed(ctx, entities.where_in("doc_owner_id", ids), _entity)


@route("GET", f"{IMPORTS}/:bulk_import_id", params=[_IMPORT])
def show(ctx: Context) -> Json:
    return _shown(ctx, _found(ctx))


@route("POST", f"{IMPORTS}/:bulk_import_id/cancel", params=[_IMPORT])
def cancel(ctx: Context) -> Json:
    """What is finished stays so."""
    found = _found(ctx)
    if not ctx.store.is_past(found["ready_at"]):
        for row in (found, *_entities(ctx, found)):
            ctx.store.update("documents", row["id"], is_canceled=True)
    return _shown(ctx, _found(ctx))


@route("GET", f"{IMPORTS}/:bulk_import_id/entities", params=[*_FILTERS, _IMPORT])
def entities(ctx: Context) -> Answer:
    return _listed(ctx, _entities(ctx, _found(ctx)), _entity)


@route("GET", f"{IMPORTS}/:bulk_import_id/entities/:entity_id", params=[_IMPORT, _ENTITY])
def show_entity(ctx: Context) -> Json:
    return _entity(ctx, _found_entity(ctx))


@route("GET", f"{IMPORTS}/:bulk_import_id/entities/:entity_id/failures", params=[_IMPORT, _ENTITY])
def failures(ctx: Context) -> Json:
    _found_entity(ctx)
    return []


def _imports(ctx: Context) -> Selection:
    """The caller's own."""
    assert ctx.user is not None
    owner = {"doc_owner": "users", "doc_owner_id": ctx.user["id"]}
    return ctx.store.select("documents", doc_kind="bulk_imports", **owner)


def _found(ctx: Context) -> Row:
    if row := _imports(ctx).where("id = ?", ctx.params["bulk_import_id"]).first():
        return row
    raise missing()


def _entities(ctx: Context, found: Row) -> Selection:
    owner = {"doc_owner": "bulk_imports", "doc_owner_id": found["id"]}
    return ctx.store.select("documents", doc_kind="entities", **owner)


def _found_entity(ctx: Context) -> Row:
    if row := _entities(ctx, _found(ctx)).where("id = ?", ctx.params["entity_id"]).first():
        return row
    raise missing()


def _listed(ctx: Context, rows: Selection, entity: Entity) -> Answer:
    direction = "ASC" if ctx.params.get("sort") == "asc" else "DESC"
    status = ctx.params.get("status")
    found = rows.order_by(f"id {direction}")
    if status is None:
        return ctx.paginate(found, entity)
    return ctx.paginate([row for row in found if _status(ctx, row) == status], entity)


def _status(ctx: Context, row: Row) -> str:
    if row.get("is_canceled"):
        return "canceled"
    return "finished" if ctx.store.is_past(row["ready_at"]) else "started"


def _shown(ctx: Context, row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "status": _status(ctx, row),
        "source_type": "gitlab",
        "source_url": row["source_url"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "has_failures": False,
    }


def _entity(ctx: Context, row: Row) -> dict[str, Any]:
    names = (
        "entity_type source_full_path destination_full_path destination_name destination_slug"
        " destination_namespace parent_id namespace_id project_id created_at updated_at"
        " migrate_projects migrate_memberships"
    )
    return {
        "id": row["id"],
        "bulk_import_id": row["doc_owner_id"],
        "status": _status(ctx, row),
        **{name: row[name] for name in names.split()},
        "failures": [],
        "has_failures": False,
        "stats": {},
    }
