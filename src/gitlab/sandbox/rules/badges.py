"""Badges of projects and groups. Projects show those of their group, too.

https://docs.gitlab.com/api/project_badges/
https://docs.gitlab.com/api/group_badges/
"""

from __future__ import annotations

import re

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Context, Json, Param, Row, forbidden, invalid, route
from gitlab.sandbox.store import Selection

PROJECT, GROUP = "/projects/:id/badges", "/groups/:id/badges"


def _prepare(badges: Documents, before: Row, made: Row) -> None:
    for name in ("link_url", "image_url"):
        url = str(made.get(name, before.get(name)))
        if not re.match(r"https?://\S+$", url):
            raise invalid(**{name: ["is blocked: Only allowed schemes are http, https"]})


def _show(badges: Documents, row: Row) -> Row:
    return {
        "kind": "project" if row["doc_owner"] == "projects" else "group",
        "rendered_link_url": _rendered(badges, row["link_url"]),
        "rendered_image_url": _rendered(badges, row["image_url"]),
    }


def _rendered(badges: Documents, url: str) -> str:
    """With the project's values in place of what stands for them; groups have none."""
    project = badges.root.row if badges.root.table == "projects" else None
    if project is None:
        return url
    values = {
        "project_path": project["full_path"],
        "project_title": project["name"],
        "project_name": project["path"],
        "project_id": str(project["id"]),
        "project_namespace": project["full_path"].rpartition("/")[0],
        "group_name": project["full_path"].partition("/")[0],
        "default_branch": project["default_branch"],
        "gitlab_server": badges.ctx.url().partition("://")[2].rstrip("/"),
    }
    return re.sub(r"%\{(\w+)\}", lambda found: values.get(found[1], found[0]), url)


def _around(badges: Documents) -> Selection:
    return badges.around(above=badges.root.table == "projects")


declare(
    Kind(
        thing="",
        needs_change=("link_url", "image_url", "name"),
        prepare=_prepare,
        show=_show,
        select=_around,
    ),
    PROJECT,
    GROUP,
)


@route("GET", f"{PROJECT}/render")
@route("GET", f"{GROUP}/render")
def render(ctx: Context) -> Json:
    """What a badge would look like."""
    path = PROJECT if ctx.route.path.startswith("/projects") else GROUP
    badges = Documents(ctx, path, write=True)
    sent = {name: ctx.params[name] for name in ("link_url", "image_url")}
    _prepare(badges, {}, sent)
    return sent | {f"rendered_{name}": _rendered(badges, url) for name, url in sent.items()}


@route("DELETE", f"{PROJECT}/:badge_id", params=[Param("badge_id", "int")])
def delete(ctx: Context) -> None:
    badges = Documents(ctx, PROJECT, write=True)
    row = _around(badges).where("id = ?", ctx.params["badge_id"]).first()
    if row is None:
        raise badges.not_found()
    if row["doc_owner"] != "projects":
        raise forbidden("To delete a Group badge please use the Group endpoint")
    badges.delete(row)
