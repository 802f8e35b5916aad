"""Projects.

https://docs.gitlab.com/api/projects/
"""

from __future__ import annotations

from gitlab.sandbox import access, lookup
from gitlab.sandbox.activity import note_event
from gitlab.sandbox.audit import audit, audit_changes
from gitlab.sandbox.avatars import with_avatar
from gitlab.sandbox.deletion import ACCEPTED, FOR_GOOD, is_final, must_wait
from gitlab.sandbox.entities import (
    group_basic,
    project,
    project_with_access,
    simple_project,
    user_basic,
)
from gitlab.sandbox.entities.projects import LEGACY_SWITCHES
from gitlab.sandbox.git import Repository
from gitlab.sandbox.languages import shares_of
from gitlab.sandbox.listing import PROJECT_KEYSET, list_projects, matching
from gitlab.sandbox.naming import (
    VISIBILITIES,
    move_project,
    name_errors,
    path_errors,
    path_from_name,
    taken,
    too_long,
    unscheduled,
)
from gitlab.sandbox.records import create_project
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid,
    invalid_parameter,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.visible import visible_projects

_POLICY = "container_expiration_policy_attributes"
TOPICS = tuple(Param(name, "list[str]", style="comma") for name in ("topics", "tag_list"))
_CREATION_LEVELS = {
    "developer": access.DEVELOPER,
    "maintainer": access.MAINTAINER,
    "owner": access.OWNER,
}


# Reading -----------------------------------------------------------------------------------------


@route("GET", "/projects", params=PAGING, public=True)
def index(ctx: Context) -> Answer:
    projects = visible_projects(ctx.store, ctx.user)
    if not (ctx.is_admin and ctx.params.get("include_pending_delete")):
        projects = projects.where(
            "id NOT IN (SELECT id FROM projects WHERE json_extract(data, '$.pending_delete'))"
        )
    return list_projects(ctx, projects, PROJECT_KEYSET)


@route(
    "GET",
    "/projects/:id",
    params=[Param("statistics", "bool"), Param("with_custom_attributes", "bool")],
    public=True,
)
def show(ctx: Context) -> Json:
    found = ctx.find_project()
    return project_with_access(ctx, found) if ctx.user else simple_project(ctx, found)


@route("GET", "/projects/:id/languages", public=True)
def languages(ctx: Context) -> Json:
    """Of the default branch, by the names of its files, in percent."""
    return shares_of(Repository(ctx.store, ctx.find_project()))


@route("GET", "/projects/:id/users", params=PAGING)
def users(ctx: Context) -> Answer:
    found = ctx.find_project()
    ids = {row["user_id"] for row in access.memberships(ctx.store, found)}
    ids -= set(ctx.params.get("skip_users") or ())
    listed = ctx.store.select("users").where_in("id", ids)
    return ctx.paginate(matching(listed, ctx.params.get("search"), "username", "name"), user_basic)


@route("GET", "/projects/:id/groups", params=PAGING, public=True)
def groups(ctx: Context) -> Answer:
    """The groups above and, if asked for, those that were invited."""
    found = ctx.find_project()
    ids = set(access.lineage(ctx.store, found["namespace_id"]))
    if ctx.params.get("with_shared"):
        least = ctx.params.get("shared_min_access_level") or 0
        shares = ctx.store.select("shares", project_id=found["id"])
        ids |= {share["group_id"] for share in shares.where("group_access >= ?", least)}
    ids -= set(ctx.params.get("skip_groups") or ())
    listed = ctx.store.select("namespaces", kind="group").where_in("id", ids)
    return ctx.paginate(matching(listed, ctx.params.get("search"), "name", "path"), group_basic)


