"""Labels of projects and groups. Projects see those of the groups above, too.

https://docs.gitlab.com/api/labels/
https://docs.gitlab.com/api/group_labels/
"""

from __future__ import annotations

import re
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    conflict,
    invalid,
    invalid_parameter,
    route,
)
from gitlab.sandbox.store import Selection

PROJECT, GROUP = "/projects/:id/labels", "/groups/:id/labels"
_CHANGES = (
    Param("new_name"),
    Param("color"),
    Param("description"),
    Param("priority", "int"),
    Param("archived", "bool"),
)
_CHANGEABLE = tuple(param.name for param in _CHANGES)
_COLORS = {
    "black": "#000000",
    "blue": "#0000FF",
    "green": "#008000",
    "orange": "#FFA500",
    "purple": "#800080",
    "red": "#FF0000",
    "white": "#FFFFFF",
    "yellow": "#FFFF00",
}


def _prepare(labels: Documents, before: Row, made: Row) -> None:
    color = str(made.get("color", before.get("color")))
    color = _COLORS.get(color.lower(), color)
    if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", color):
        raise invalid(color=["must be a valid color code"])
    made["color"] = color
    if not made.get("name", before.get("name")):
        raise invalid(title=["can't be blank"])


def _taken(label: Row) -> Exception:
    return conflict("Label already exists")


def _show(labels: Documents, row: Row) -> Row:
    ctx = labels.ctx
    shown: Row = {
        "description_html": row.get("description") or "",
        "text_color": "#1F1E24" if _is_light(row["color"]) else "#FFFFFF",
        "subscribed": ctx.user is not None and ctx.user["id"] in row.get("subscriber_ids", ()),
    }
    if labels.root.table == "projects":
        shown["is_project_label"] = row["doc_owner"] == "projects"
    return shown


def _is_light(color: str) -> bool:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    return sum(int(digits[at : at + 2], 16) for at in (0, 2, 4)) > 500


def _around(labels: Documents) -> Selection:
    """Of the project or group and, unless told otherwise, of the groups above a project."""
    params = labels.ctx.params
    above = params.get("include_ancestor_groups", labels.root.table == "projects")
    return labels.around(above=above, below=params.get("include_descendant_groups", False))


LABELS = Kind(
    thing="Label",
    order="doc_key",
    defaults={"priority": None, "archived": False},
    taken=_taken,
    by_id=True,
    prepare=_prepare,
    show=_show,
    select=_around,
)
declare(LABELS, PROJECT, GROUP)


def _labels(ctx: Context, *, write: bool = False) -> Documents:
    return Documents(ctx, PROJECT if ctx.route.path.startswith("/projects") else GROUP, write=write)


# Changing, by a name in the path or, as it was before, in the body ------------------------------


@route("PUT", f"{PROJECT}/:name", params=_CHANGES)
@route("PUT", f"{GROUP}/:name", params=_CHANGES)
@route("PUT", PROJECT, params=[Param("name"), Param("label_id", "int"), *_CHANGES])
@route("PUT", GROUP, params=[Param("name"), Param("label_id", "int"), *_CHANGES])
def update(ctx: Context) -> Json:
    labels = _labels(ctx, write=True)
    row = labels.find(_named(ctx))
    if not any(name in ctx.params for name in _CHANGEABLE):
        raise invalid_parameter(
            f"{', '.join(_CHANGEABLE[:4])} are missing, at least one parameter must be provided"
        )
    sent = {name: ctx.params[name] for name in _CHANGEABLE if name in ctx.params}
    return labels.shown(labels.change(row, sent), "update")


@route("DELETE", PROJECT, params=[Param("name"), Param("label_id", "int")])
@route("DELETE", GROUP, params=[Param("name"), Param("label_id", "int")])
def delete(ctx: Context) -> None:
    labels = _labels(ctx, write=True)
    labels.delete(labels.find(_named(ctx)))


def _named(ctx: Context) -> Any:
    for name in ("label_id", "name"):
        if ctx.params.get(name) is not None:
            return ctx.params[name]
    raise invalid_parameter("label_id, name are missing, exactly one parameter must be provided")


# What one does to a label -----------------------------------------------------------------------


@route("PUT", f"{PROJECT}/:name/promote")
def promote(ctx: Context) -> Json:
    """Make it a label of the group, in place of all of that name in the group's projects."""
    labels = _labels(ctx, write=True)
    row = labels.find(ctx.params["name"])
    group = ctx.store.get("namespaces", (labels.root.row or {})["namespace_id"])
    if group is None or group["kind"] != "group":
        raise bad_request("Failed to promote project label to group label")
    ctx.authorize(ctx.is_admin or ctx.access_level(group) >= access.PLANNER)
    inside = "SELECT id FROM projects WHERE namespace_id IN ({})".format(
        ", ".join(map(str, access.descendants(ctx.store, group["id"])))
    )
    same = ctx.store.select("documents", doc_kind="labels", doc_key=row["doc_key"])
    for other in list(same.where(f"doc_owner = 'projects' AND doc_owner_id IN ({inside})")):
        if other["id"] != row["id"]:
            ctx.store.delete("documents", other["id"])
    moved = ctx.store.update(
        "documents", row["id"], doc_owner="namespaces", doc_owner_id=group["id"]
    )
    return labels.shown(moved, "get")


@route("POST", f"{PROJECT}/:name/subscribe")
@route("POST", f"{GROUP}/:name/subscribe")
def subscribe(ctx: Context) -> Answer | Json:
    return _subscribe(ctx, to=True)


@route("POST", f"{PROJECT}/:name/unsubscribe")
@route("POST", f"{GROUP}/:name/unsubscribe")
def unsubscribe(ctx: Context) -> Answer | Json:
    return _subscribe(ctx, to=False)


def _subscribe(ctx: Context, *, to: bool) -> Answer | Json:
    labels = _labels(ctx)
    labels.demand(SIGNED_IN)
    row = labels.find(ctx.params["name"])
    assert ctx.user is not None
    subscribers = row.get("subscriber_ids", [])
    if (ctx.user["id"] in subscribers) == to:
        return Answer(304)
    others = [id for id in subscribers if id != ctx.user["id"]]
    subscribers = [*others, ctx.user["id"]] if to else others
    return labels.shown(ctx.store.update("documents", row["id"], subscriber_ids=subscribers))
