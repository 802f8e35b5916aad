"""A GitLab for tests of what is stored by description."""

from __future__ import annotations

import pytest

from gitlab import Gitlab
from gitlab.sandbox import Sandbox

SEED = {
    "groups": [
        {"id": 1, "full_path": "acme", "name": "Acme", "visibility": "public"},
        {"id": 2, "full_path": "closed", "name": "Closed", "visibility": "private"},
    ],
    "users": [
        {"id": user, "username": name} for user, name in ((2, "mary"), (3, "dev"), (4, "zoe"))
    ],
    "projects": [
        {"id": 1, "full_path": "acme/site", "name": "Site", "visibility": "public"},
        {"id": 2, "full_path": "closed/vault", "name": "Vault", "visibility": "private"},
    ],
    "members": [
        {"group": "acme", "user": "mary", "access_level": 50},
        {"project": "acme/site", "user": "dev", "access_level": 30},
        {"project": "closed/vault", "user": "dev", "access_level": 20},
    ],
}


@pytest.fixture(scope="session")
def planted() -> Sandbox:
    return Sandbox(SEED)


@pytest.fixture
def box(planted: Sandbox) -> Sandbox:
    planted.reset()
    return planted


@pytest.fixture
def gl(box: Sandbox) -> Gitlab:
    """The client of an administrator."""
    return box.client()
