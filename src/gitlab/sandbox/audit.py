"""Who did what to whom, kept for the audit as it happens. Nothing takes it away again.

https://docs.gitlab.com/user/compliance/audit_events/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.sandbox.access import ROLES
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["INSTANCE", "audit", "audit_changes", "audit_member", "audit_thing"]

INSTANCE: Row = {"id": 1, "name": "gitlab_instance"}
"""The entity of what belongs to no project, group or user."""

_THINGS = {
    "deploy_keys": ("deploy_key", "deploy_key_added", "", "deploy_key_removed"),
    "deploy_tokens": ("deploy_token", "deploy_token_created", "", "deploy_token_destroyed"),
    "hooks": ("webhook", "webhook_created", "", "webhook_destroyed"),
    "protected_branches": (
        "protected_branch",
        "protected_branch_created",
        "protected_branch_updated",
        "protected_branch_removed",
    ),
    "variables": (
        "ci_variable",
        "ci_variable_created",
        "ci_variable_updated",
        "ci_variable_deleted",
    ),
}
"""Kinds of documents: what details call them, and the events of their three changes."""
_VERBS = ("add", "change", "remove")
_MEMBER_EVENTS = {
    "add": "member_created",
    "change": "member_updated",
    "remove": "member_destroyed",
}
_CHANGES = {"name": "name", "path": "path", "visibility": "visibility_level"}
"""Attributes of projects and groups whose changes are audited, and what the audit calls them."""


def audit(ctx: Context, event: str, entity: Row, details: Row, target: Row | None = None) -> None:
    """The caller did something to a project, group or user, or to a `target` that belongs to it."""
    target = target or entity
    author = ctx.user or {"id": -1, "name": "An unauthenticated user", "email": None}
    kind, path = _kind(entity)
    ctx.store.insert(
        "audit_events",
        {
            "entity_type": kind,
            "entity_id": entity["id"],
            "author_id": author["id"],
            "event_name": event,
            "created_at": ctx.now(),
            "details": {
                "event_name": event,
                **details,
                "author_name": author["name"],
                "author_email": author["email"],
                "author_class": "User",
                "target_id": target["id"],
                "target_type": target.get("audit_type") or _kind(target)[0],
                "target_details": _named(target),
                "ip_address": "127.0.0.1",
                "entity_path": path,
            },
        },
    )


def audit_member(ctx: Context, source: Row, row: Row, verb: str, before: Row | None = None) -> None:
    """A user was given a role on a project or group (`add`), another one (`change`) or none."""
    user = ctx.store.get("users", row["user_id"])
    role = ROLES[row["access_level"]]
    if verb == "change" and before:
        told = {"change": "access_level", "from": ROLES[before["access_level"]], "to": role}
        told |= {"expiry_from": before["expires_at"], "expiry_to": row["expires_at"]}
    else:
        told = {verb: "user_access"} | ({"as": role} if verb == "add" else {})
    audit(ctx, _MEMBER_EVENTS[verb], source, told | {"member_id": row["id"]}, user)


def audit_changes(ctx: Context, before: Row, after: Row) -> None:
    """A project or group was changed: an event for each attribute that matters."""
    kind = _kind(after)[0].lower()
    for attribute, named in _CHANGES.items():
        old, new = before[attribute], after[attribute]
        if old != new:
            if attribute == "visibility":
                old, new = old.capitalize(), new.capitalize()
            told = {"change": named, "from": old, "to": new}
            audit(ctx, f"{kind}_{named}_updated", after, told)


def audit_thing(ctx: Context, owner: Row | None, kind: str, row: Row, verb: str) -> None:
    """A document of a project or group was made, changed or deleted."""
    if owner is None or kind not in _THINGS:
        return
    name, *events = _THINGS[kind]
    if event := events[_VERBS.index(verb)]:
        named = row.get("name") or row.get("key") or row.get("title") or row.get("url")
        target = {"id": row["id"], "name": named, "audit_type": _class(name)}
        audit(ctx, event, owner, {verb: name}, target)


def _class(name: str) -> str:
    """As Ruby names it."""
    found = "".join(map(str.capitalize, name.split("_")))
    return {"CiVariable": "Ci::Variable", "Webhook": "WebHook"}.get(found, found)


def _kind(row: Row) -> tuple[str, str]:
    """What the audit calls a row, and where it is found."""
    if "namespace_id" in row:
        return "Project", row["full_path"]
    if "full_path" in row:
        return "Group", row["full_path"]
    if "username" in row:
        return "User", row["username"]
    return "Gitlab::Audit::InstanceScope", row["name"]


def _named(row: Row) -> str:
    return str(row.get("full_path") or row.get("name"))
