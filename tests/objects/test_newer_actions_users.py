"""What users can do that is newer than the interface: with keys, tokens, pins and preferences."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import exceptions as exc
from gitlab.v4.objects.users import CurrentUser, CurrentUserManager
from tests.objects.test_newer_actions import Action, check
from tests.objects.test_skeleton_actions import Canned

TOKEN = {"name": "cluster", "scopes": ["k8s_proxy"]}
STATUS = {"message": "out"}


@pytest.mark.parametrize(
    "action",
    [
        Action(
            "gl users 2",
            "associations_count",
            {},
            "GET /users/2/associations_count",
            exc.GitlabGetError,
        ),
        Action(
            "gl users 2",
            "disable_two_factor",
            {},
            "PATCH /users/2/disable_two_factor",
            exc.GitlabUpdateError,
        ),
        Action(
            "gl users 2 gpgkeys 3",
            "revoke",
            {},
            "POST /users/2/gpg_keys/3/revoke",
            exc.GitlabDeleteError,
        ),
        Action(
            "gl personal_access_tokens",
            "associations",
            {"min_access_level": 30},
            "GET /personal_access_tokens/self/associations",
            exc.GitlabGetError,
            query={"min_access_level": 30},
        ),
    ],
    ids=lambda action: f"{action.name}-{action.request}",
)
def test_actions_ask_gitlab_for_what_they_are_called(action: Action) -> None:
    check(action)


@pytest.mark.parametrize(
    ("child", "name", "arguments", "request_", "body", "error"),
    [
        ("preferences", "get", (), "GET /user/preferences", None, exc.GitlabGetError),
        (
            "preferences",
            "update",
            (None, {"show_whitespace_in_diffs": True}),
            "PUT /user/preferences",
            {"show_whitespace_in_diffs": True},
            exc.GitlabUpdateError,
        ),
        ("support_pin", "get", (), "GET /user/support_pin", None, exc.GitlabGetError),
        ("support_pin", "create", (), "POST /user/support_pin", None, exc.GitlabCreateError),
        (
            "personal_access_tokens",
            "create",
            (TOKEN,),
            "POST /user/personal_access_tokens",
            TOKEN,
            exc.GitlabCreateError,
        ),
        ("status", "patch", (STATUS,), "PATCH /user/status", STATUS, exc.GitlabUpdateError),
    ],
)
def test_the_current_user_asks_for_their_own(
    child: str,
    name: str,
    arguments: tuple[Any, ...],
    request_: str,
    body: Any,
    error: type[exc.GitlabError],
) -> None:
    client = Canned({"id": 9})
    user = CurrentUser(CurrentUserManager(client), {"id": 2})
    getattr(getattr(user, child), name)(*arguments)
    [call] = client.calls
    assert " ".join(client.sent) == request_
    assert (call.body or None) == body
    assert call.error is error


def test_a_key_of_the_current_user_is_revoked() -> None:
    client = Canned({"id": 3})
    user = CurrentUser(CurrentUserManager(client), {"id": 2})
    user.gpgkeys.get(3, lazy=True).revoke()
    assert client.sent == ("POST", "/user/gpg_keys/3/revoke")
    assert client.calls[0].error is exc.GitlabDeleteError


def test_a_pin_is_worth_nothing_once_it_is_revoked() -> None:
    client = Canned({"pin": "123456", "expires_at": "2026-01-08"})
    client.users.get(2, lazy=True).support_pin.get().revoke()
    assert [(call.method, call.path) for call in client.calls] == [
        ("GET", "/users/2/support_pin"),
        ("POST", "/users/2/support_pin/revoke"),
    ]
    assert client.calls[1].error is exc.GitlabDeleteError
