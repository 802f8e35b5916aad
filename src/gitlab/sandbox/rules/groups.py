"""Groups.

https://docs.gitlab.com/api/groups/
"""

from __future__ import annotations

import json

from gitlab.sandbox import access
from gitlab.sandbox.audit import audit, audit_changes
from gitlab.sandbox.avatars import with_avatar
from gitlab.sandbox.deletion import ACCEPTED, FOR_GOOD, is_final, must_wait
from gitlab.sandbox.entities import group, group_detail, project
from gitlab.sandbox.joining import add_member
from gitlab.sandbox.listing import filter_groups, list_projects, ordered
from gitlab.sandbox.naming import (
    VISIBILITIES,
    move_group,
    move_project,
    path_errors,
    path_taken,
    taken,
)
from gitlab.sandbox.paging import Keyset
from gitlab.sandbox.records import create_group
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid,
    refused,
    route,
)
from gitlab.sandbox.store import Selection
from gitlab.sandbox.visible import groups_around, visible_groups, visible_projects

KEYSET = Keyset("Group", ("name",), cursor=True)
_CREATION_LEVELS = {"maintainer": access.MAINTAINER, "owner": access.OWNER}


# Lists -------------------------------------------------------------------------------------------


@route("GET", "/groups", params=PAGING, public=True)
def index(ctx: Context) -> Answer:
    return _list(ctx, _available(ctx))


@route("GET", "/groups/:id/subgroups", params=PAGING, public=True)
def subgroups(ctx: Context) -> Answer:
    return _list(ctx, _available(ctx).where("parent_id = ?", ctx.find_group()["id"]))


@route("GET", "/groups/:id/descendant_groups", params=PAGING, public=True)
def descendant_groups(ctx: Context) -> Answer:
    found = ctx.find_group()
    below = access.descendants(ctx.store, found["id"])
    return _list(ctx, _available(ctx).where_in("id", below).where("id != ?", found["id"]))


def _available(ctx: Context) -> Selection:
    """Users get the groups around their memberships, unless they ask for all they may see."""
    everything = ctx.params.get("all_available")
    if ctx.user is None or (ctx.is_admin if everything is None else everything):
        return visible_groups(ctx.store, ctx.user)
    return groups_around(ctx.store, ctx.user)


def _list(ctx: Context, groups: Selection) -> Answer:
    ctx.params.setdefault("order_by", "name")
    ctx.params.setdefault("sort", "asc")
    return ctx.paginate(ordered(ctx, filter_groups(ctx, groups)), group, KEYSET)


@route("GET", "/groups/:id/projects", params=PAGING, public=True)
def projects(ctx: Context) -> Answer:
    """The projects of the group and, unless told otherwise, those it was invited to."""
    found = ctx.find_group()
    namespaces = {found["id"]}
    if ctx.params.get("include_subgroups"):
        namespaces |= set(access.descendants(ctx.store, found["id"]))
    if ctx.params.get("include_ancestor_groups"):
        namespaces |= set(access.lineage(ctx.store, found["id"]))
    marks = ", ".join("?" * len(namespaces))
    sql = f"namespace_id IN ({marks})"
    if ctx.params.get("with_shared", True):
        sql += f" OR id IN (SELECT project_id FROM shares WHERE group_id IN ({marks}))"
        args = (*namespaces, *namespaces)
    else:
        args = (*namespaces,)
    return list_projects(
        ctx, visible_projects(ctx.store, ctx.user).where(sql, *args), entity=project
    )


@route("GET", "/groups/:id/projects/shared", params=PAGING, public=True)
def shared_projects(ctx: Context) -> Answer:
    shared = "id IN (SELECT project_id FROM shares WHERE group_id = ?)"
    found = visible_projects(ctx.store, ctx.user).where(shared, ctx.find_group()["id"])
    return list_projects(ctx, found, entity=project)


# One group ---------------------------------------------------------------------------------------


@route(
    "GET",
    "/groups/:id",
    params=[
        Param("with_projects", "bool", default=True),
        Param("with_custom_attributes", "bool"),
    ],
    public=True,
)
def show(ctx: Context) -> Json:
    return group_detail(ctx, ctx.find_group(), ctx.params["with_projects"])


@route("POST", "/groups", params=[Param("parent_id", "int")])
def create(ctx: Context) -> Json:
    parent = ctx.find_group("parent_id") if ctx.params.get("parent_id") is not None else None
    _authorize_creation(ctx, parent)
    sent = _attributes(ctx)
    visibility = sent.setdefault("visibility", "private")
    path = sent.pop("path")
    full_path = f"{parent['full_path']}/{path}" if parent else path
    errors = (
        {"path": found}
        if (found := path_errors(path, below=parent is not None, group=True))
        else {}
    )
    if not errors and path_taken(ctx.store, full_path):
        errors["path"] = ["has already been taken"]
    errors |= _visibility_errors(parent, visibility)
    if errors:
        raise refused(400, {"message": f"Failed to save group {_ruby(errors)}"})
    created = create_group(ctx.store, path, parent, **sent)
    assert ctx.user is not None
    audit(ctx, "group_created", created, {"add": "group"})
    add_member(ctx, created, ctx.user["id"], access.OWNER)
    return group_detail(ctx, with_avatar(ctx, "group", created))


def _authorize_creation(ctx: Context, parent: Row | None) -> None:
    assert ctx.user is not None
    if parent is None:
        allowed = ctx.user.get("can_create_group", True) and not ctx.user["external"]
    else:
        level = parent.get("subgroup_creation_level", "maintainer")
        allowed = ctx.access_level(parent) >= _CREATION_LEVELS[level]
    ctx.authorize(ctx.is_admin or allowed)


