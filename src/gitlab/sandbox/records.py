"""Makes users, groups, projects and tokens with all the defaults that GitLab gives them.

The seed and the rules that create things both come here.
"""

from __future__ import annotations

import secrets
from typing import Any

from gitlab.sandbox.store import Row, Store

__all__ = [
    "FEATURES",
    "PERSONAL_SCOPES",
    "ci_settings",
    "create_group",
    "create_project",
    "create_token",
    "create_user",
]

FEATURES = (
    "analytics",
    "builds",
    "container_registry",
    "environments",
    "feature_flags",
    "forking",
    "infrastructure",
    "issues",
    "merge_requests",
    "model_experiments",
    "model_registry",
    "monitor",
    "package_registry",
    "pages",
    "releases",
    "repository",
    "requirements",
    "security_and_compliance",
    "snippets",
    "wiki",
)

PERSONAL_SCOPES = (
    "api",
    "read_user",
    "read_api",
    "read_repository",
    "write_repository",
    "read_registry",
    "write_registry",
    "sudo",
    "admin_mode",
    "create_runner",
    "manage_runner",
    "ai_features",
    "k8s_proxy",
    "self_rotate",
    "read_service_ping",
)

_CI_SETTINGS: Row = {
    "inbound_job_token_scope_enabled": True,
    "job_token_scope_enabled": False,
    "push_repository_for_job_token_allowed": False,
    "cross_project_push_for_job_token_allowed": False,
}


def ci_settings(project: Row) -> Row:
    """The CI/CD settings of a project, with the defaults of what it never set."""
    return _CI_SETTINGS | (project["ci_settings"] or {})


def create_user(store: Store, username: str, **attributes: Any) -> Row:
    """A user and, unless the path is taken, the personal namespace."""
    user = store.insert(
        "users",
        {
            "username": username,
            "name": username.capitalize(),
            "email": f"{username}@example.com",
            "state": "active",
            "admin": False,
            "external": False,
            "created_at": store.timestamp(),
        }
        | attributes,
    )
    if not store.select("namespaces", full_path=username).exists():
        store.insert(
            "namespaces",
            {
                "kind": "user",
                "name": user["name"],
                "path": username,
                "full_path": username,
                "visibility": "public",
                "parent_id": None,
                "owner_id": user["id"],
                "created_at": store.timestamp(),
            },
        )
    return user


def create_group(store: Store, path: str, parent: Row | None = None, **attributes: Any) -> Row:
    return store.insert(
        "namespaces",
        {
            "kind": "group",
            "name": path,
            "path": path,
            "full_path": f"{parent['full_path']}/{path}" if parent else path,
            "visibility": "private",
            "parent_id": parent["id"] if parent else None,
            "owner_id": None,
            "description": "",
            "created_at": store.timestamp(),
        }
        | attributes,
    )


def create_project(store: Store, path: str, namespace: Row, **attributes: Any) -> Row:
    """A project with an empty allowlist that is switched on."""
    now = store.timestamp()
    ci_settings = attributes.pop("ci_settings", {})
    return store.insert(
        "projects",
        {
            "name": path,
            "path": path,
            "full_path": f"{namespace['full_path']}/{path}",
            "namespace_id": namespace["id"],
            "visibility": "private",
            "description": None,
            "default_branch": "main",
            "topics": [],
            "creator_id": None,
            "archived": False,
            "pending_delete": False,
            "star_count": 0,
            "forks_count": 0,
            "created_at": now,
            "last_activity_at": now,
            "ci_settings": None if ci_settings is None else _CI_SETTINGS | ci_settings,
        }
        | {f"{feature}_access_level": "enabled" for feature in FEATURES}
        | attributes,
    )


def create_token(store: Store, user: Row, **attributes: Any) -> Row:
    """A personal access token, or another kind of one."""
    return store.insert(
        "tokens",
        {
            "token": f"glpat-{secrets.token_urlsafe(20)}",
            "user_id": user["id"],
            "kind": "personal",
            "name": "token",
            "description": None,
            "scopes": ["api"],
            "permissions": [],
            "boundary": None,
            "revoked": False,
            "expires_at": None,
            "last_used_at": None,
            "created_at": store.timestamp(),
        }
        | attributes,
    )
