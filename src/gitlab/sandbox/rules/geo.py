"""Geo sites: where copies of the instance are. They are kept as settings; no site is there.

https://docs.gitlab.com/api/geo_sites/
https://docs.gitlab.com/api/geo_nodes/
"""

from __future__ import annotations

from urllib.parse import urlsplit

from gitlab.sandbox.documents import ADMIN, Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, invalid, missing, route

SITES, NODES = "/geo_sites", "/geo_nodes"
_ID = Param("site_id", "int")
_DEFAULTS = {
    "primary": False,
    "enabled": True,
    "files_max_capacity": 10,
    "repos_max_capacity": 10,
    "verification_max_capacity": 100,
    "container_repositories_max_capacity": 10,
    "selective_sync_shards": [],
    "selective_sync_namespace_ids": [],
    "selective_sync_organization_ids": [],
    "minimum_reverification_interval": 90,
    "sync_object_storage": False,
    "clone_protocol": "http",
}


def _prepare(sites: Documents, before: Row, made: Row) -> None:
    row = before | made
    if not row.get("name"):
        raise invalid(name=["can't be blank"])
    for name in ("url", "internal_url"):
        if made.get(name):
            made[name] = f"{made[name].rstrip('/')}/"
            if urlsplit(made[name]).scheme not in ("http", "https"):
                raise invalid(**{name: ["scheme must be http or https"]})
    if not row.get("url"):
        raise invalid(url=["can't be blank"])
    others = sites.own().where("id IS NOT ?", before.get("id"))
    if row.get("primary") and any(other["primary"] for other in others):
        raise invalid(primary=["node already exists"])
    made["internal_url"] = made.get("internal_url") or before.get("internal_url") or made.get("url")


def _show(sites: Documents, row: Row) -> Row:
    kind = sites.ctx.route.path.split("/")[1]
    url = sites.ctx.url(f"api/v4/{kind}/{row['id']}")
    return {
        "current": row["primary"],
        "web_edit_url": sites.ctx.url(f"admin/geo/sites/{row['id']}/edit"),
        "web_geo_replication_details_url": None,
        "_links": {"self": url, "status": f"{url}/status", "repair": f"{url}/repair"},
    }


declare(
    Kind(
        thing="Geo Site",
        write=ADMIN,
        defaults=_DEFAULTS,
        unique=("name",),
        param="site_id",
        prepare=_prepare,
        show=_show,
    ),
    SITES,
)


# By their former name -----------------------------------------------------------------------------


@route("GET", NODES, params=PAGING)
def index(ctx: Context) -> Answer:
    return Documents(ctx, SITES).listed()


@route("POST", NODES, params=[Param("name", required=True), Param("url", required=True)])
def create(ctx: Context) -> Json:
    sites = Documents(ctx, SITES, write=True)
    return sites.shown(sites.create(ctx.params))


@route("GET", f"{NODES}/:site_id", params=[_ID])
def show(ctx: Context) -> Json:
    sites = Documents(ctx, SITES)
    return sites.shown(sites.find())


@route("PUT", f"{NODES}/:site_id", params=[_ID])
def update(ctx: Context) -> Json:
    sites = Documents(ctx, SITES, write=True)
    return sites.shown(sites.change(sites.find(), sent(sites)))


@route("DELETE", f"{NODES}/:site_id", params=[_ID])
def delete(ctx: Context) -> None:
    sites = Documents(ctx, SITES, write=True)
    sites.delete(sites.find())


# How they are: none ever said ---------------------------------------------------------------------


@route("GET", f"{SITES}/status", params=PAGING)
@route("GET", f"{NODES}/status", params=PAGING)
def statuses(ctx: Context) -> Answer:
    ctx.authenticated_as_admin()
    return ctx.paginate([], lambda _, row: row)


@route("GET", f"{SITES}/:site_id/status", params=[_ID])
@route("GET", f"{NODES}/:site_id/status", params=[_ID])
def status(ctx: Context) -> Json:
    Documents(ctx, SITES).find()
    raise missing()