@route("PUT", "/groups/:id")
def update(ctx: Context) -> Json:
    found = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(found))
    parent = ctx.store.get("namespaces", found["parent_id"])
    sent = _attributes(ctx)
    path = sent.pop("path", found["path"])
    errors = {}
    if path != found["path"]:
        above = f"{parent['full_path']}/" if parent else ""
        errors["path"] = path_errors(path, below=parent is not None, group=True)
        if not errors["path"] and path_taken(ctx.store, above + path):
            errors["path"] = ["has already been taken"]
    if visibility := sent.get("visibility"):
        errors |= _visibility_errors(parent, visibility) | _contents_errors(ctx, found, visibility)
    if errors := {name: texts for name, texts in errors.items() if texts}:
        raise invalid(**errors)
    if path != found["path"]:
        move_group(ctx.store, found, path, parent)
    changed = ctx.store.update("namespaces", found["id"], **sent)
    audit_changes(ctx, found, changed)
    return group_detail(ctx, with_avatar(ctx, "group", changed))


def _attributes(ctx: Context) -> Row:
    sent = {name: value for name, value in ctx.params.items() if name not in ("id", "parent_id")}
    if sent.get("visibility") is None:
        sent.pop("visibility", None)
    for name in ("avatar", "organization_id"):
        sent.pop(name, None)
    return sent


def _visibility_errors(parent: Row | None, visibility: str) -> dict[str, list[str]]:
    """A subgroup is not more open than the group above it."""
    above = parent["visibility"] if parent else "public"
    if VISIBILITIES.index(visibility) <= VISIBILITIES.index(above):
        return {}
    text = f"{visibility} is not allowed since the parent group has a {above} visibility."
    return {"visibility_level": [text]}


def _contents_errors(ctx: Context, found: Row, visibility: str) -> dict[str, list[str]]:
    """A group is not less open than what is in it."""
    opener = VISIBILITIES[VISIBILITIES.index(visibility) + 1 :]
    for kind, column, what in (
        ("projects", "namespace_id", "contains projects"),
        ("namespaces", "parent_id", "there are sub-groups"),
    ):
        inside = ctx.store.select(kind, **{column: found["id"]})
        if inside.where_in("visibility", opener).exists():
            text = f"{visibility} is not allowed since this group {what} with higher visibility."
            if kind == "namespaces":
                text = f"{visibility} is not allowed since {what} with higher visibility."
            return {"visibility_level": [text]}
    return {}


def _ruby(errors: dict[str, list[str]]) -> str:
    """Errors as GitLab's text has them."""
    return "{" + ", ".join(f":{name}=>{json.dumps(texts)}" for name, texts in errors.items()) + "}"


@route("DELETE", "/groups/:id", params=FOR_GOOD)
def delete(ctx: Context) -> Answer:
    found = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(found))
    if is_final(ctx, found, "Group", bool(found.get("marked_for_deletion_on"))):
        ctx.store.delete("namespaces", found["id"])
        audit(ctx, "group_destroyed", found, {"remove": "group"})
    else:
        ctx.store.update("namespaces", found["id"], marked_for_deletion_on=ctx.store.today())
        message = "Group marked for deletion"
        audit(ctx, "group_deletion_marked", found, {"custom_message": message})
    return ACCEPTED


@route("POST", "/groups/:id/restore")
def restore(ctx: Context) -> Json:
    found = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(found))
    must_wait("Group", bool(found.get("marked_for_deletion_on")))
    audit(ctx, "group_restored", found, {"custom_message": "Group restored"})
    return group(ctx, ctx.store.update("namespaces", found["id"], marked_for_deletion_on=None))


@route("POST", "/groups/:id/transfer", params=[Param("group_id", "int")])
def transfer(ctx: Context) -> Json:
    """Move the group below another one, or to the top."""
    found = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(found))
    parent = ctx.find_group("group_id") if ctx.params.get("group_id") else None
    if problem := _transfer_problem(ctx, found, parent):
        raise refused(400, {"message": f"Transfer failed: {problem}"})
    return group_detail(ctx, move_group(ctx.store, found, found["path"], parent))


def _transfer_problem(ctx: Context, found: Row, parent: Row | None) -> str:
    if parent is None:
        if found["parent_id"] is None:
            return "Group is already a root group."
    elif parent["id"] == found["parent_id"]:
        return "Group is already associated to the parent group."
    elif parent["id"] in access.descendants(ctx.store, found["id"]):
        return "Cannot transfer group to one of its subgroup."
    elif not ctx.can_admin_group(parent):
        return "You don't have enough permissions."
    if path_taken(ctx.store, f"{parent['full_path']}/{found['path']}" if parent else found["path"]):
        return "The parent group already has a subgroup or a project with the same path."
    return ""


@route("POST", "/groups/:id/projects/:project_id", params=[Param("project_id")])
def transfer_project(ctx: Context) -> Json:
    """Move a project into the group."""
    ctx.authenticated_as_admin()
    found = ctx.find_group()
    project = ctx.find_project("project_id")
    if taken(ctx.store, found, project["name"], project["path"], project["id"]):
        text = 'Failed to transfer project ["Project with same name or path in target namespace'
        raise refused(400, {"message": f'{text} already exists"]'})
    move_project(ctx.store, project, namespace=found)
    return group_detail(ctx, found)
