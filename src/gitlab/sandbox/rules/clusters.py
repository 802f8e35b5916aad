"""Clusters that are connected by certificates: of the instance, of groups and of projects.

GitLab has them no longer, unless the feature `certificate_based_clusters` is switched on. The
sandbox keeps them and connects to none.

https://docs.gitlab.com/api/instance_clusters/
https://docs.gitlab.com/api/group_clusters/
https://docs.gitlab.com/api/project_clusters/
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.entities import basic_project, group_basic, project_identity
from gitlab.sandbox.rules import Context, Json, Row, invalid, not_found, route

_SWITCH = "certificate_based_clusters"
_CREATED_AT = ("/admin/clusters/add", "/groups/:id/clusters/user", "/projects/:id/clusters/user")
_ATTRIBUTES = "platform_kubernetes_attributes"
_PLATFORM = ("api_url", "namespace", "authorization_type", "ca_cert")


def _begin(clusters: Documents) -> None:
    switches = clusters.ctx.store.select("documents", doc_key=_SWITCH)
    if not any(row.get("state") == "on" for row in switches):
        raise not_found()


def _prepare(clusters: Documents, before: Row, made: Row) -> None:
    """The token is kept to nobody's sight."""
    asked = made.pop(_ATTRIBUTES, None) or {}
    platform: Row = before.get("platform", {"authorization_type": "rbac"}) | asked
    if urlsplit(str(platform.get("api_url"))).scheme not in ("http", "https"):
        text = "is blocked: Only allowed schemes are http, https"
        raise invalid(**{"platform_kubernetes.api_url": [text]})
    if not before and not platform.get("token"):
        raise invalid(**{"platform_kubernetes.token": ["can't be blank"]})
    scope = made.get("environment_scope") or before.get("environment_scope", "*")
    others = clusters.own().where("id IS NOT ?", before.get("id"))
    if any(other["environment_scope"] == scope for other in others):
        raise invalid(environment_scope=["cannot add duplicated environment scope"])
    id = made.get("management_project_id")
    if id is not None and clusters.ctx.store.get("projects", id) is None:
        raise invalid(management_project_id=["you don't have permission"])
    made |= {"platform": platform, "environment_scope": scope}


def _show(clusters: Documents, row: Row) -> dict[str, Any]:
    ctx, root = clusters.ctx, clusters.root
    shown: dict[str, Any] = {
        "cluster_type": {"projects": "project_type", "namespaces": "group_type"}.get(
            root.table, "instance_type"
        ),
        "platform_kubernetes": {name: row["platform"].get(name) for name in _PLATFORM},
    }
    manager = ctx.store.get("projects", row.get("management_project_id"))
    shown["management_project"] = project_identity(ctx, manager) if manager else None
    if root.row:
        is_project = root.table == "projects"
        owner = basic_project(ctx, root.row) if is_project else group_basic(ctx, root.row)
        shown["project" if is_project else "group"] = owner
    return shown


_CLUSTER = Kind(
    begin=_begin,
    thing="",
    defaults={
        "domain": None,
        "enabled": True,
        "managed": True,
        "namespace_per_environment": True,
        "platform_type": "kubernetes",
        "provider_type": "user",
    },
    param="cluster_id",
    absent=("provider_gcp",),
    prepare=_prepare,
    show=_show,
)
declare(_CLUSTER, "/admin/clusters")
declare(
    _CLUSTER._replace(read=access.MAINTAINER, write=access.MAINTAINER),
    "/groups/:id/clusters",
    "/projects/:id/clusters",
)


def create(ctx: Context) -> Json:
    clusters = Documents(ctx, ctx.route.path.rpartition("/")[0], write=True)
    return clusters.shown(clusters.create(sent(clusters)), "create")


for _path in _CREATED_AT:
    route("POST", _path)(create)
