"""Integrations of projects and groups with other services. The sandbox keeps them and calls none.

https://docs.gitlab.com/api/project_integrations/
https://docs.gitlab.com/api/group_integrations/
"""

from __future__ import annotations

from functools import cache

from gitlab.sandbox.documents import Documents, Kind, collection, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.rules import Context, Json, Row, invalid_parameter, refused, route
from gitlab.sandbox.store import Selection

PROJECT, GROUP = "/projects/:id/integrations", "/groups/:id/integrations"
_SECRETS = ("password", "token", "api_key", "private_key", "secret")
_EVENTS_ON = ("commit_events", "push_events", "issues_events", "merge_requests_events")


def _show(integrations: Documents, row: Row) -> Row:
    """Secrets are not among the properties that GitLab tells."""
    declared = dict(integrations.collection.resource.attributes)
    return {
        "properties": {
            name: value
            for name, value in row.get("sent", {}).items()
            if name not in declared and not name.endswith(_SECRETS)
        }
    }


def _active(integrations: Documents) -> Selection:
    """Lists leave out what is switched off."""
    one = "slug" in integrations.ctx.params
    return integrations.own().where("1" if one else "json_extract(data, '$.active')")


declare(
    Kind(
        thing="Integration",
        order="doc_key",
        defaults=dict.fromkeys(_EVENTS_ON, True) | {"active": True},
        show=_show,
        select=_active,
        param="slug",
    ),
    PROJECT,
    GROUP,
)


@route("PUT", f"{PROJECT}/:slug")
@route("PUT", f"{GROUP}/:slug")
def update(ctx: Context) -> Json:
    """Set up the integration of that name, or change it."""
    path = PROJECT if ctx.route.path.startswith("/projects") else GROUP
    integrations = Documents(ctx, path, write=True)
    slug, given = _slug(ctx), sent(integrations)
    if lacking := [name for name in _needed()[slug] if name not in given]:
        raise invalid_parameter(", ".join(f"{name} is missing" for name in lacking))
    declared = dict(collection(path).resource.attributes)
    known = {name: value for name, value in given.items() if name in declared}
    row = integrations.get(slug)
    if row is None:
        title = slug.replace("-", " ").replace("_", " ").capitalize()
        row = integrations.create(known | {"slug": slug, "title": title, "sent": given})
    else:
        told = {"active": True, "sent": row.get("sent", {}) | given}
        row = integrations.change(row, told | known)
    return integrations.shown(row, "update")


@route("DELETE", f"{PROJECT}/:slug")
@route("DELETE", f"{GROUP}/:slug")
def delete(ctx: Context) -> None:
    """Switch it off, and forget what it was told."""
    _slug(ctx)
    path = PROJECT if ctx.route.path.startswith("/projects") else GROUP
    integrations = Documents(ctx, path, write=True)
    integrations.change(integrations.find(), {"active": False, "sent": {}})


def _slug(ctx: Context) -> str:
    slug: str = ctx.params["slug"]
    if slug not in _needed():
        raise refused(404, {"error": "404 Not Found"})
    return slug


@cache
def _needed() -> dict[str, list[str]]:
    """Which integrations there are, and what each cannot do without."""
    from typing import Required, get_origin, get_type_hints

    from gitlab.v4.objects.integrations import IntegrationSettings

    return {
        slug: [
            name
            for name, kind in get_type_hints(settings, include_extras=True).items()
            if get_origin(kind) is Required
        ]
        for slug, settings in get_type_hints(IntegrationSettings).items()
    }