@route("GET", "/projects/:id/storage")
def storage(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    found = ctx.find_project()
    return {
        "project_id": found["id"],
        "disk_path": f"@hashed/{found['id']:02}",
        "created_at": found["created_at"],
        "repository_storage": "default",
    }


# Creating and changing ---------------------------------------------------------------------------


@route("POST", "/projects", params=TOPICS)
def create(ctx: Context) -> Json:
    assert ctx.user is not None
    return project(ctx, new_project(ctx, ctx.user))


@route("POST", "/projects/user/:user_id", params=[Param("user_id", "int"), *TOPICS])
def create_for_user(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return project(ctx, new_project(ctx, ctx.find_user("user_id")))


def new_project(ctx: Context, owner: Row) -> Row:
    """Create a project in the namespace that is asked for, or in the owner's own."""
    if not ctx.params.get("name") and not ctx.params.get("path"):
        raise invalid_parameter("name, path are missing, at least one parameter must be provided")
    name: str = ctx.params.get("name") or ctx.params["path"]
    path: str = ctx.params.get("path") or path_from_name(name)
    namespace = _namespace_for(ctx, owner)
    visibility = ctx.params.get("visibility") or ctx.settings.get(
        "default_project_visibility", "private"
    )
    errors = (
        ({"name": found} if (found := name_errors(name)) else {})
        | ({"path": found} if (found := path_errors(path, below=True)) else {})
        | _visibility_errors(namespace, visibility)
    )
    if errors := errors or taken(ctx.store, namespace, name, path):
        raise invalid(**errors)
    attributes = _attributes(ctx) | {
        "name": name,
        "visibility": visibility,
        "empty_repo": not ctx.params.get("initialize_with_readme"),
    }
    attributes.pop("path", None)
    made = create_project(ctx.store, path, namespace, creator_id=owner["id"], **attributes)
    note_event(ctx, made["id"], "created", target_type="Project")
    audit(ctx, "project_created", made, {"add": "project"})
    return with_avatar(ctx, "project", made)


def _namespace_for(ctx: Context, owner: Row) -> Row:
    id = ctx.params.get("namespace_id")
    if id is None:
        namespace = ctx.store.first("namespaces", owner_id=owner["id"], kind="user")
    else:
        namespace = ctx.store.get("namespaces", id)
    if namespace is None or not may_create_projects(ctx, namespace):
        raise invalid(namespace=["is not valid"])
    limit = owner.get("projects_limit", 100_000)
    own = ctx.store.select("projects", namespace_id=namespace["id"])
    if namespace["kind"] == "user" and own.count() >= limit:
        text = (
            "Personal project creation is not allowed. Please contact your administrator with"
            " questions"
            if limit == 0
            else f"You've reached your limit of {limit} projects created. Please contact your"
            " GitLab administrator."
        )
        raise refused(403, {"error": [text]})
    return namespace


def may_create_projects(ctx: Context, namespace: Row) -> bool:
    level = namespace.get("project_creation_level", "developer")
    if ctx.is_admin:
        return True
    if namespace["kind"] == "user":
        return ctx.access_level(namespace) >= access.OWNER
    return level in _CREATION_LEVELS and ctx.access_level(namespace) >= _CREATION_LEVELS[level]


@route("PUT", "/projects/:id", params=TOPICS)
def update(ctx: Context) -> Json:
    before = found = ctx.find_project()
    ctx.authorize_admin_project(found)
    attributes = _attributes(ctx)
    if not attributes and "avatar" not in ctx.params:
        names = [param.name for param in ctx.route.params if param.name != "id"]
        raise invalid_parameter(
            f"{', '.join(names)} are missing, at least one parameter must be provided"
        )
    if attributes.get("visibility", found["visibility"]) != found["visibility"]:
        ctx.authorize(ctx.is_admin or ctx.access_level(found) >= access.OWNER)
    _check_changes(ctx, found, attributes)
    if (path := attributes.pop("path", found["path"])) != found["path"]:
        found = move_project(ctx.store, found, path)
    if ci_settings := attributes.pop("ci_settings", None):
        attributes["ci_settings"] = (found["ci_settings"] or {}) | ci_settings
    if policy := attributes.get(_POLICY):
        attributes[_POLICY] = (found.get(_POLICY) or {}) | policy
    attributes["updated_at"] = ctx.now()
    changed = ctx.store.update("projects", found["id"], **attributes)
    audit_changes(ctx, before, changed)
    return project(ctx, with_avatar(ctx, "project", changed))


def _check_changes(ctx: Context, found: Row, attributes: Row) -> None:
    namespace = ctx.store.get("namespaces", found["namespace_id"])
    assert namespace is not None
    name: str = attributes.get("name") or found["name"]
    path: str = attributes.get("path") or found["path"]
    errors = {}
    if name != found["name"] and (problems := name_errors(name)):
        errors["name"] = problems
    if path != found["path"] and (problems := path_errors(path, below=True)):
        errors["path"] = problems
    if branch := attributes.get("default_branch"):
        repository = Repository(ctx.store, found)
        if repository.refs("heads").exists() and not repository.ref("heads", branch):
            errors["base"] = ["Could not set the default branch"]
    if visibility := attributes.get("visibility"):
        errors |= _visibility_errors(namespace, visibility)
    if errors := errors or taken(ctx.store, namespace, name, path, found["id"]):
        raise invalid(**errors)


def _visibility_errors(namespace: Row, visibility: str) -> dict[str, list[str]]:
    """A project is not more open than its group."""
    above = namespace["visibility"]
    if namespace["kind"] == "user" or VISIBILITIES.index(visibility) <= VISIBILITIES.index(above):
        return {}
    return {"visibility_level": [f"{visibility} is not allowed in a {above} group."]}


def _attributes(ctx: Context) -> Row:
    """The sent parameters as attributes of the row: older names and CI/CD settings translated."""
    sent = {
        name: value
        for name, value in ctx.params.items()
        if name not in ("id", "user_id", "namespace_id", "avatar")
        and not (value is None and name.endswith(("visibility", "access_level")))
    }
    if problems := too_long(sent.get("description") or "", 2000):
        raise invalid(description=problems)
    if "tag_list" in sent:
        sent.setdefault("topics", sent["tag_list"])
        del sent["tag_list"]
    if sent.get("topics") is None:
        sent.pop("topics", None)
    for old, feature in LEGACY_SWITCHES.items():
        if (enabled := sent.pop(old, None)) is not None:
            sent.setdefault(f"{feature}_access_level", "enabled" if enabled else "disabled")
    if "public_builds" in sent:
        sent["public_jobs"] = sent.pop("public_builds")
    key = "push_repository_for_job_token_allowed"
    if (pushes := sent.pop(f"ci_{key}", None)) is not None:
        sent["ci_settings"] = {key: pushes}
    sent.pop("initialize_with_readme", None)
    return sent


@route("DELETE", "/projects/:id", params=FOR_GOOD)
def delete(ctx: Context) -> Answer:
    """A project that waits for its deletion gives its name and path away."""
    found = ctx.find_project()
    _authorize_owner(ctx, found)
    if is_final(ctx, found, "Project", found["pending_delete"]):
        ctx.store.delete("projects", found["id"])
        audit(ctx, "project_destroyed", found, {"remove": "project"})
        return ACCEPTED
    suffix = f"-deletion_scheduled-{found['id']}"
    move_project(ctx.store, found, found["path"] + suffix)
    ctx.store.update(
        "projects",
        found["id"],
        name=found["name"] + suffix,
        pending_delete=True,
        marked_for_deletion_on=ctx.store.today(),
    )
    message = "Project marked for deletion"
    audit(ctx, "project_deletion_marked", found, {"custom_message": message})
    return ACCEPTED


@route("POST", "/projects/:id/restore")
def restore(ctx: Context) -> Json:
    found = ctx.find_project()
    _authorize_owner(ctx, found)
    must_wait("Project", found["pending_delete"])
    name, path = unscheduled(found)
    move_project(ctx.store, found, path)
    found = ctx.store.update(
        "projects", found["id"], name=name, pending_delete=False, marked_for_deletion_on=None
    )
    audit(ctx, "project_restored", found, {"custom_message": "Project restored"})
    return project(ctx, found)


@route("POST", "/projects/:id/archive")
def archive(ctx: Context) -> Json:
    return _set_archived(ctx, True)


@route("POST", "/projects/:id/unarchive")
def unarchive(ctx: Context) -> Json:
    return _set_archived(ctx, False)


def _set_archived(ctx: Context, archived: bool) -> Json:
    found = ctx.find_project()
    _authorize_owner(ctx, found)
    verb = "archived" if archived else "unarchived"
    audit(ctx, f"project_{verb}", found, {"custom_message": f"Project {verb}"})
    return project(ctx, ctx.store.update("projects", found["id"], archived=archived))


@route("POST", "/projects/:id/housekeeping")
def housekeeping(ctx: Context) -> Answer:
    ctx.authorize_admin_project(ctx.find_project())
    return Answer(201)


@route(
    "PUT",
    "/projects/:id/transfer",
    params=[Param("namespace", required=True), Param("to_namespace")],
)
def transfer(ctx: Context) -> Json:
    found = ctx.find_project()
    _authorize_owner(ctx, found)
    namespace = lookup.namespace(ctx.store, ctx.params["namespace"])
    if namespace is None or not (namespace["kind"] == "user" or ctx.can_read_group(namespace)):
        raise not_found("Namespace")
    if problem := _transfer_problem(ctx, found, namespace):
        raise refused(400, {"message": f'Failed to transfer project ["{problem}"]'})
    return project(ctx, move_project(ctx.store, found, namespace=namespace))


def _transfer_problem(ctx: Context, found: Row, namespace: Row) -> str:
    if not may_create_projects(ctx, namespace):
        return "You don't have permission to transfer projects into that namespace."
    if namespace["id"] == found["namespace_id"]:
        return "Project is already in this namespace."
    if taken(ctx.store, namespace, found["name"], found["path"]):
        return "Project with same name or path in target namespace already exists"
    return ""


def _authorize_owner(ctx: Context, found: Row) -> None:
    ctx.authorize(ctx.is_admin or ctx.access_level(found) >= access.OWNER)


# Stars -------------------------------------------------------------------------------------------


@route("POST", "/projects/:id/star")
def star(ctx: Context) -> Answer | Json:
    found, pair = _starred(ctx)
    if ctx.store.first("stars", **pair):
        return Answer(304)
    ctx.store.insert("stars", pair | {"starred_since": ctx.now()})
    return project(ctx, _count_stars(ctx, found, 1))


@route("POST", "/projects/:id/unstar")
def unstar(ctx: Context) -> Answer | Json:
    found, pair = _starred(ctx)
    given = ctx.store.first("stars", **pair)
    if given is None:
        return Answer(304)
    ctx.store.delete("stars", given["id"])
    return project(ctx, _count_stars(ctx, found, -1))


def _starred(ctx: Context) -> tuple[Row, Row]:
    found = ctx.find_project()
    assert ctx.user is not None
    return found, {"user_id": ctx.user["id"], "project_id": found["id"]}


def _count_stars(ctx: Context, found: Row, change: int) -> Row:
    return ctx.store.update("projects", found["id"], star_count=found["star_count"] + change)
