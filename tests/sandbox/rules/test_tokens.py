"""Personal access tokens and impersonation tokens."""

from __future__ import annotations

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask

TODAY = "2026-09-21"


@pytest.fixture
def secret(box: Sandbox) -> str:
    return box.token_for("dev")


def own_id(ask: Ask, secret: str) -> int:
    found: int = ask("dev", "GET /personal_access_tokens/self", secret).json["id"]
    return found


def test_users_list_their_own_tokens_and_administrators_all(ask: Ask, secret: str) -> None:
    mine = ask("dev", "GET /personal_access_tokens", secret).json
    assert {token["user_id"] for token in mine} == {4}
    assert "token" not in mine[0]
    assert ask("dev", "GET /personal_access_tokens?user_id=1").status == 401
    everybody = ask("root", "GET /personal_access_tokens").json
    assert {token["user_id"] for token in everybody} == {1, 4}
    assert ask("root", "GET /personal_access_tokens?state=inactive").json == []
    assert ask("root", "GET /personal_access_tokens?search=none").json == []


def test_only_administrators_learn_that_a_token_does_not_exist(ask: Ask) -> None:
    assert ask("dev", "GET /personal_access_tokens/1").status == 401
    assert ask("dev", "GET /personal_access_tokens/99").status == 401
    assert ask("root", "GET /personal_access_tokens/99").status == 404


def test_a_revoked_token_is_refused(ask: Ask, secret: str) -> None:
    assert ask("dev", "DELETE /personal_access_tokens/self", secret).status == 204
    refused = ask("dev", "GET /user", secret)
    assert refused.status == 401
    assert refused.json["error_description"].startswith("Token was revoked")


def test_a_stranger_cannot_revoke(ask: Ask, secret: str) -> None:
    target = f"DELETE /personal_access_tokens/{own_id(ask, secret)}"
    assert ask("paul", target).status == 400
    assert ask("root", target).status == 204
    assert ask("root", "DELETE /personal_access_tokens/99").json == {"message": "404 Not found"}


def test_rotation_gives_a_new_secret_for_a_week(ask: Ask, secret: str) -> None:
    rotated = ask("dev", "POST /personal_access_tokens/self/rotate", secret)
    assert rotated.status == 200
    assert rotated.json["token"].startswith("glpat-")
    assert rotated.json["expires_at"] == "2026-09-28"
    assert ask("dev", "GET /user", secret).status == 401
    assert ask("dev", "GET /user", rotated.json["token"]).status == 200


def test_rotation_may_say_when_the_new_token_ends(ask: Ask, secret: str) -> None:
    target = f"POST /personal_access_tokens/{own_id(ask, secret)}/rotate"
    assert ask("dev", target, secret, expires_at=TODAY).status == 400
    assert ask("dev", target, secret, expires_at="2030-01-01").status == 400
    kept = ask("dev", target, secret, expires_at="2026-12-24").json
    assert kept["expires_at"] == "2026-12-24"
    assert len(kept["scopes"]) > 1


@pytest.mark.parametrize("by_id", [True, False])
def test_rotating_a_token_twice_revokes_its_family(ask: Ask, secret: str, by_id: bool) -> None:
    target = f"POST /personal_access_tokens/{own_id(ask, secret) if by_id else 'self'}/rotate"
    user = "root" if by_id else "dev"
    fresh = ask(user, target, "" if by_id else secret).json["token"]
    again = ask(user, target, "" if by_id else secret)
    assert again.status == (400 if by_id else 401)
    assert ask("dev", "GET /user", fresh).status == 401


def test_administrators_make_tokens_for_others(ask: Ask) -> None:
    sent = {"name": "ci", "scopes": ["read_api"]}
    assert ask("dev", "POST /users/5/personal_access_tokens", **sent).status == 403
    made = ask("root", "POST /users/5/personal_access_tokens", **sent).json
    assert (made["scopes"], made["expires_at"]) == (["read_api"], "2027-09-21")
    assert ask("", "GET /user", made["token"]).status == 200
    assert ask("", "POST /projects", made["token"], name="x").status == 403
    unknown = ask("root", "POST /users/5/personal_access_tokens", name="x", scopes=["all"])
    assert unknown.json == {"error": "scopes does not have a valid value"}


def test_impersonation_tokens_act_for_the_user(ask: Ask) -> None:
    made = ask("root", "POST /users/5/impersonation_tokens", name="it", scopes=["api"]).json
    assert made["impersonation"] is True
    assert ask("", "GET /user", made["token"]).json["username"] == "paul"
    assert ask("paul", "GET /users/5/impersonation_tokens").status == 403
    listed = ask("root", "GET /users/5/impersonation_tokens?state=active").json
    assert [token["id"] for token in listed] == [made["id"]]
    assert ask("root", f"DELETE /users/5/impersonation_tokens/{made['id']}").status == 204
    assert ask("root", "GET /users/5/impersonation_tokens?state=active").json == []
    assert ask("", "GET /user", made["token"]).status == 401
