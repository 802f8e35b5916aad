"""A small GitLab for tests of the sandbox itself."""

from __future__ import annotations

import json
from typing import Any

from gitlab.sandbox import Sandbox

SCOPE = "/api/v4/projects/100/job_token_scope"

SEED: dict[str, Any] = {
    "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
    "groups": [
        {"id": 10, "full_path": "acme", "name": "Acme"},
        {"id": 11, "full_path": "acme/platform", "name": "Platform"},
        {"id": 20, "full_path": "partners"},
    ],
    "users": [
        {"id": 3, "username": "mary"},
        {"id": 4, "username": "dave"},
        {"id": 9, "username": "eve", "external": True},
    ],
    "projects": [
        {"id": 100, "full_path": "acme/target"},
        {"id": 101, "full_path": "acme/platform/deploy"},
        {"id": 102, "full_path": "mary/notes"},
        {"id": 105, "full_path": "partners/open", "visibility": "public"},
        {"id": 106, "full_path": "partners/intern", "visibility": "internal"},
    ],
    "members": [
        {"project": "acme/target", "user": "mary", "role": "maintainer"},
        {"group": "acme", "user": "dave", "access_level": 30},
    ],
    "tokens": [{"user": "mary", "token": "mary-token"}, {"user": "dave", "token": "dave-token"}],
    "redirects": [{"old": "acme/old", "project_id": 100}],
}


def ask(
    box: Sandbox, method: str, target: str, token: str = "", **kwargs: Any
) -> tuple[int, dict[str, str], Any]:
    """A request in process, with the JSON of its answer."""
    headers = kwargs.pop("headers", {}) | ({"PRIVATE-TOKEN": token} if token else {})
    status, answered, body = box.request(method, target, headers=headers, **kwargs)
    is_json = answered.get("Content-Type") == "application/json"
    return status, answered, json.loads(body) if is_json and body else body
