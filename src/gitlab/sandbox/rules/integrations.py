"""Integrations of projects and groups with other services. The sandbox keeps them and calls none.

https://docs.gitlab.com/api/project_integrations/
https://docs.gitlab.com/api/group_integrations/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents, Kind, collection, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.rules import Context, Json, Row, route

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


declare(
    Kind(
        thing="Integration",
        order="doc_key",
        defaults=dict.fromkeys(_EVENTS_ON, True) | {"active": True},
        show=_show,
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
    slug, given = ctx.params["slug"], sent(integrations)
    declared = dict(collection(path).resource.attributes)
    known = {name: value for name, value in given.items() if name in declared}
    row = integrations.get(slug)
    if row is None:
        title = slug.replace("-", " ").replace("_", " ").capitalize()
        row = integrations.create(known | {"slug": slug, "title": title, "sent": given})
    else:
        row = integrations.change(row, known | {"sent": row.get("sent", {}) | given})
    return integrations.shown(row, "update")
