"""Who may read and who may write what is only stored: one table.

A level is the least role on the project or group at the head of the path. What takes a Maintainer
in a project takes an Owner in a group, and what belongs to the instance takes an administrator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gitlab.sandbox.access import DEVELOPER, MAINTAINER, OWNER, PLANNER, REPORTER

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["ADMIN", "ANYBODY", "SIGNED_IN", "Levels", "demand", "levels"]

ANYBODY, SIGNED_IN, ADMIN = 0, 1, 100
"""Besides roles: who sees what is at the head of the path; who does, and has an account; root."""


class Levels(NamedTuple):
    """What reading and writing take."""

    read: int
    write: int


_STORED = Levels(ANYBODY, DEVELOPER)
_KEPT = Levels(MAINTAINER, MAINTAINER)
_OF_USERS = Levels(ADMIN, ADMIN)
_OF_THE_INSTANCE = Levels(ADMIN, ADMIN)

_BY_NAME = {
    "access_requests": Levels(MAINTAINER, SIGNED_IN),
    "access_tokens": _KEPT,
    "approval_rules": Levels(ANYBODY, MAINTAINER),
    "audit_events": _KEPT,
    "award_emoji": Levels(ANYBODY, SIGNED_IN),
    "badges": Levels(ANYBODY, MAINTAINER),
    "boards": Levels(ANYBODY, PLANNER),
    "cluster_agents": Levels(DEVELOPER, MAINTAINER),
    "clusters": _KEPT,
    "custom_attributes": Levels(ADMIN, ADMIN),
    "deploy_keys": _KEPT,
    "deploy_tokens": _KEPT,
    "discussions": Levels(ANYBODY, SIGNED_IN),
    "epics": Levels(ANYBODY, PLANNER),
    "export": _KEPT,
    "external_status_checks": _KEPT,
    "feature_flags": Levels(DEVELOPER, DEVELOPER),
    "feature_flags_user_lists": Levels(DEVELOPER, DEVELOPER),
    "hooks": _KEPT,
    "integrations": _KEPT,
    "invitations": _KEPT,
    "labels": Levels(ANYBODY, PLANNER),
    "ldap_group_links": Levels(OWNER, OWNER),
    "lists": Levels(ANYBODY, PLANNER),
    "milestones": Levels(ANYBODY, PLANNER),
    "notes": Levels(ANYBODY, SIGNED_IN),
    "notification_settings": Levels(SIGNED_IN, SIGNED_IN),
    "packages/protection/rules": _KEPT,
    "pages": _KEPT,
    "pages/domains": _KEPT,
    "protected_branches": Levels(REPORTER, MAINTAINER),
    "protected_environments": Levels(REPORTER, MAINTAINER),
    "protected_tags": Levels(REPORTER, MAINTAINER),
    "push_rule": _KEPT,
    "registry/protection/repository/rules": _KEPT,
    "registry/protection/rules": _KEPT,
    "remote_mirrors": _KEPT,
    "saml_group_links": Levels(OWNER, OWNER),
    "service_accounts": Levels(OWNER, OWNER),
    "snippets": Levels(ANYBODY, REPORTER),
    "triggers": _KEPT,
    "variables": _KEPT,
}


def levels(root: str, name: str) -> Levels:
    """Of a kind of thing below `projects`, `groups`, `users` or (an empty text) the instance."""
    if root == "users":
        return _OF_USERS
    if root not in ("projects", "groups"):
        return _OF_THE_INSTANCE
    found = _BY_NAME.get(name, _STORED)
    if root == "projects":
        return found
    return Levels(*(OWNER if level == MAINTAINER else level for level in found))


def demand(ctx: Context, level: int, root: Row | None) -> None:
    """403 unless the caller has the level. 401 and invisible roots were dealt with before."""
    if level == ADMIN or root is None:
        ctx.authorize(level <= SIGNED_IN or ctx.is_admin)
    elif level > SIGNED_IN:
        ctx.authorize(ctx.is_admin or ctx.access_level(root) >= level)
