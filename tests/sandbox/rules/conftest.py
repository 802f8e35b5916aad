"""A small company, and a way to ask it things."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from gitlab.sandbox import Sandbox

SEED: dict[str, Any] = {
    "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
    "groups": [
        {"id": 10, "full_path": "acme", "name": "Acme", "visibility": "internal"},
        {"id": 11, "full_path": "acme/web", "name": "Web", "visibility": "private"},
        {"id": 12, "full_path": "partners", "name": "Partners", "visibility": "public"},
    ],
    "users": [
        {"id": 2, "username": "olive"},
        {"id": 3, "username": "mark"},
        {"id": 4, "username": "dev"},
        {"id": 5, "username": "paul"},
        {"id": 6, "username": "eve", "external": True},
    ],
    "projects": [
        {"id": 1, "full_path": "acme/site", "name": "Site", "visibility": "internal"},
        {"id": 2, "full_path": "acme/web/shop", "name": "Shop", "topics": ["ruby", "web"]},
        {"id": 3, "full_path": "partners/docs", "name": "Docs", "visibility": "public"},
        {"id": 4, "full_path": "dev/notes", "name": "Notes"},
    ],
    "members": [
        {"group": "acme", "user": "olive", "role": "owner"},
        {"group": "acme", "user": "mark", "role": "maintainer"},
        {"group": "acme", "user": "dev", "role": "developer"},
        {"group": "partners", "user": "paul", "role": "owner"},
    ],
}


class Reply(NamedTuple):
    status: int
    json: Any
    headers: dict[str, str]


Ask = Callable[..., Reply]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(SEED, clock=lambda: 1_790_000_000.0) as sandbox:
        yield sandbox


@pytest.fixture
def ask(box: Sandbox) -> Ask:
    """`ask("mary", "GET /projects", name=value)`: a request as a user; "" is a visitor."""
    tokens = {"root": box.token}

    def ask(user: str, request: str, token: str = "", **body: Any) -> Reply:
        method, target = request.split()
        if user and user not in tokens:
            tokens[user] = box.token_for(user)
        secret = token or tokens.get(user)
        headers = {"PRIVATE-TOKEN": secret} if secret else {}
        status, answered, content = box.request(
            method, f"/api/v4{target}", headers, json=body or None
        )
        is_json = answered.get("Content-Type") == "application/json"
        return Reply(status, json.loads(content) if is_json and content else None, answered)

    return ask
