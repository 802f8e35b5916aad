"""The allowlists of the job token scope: what REST, GraphQL and job tokens have in common.

The project that owns a list is the `source`, whom it lets in is the `target`, a project or a group.
That is how GitLab names them.

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

from collections.abc import Sequence

from gitlab.sandbox import access
from gitlab.sandbox.store import Row, Selection, Store
from gitlab.sandbox.versions import Version, has

__all__ = [
    "INBOUND",
    "NotChanged",
    "add",
    "find",
    "inbound_enabled",
    "links_of",
    "new_link",
    "remove",
    "set_inbound",
    "update_policies",
]

MAX_LINKS = 200
"""So many projects in each direction, and so many groups."""
INBOUND = "inbound"

_ENFORCED = (
    "Job token scope cannot be disabled for this project because it is enforced for the instance."
    " Contact your administrator to modify this setting."
)
_CANNOT_READ = (
    "The {target} that you are attempting to access does not exist or you don't have permission to"
    " perform this action"
)
_BAD_POLICIES = "Job token policies must be a valid json schema"


class NotChanged(Exception):
    """GitLab refuses the change; the text says why, in GitLab's words."""


def inbound_enabled(store: Store, project: Row) -> bool:
    """Whether only what is listed gets in: enforced, or the project's own setting."""
    own = project["ci_settings"]
    return _is_enforced(store) or own is None or bool(own["inbound_job_token_scope_enabled"])


def set_inbound(store: Store, project: Row, *, enabled: bool) -> Row:
    """Store the project's own setting."""
    if not enabled and _is_enforced(store):
        raise NotChanged(_ENFORCED)
    ci_settings = (project["ci_settings"] or {}) | {"inbound_job_token_scope_enabled": enabled}
    return store.update("projects", project["id"], ci_settings=ci_settings)


def _is_enforced(store: Store) -> bool:
    settings = store.get("settings", 1)
    assert settings is not None
    return bool(settings["enforce_ci_inbound_job_token_scope_enabled"])


# Links -------------------------------------------------------------------------------------------


def links_of(store: Store, source: Row, table: str, direction: str = INBOUND) -> Selection:
    """The links of "project_links" or "group_links"; groups have one direction."""
    links = store.select(table, source_project_id=source["id"])
    return links if table == "group_links" else links.where("direction = ?", direction)


def find(store: Store, source: Row, target: Row, direction: str = INBOUND) -> Row | None:
    table, column = _kind(target)
    return links_of(store, source, table, direction).where(f"{column} = ?", target["id"]).first()


def new_link(store: Store, source: Row, target: Row, **attributes: object) -> Row:
    """A link with GitLab's defaults, not stored yet."""
    table, column = _kind(target)
    link = {
        "source_project_id": source["id"],
        column: target["id"],
        "added_by_id": None,
        "created_at": store.timestamp(),
        "default_permissions": True,
        "job_token_policies": [],
        "autopopulated": False,
    }
    return link | ({"direction": INBOUND} if table == "project_links" else {}) | attributes


def add(
    store: Store,
    source: Row,
    target: Row | None,
    user: Row,
    version: Version,
    *,
    default_permissions: bool = True,
    policies: Sequence[str] = (),
) -> Row:
    """Let a target in. What the user cannot read, None too, is refused."""
    table, _ = _kind(target or source)
    if target is None or not _can_read(store, user, target):
        kind = "target_project" if table == "project_links" else "target_group"
        raise NotChanged(_CANNOT_READ.format(target=kind))
    if links_of(store, source, table).count() >= MAX_LINKS:
        over = "group links" if table == "group_links" else "project links in this direction"
        raise NotChanged(
            f"Validation failed: Source project exceeds the allowable number of {over}"
        )
    is_itself = table == "project_links" and target["id"] == source["id"]
    if is_itself and not has(version, "self entries"):
        text = "Validation failed: Target project can't be the same as the source project"
        raise NotChanged(text)
    if find(store, source, target):
        kind = "group" if table == "group_links" else "project"
        raise NotChanged(f"This {kind} is already in the job token allowlist.")
    if not _is_valid(policies):
        raise NotChanged(f"Validation failed: {_BAD_POLICIES}")
    link = new_link(
        store,
        source,
        target,
        added_by_id=user["id"],
        default_permissions=default_permissions,
        job_token_policies=list(policies),
    )
    return store.insert(table, link)


def remove(store: Store, source: Row, target: Row | None, direction: str = INBOUND) -> Row:
    """Take a project off a list; the link that was."""
    if target and "namespace_id" in target and target["id"] == source["id"]:
        raise NotChanged("Source project cannot be removed from the job token scope")
    link = find(store, source, target, direction) if target else None
    if target is None or link is None:
        kind = "group" if target and "namespace_id" not in target else "project"
        raise NotChanged(f"Target {kind} is not in the job token scope")
    store.delete(_kind(target)[0], link["id"])
    return link


def update_policies(
    store: Store,
    source: Row,
    target: Row | None,
    user: Row,
    version: Version,
    *,
    default_permissions: bool,
    policies: Sequence[str],
) -> Row:
    """Say what an entry allows. The project's own entry is made when it is not there."""
    if target is None:
        raise NotChanged("The target does not exist")
    if not _can_read(store, user, target):
        raise NotChanged("You have insufficient permission to update this job token scope")
    table, _ = _kind(target)
    link = find(store, source, target)
    is_itself = table == "project_links" and target["id"] == source["id"]
    if link is None and not (is_itself and has(version, "self entries")):
        raise NotChanged("Unable to find a job token scope for the given project & target")
    if not _is_valid(policies):
        raise NotChanged(_BAD_POLICIES)
    if link is None:
        link = store.insert(table, new_link(store, source, target, added_by_id=user["id"]))
    allowed = {"default_permissions": default_permissions, "job_token_policies": list(policies)}
    return store.update(table, link["id"], **allowed)


def _kind(target: Row) -> tuple[str, str]:
    """The table of links to a target, and the column of its id there."""
    if "namespace_id" in target:
        return "project_links", "target_project_id"
    return "group_links", "target_group_id"


def _can_read(store: Store, user: Row, target: Row) -> bool:
    is_project = "namespace_id" in target
    can_read = access.can_read_project if is_project else access.can_read_group
    return can_read(store, user, target)


def _is_valid(policies: Sequence[str]) -> bool:
    from gitlab.job_token import POLICIES

    return len(set(policies)) == len(policies) and set(policies) <= set(POLICIES)
