"""Credentials, scopes, sudo and blocked users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.small import SCOPE, SEED, ask


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox


def with_token(**token: Any) -> Sandbox:
    tokens = [{"user": "mary", "token": "t", "scopes": ["api"]} | token]
    return Sandbox(seed=SEED | {"tokens": tokens})


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({"Private-Token": "mary-token"}, ""),
        ({"Authorization": "Bearer mary-token"}, ""),
        ({}, "?private_token=mary-token"),
        ({}, "?access_token=mary-token"),
    ],
)
def test_token_may_stand_in_four_places(box: Sandbox, headers: dict[str, str], query: str) -> None:
    assert ask(box, "GET", SCOPE + query, headers=headers)[0] == 200


def test_private_token_parameter_beats_the_header(box: Sandbox) -> None:
    headers = {"PRIVATE-TOKEN": "mary-token"}
    assert ask(box, "GET", f"{SCOPE}?private_token=unknown", headers=headers)[0] == 401


def test_unknown_token_is_refused(box: Sandbox) -> None:
    assert ask(box, "GET", SCOPE, "unknown")[::2] == (401, {"message": "401 Unauthorized"})


def test_expired_token_names_the_reason_in_a_challenge() -> None:
    with with_token(state="expired") as box:
        status, headers, body = ask(box, "GET", SCOPE, "t")
    assert (status, body["error"]) == (401, "invalid_token")
    assert headers["WWW-Authenticate"].startswith('Bearer realm="The API", error="invalid_token"')


def test_insufficient_scope_lists_what_would_suffice() -> None:
    with with_token(scopes=["read_user"]) as box:
        assert ask(box, "GET", SCOPE, "t")[2]["scope"] == "api read_api"
        assert ask(box, "PATCH", SCOPE, "t", json={"enabled": True})[2]["scope"] == "api"


def test_read_api_suffices_for_head() -> None:
    with with_token(scopes=["read_api"]) as box:
        assert ask(box, "HEAD", SCOPE, "t")[0] == 200


@pytest.mark.parametrize(
    ("boundary", "status"),
    [("project 100", 200), ("group 10", 200), ("project 101", 403), ("group 20", 403), (None, 200)],
)
def test_fine_grained_token_is_for_one_project_or_group(boundary: str | None, status: int) -> None:
    permissions = ["read_job_token_scope"]
    with with_token(kind="granular", permissions=permissions, boundary=boundary) as box:
        assert ask(box, "GET", SCOPE, "t")[0] == status


def test_fine_grained_token_does_not_find_a_missing_project() -> None:
    with with_token(kind="granular", permissions=["read_job_token_scope"]) as box:
        target = "/api/v4/projects/999/job_token_scope"
        assert ask(box, "GET", target, "t")[::2] == (404, {"message": "404 Not Found"})


@pytest.mark.parametrize(
    ("token", "sudo", "status", "body"),
    [
        ("", "mary", 401, {"message": "401 Unauthorized"}),
        ("mary-token", "dave", 403, {"message": "403 Forbidden - Must be admin to use sudo"}),
        (None, "dave", 403, {"message": "403 Forbidden"}),
        (None, "MARY", 200, {"inbound_enabled": True, "outbound_enabled": False}),
        (None, "3", 200, {"inbound_enabled": True, "outbound_enabled": False}),
    ],
)
def test_sudo_acts_as_another_user(
    box: Sandbox, token: str | None, sudo: str, status: int, body: object
) -> None:
    token = box.token if token is None else token
    assert ask(box, "GET", SCOPE, token, headers={"Sudo": sudo})[::2] == (status, body)


def test_sudo_needs_its_own_scope() -> None:
    with with_token(user="root") as box:
        status, _, body = ask(box, "GET", f"{SCOPE}?sudo=mary", "t")
    assert (status, body["scope"]) == (403, "sudo")


def test_blocked_user_is_told_so() -> None:
    users = [{"id": 3, "username": "mary", "state": "blocked"}, *SEED["users"][1:]]
    with Sandbox(seed=SEED | {"users": users}) as box:
        status, _, body = ask(box, "GET", SCOPE, "mary-token")
    assert status == 403
    assert body == {"message": "403 Forbidden - Your account has been blocked."}
