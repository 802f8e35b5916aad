"""Users, what belongs to them, and who may see it."""

from __future__ import annotations

import pytest

from tests.sandbox.rules.conftest import Ask

NEW = {"email": "ann@example.com", "username": "ann", "name": "Ann", "password": "long enough"}
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 dev"


def names(ask: Ask, user: str, query: str = "") -> list[str]:
    reply = ask(user, f"GET /users{query}")
    assert reply.status == 200, reply.json
    return [found["username"] for found in reply.json]


def test_visitors_have_to_name_the_user(ask: Ask) -> None:
    refused = ask("", "GET /users")
    assert refused.json == {"message": "403 Forbidden - Not authorized to access /api/v4/users"}
    assert names(ask, "", "?username=DEV") == ["dev"]
    assert ask("", "GET /users/4").json == {"message": "403 Forbidden - Not authorized!"}


def test_administrators_see_more_of_users(ask: Ask) -> None:
    assert "email" not in ask("dev", "GET /users").json[0]
    assert ask("root", "GET /users").json[0]["email"] == "eve@example.com"
    assert "is_admin" not in ask("dev", "GET /users/5").json
    assert ask("root", "GET /users/5").json["is_admin"] is False


def test_users_can_be_filtered(ask: Ask) -> None:
    assert names(ask, "dev") == ["eve", "paul", "dev", "mark", "olive", "root"]
    assert names(ask, "dev", "?search=PAU") == ["paul"]
    assert names(ask, "dev", "?external=true") == ["eve"]
    assert names(ask, "root", "?admins=true") == ["root"]
    assert names(ask, "root", "?order_by=username&sort=asc&per_page=2") == ["dev", "eve"]


def test_administrators_make_users(ask: Ask) -> None:
    assert ask("dev", "POST /users", **NEW).status == 403
    made = ask("root", "POST /users", **NEW)
    assert (made.status, made.json["username"], made.json["state"]) == (201, "ann", "active")
    assert "password" not in made.json
    assert ask("root", "GET /namespaces/ann").json["kind"] == "user"


@pytest.mark.parametrize(
    ("changes", "status", "body"),
    [
        ({"email": "DEV@example.com"}, 409, {"message": "Email has already been taken"}),
        ({"username": "Dev"}, 409, {"message": "Username has already been taken"}),
        ({"username": "acme"}, 409, {"message": "Username has already been taken"}),
        ({"email": "x"}, 400, {"message": {"email": ["is invalid"]}}),
        (
            {"password": "short"},
            400,
            {"message": {"password": ["is too short (minimum is 8 characters)"]}},
        ),
        (
            {"password": ""},
            400,
            {
                "error": "password, reset_password, force_random_password are missing, at least one"
                " parameter must be provided"
            },
        ),
    ],
)
def test_what_is_wrong_with_a_new_user(
    ask: Ask, changes: dict[str, str], status: int, body: object
) -> None:
    reply = ask("root", "POST /users", **NEW | changes)
    assert (reply.status, reply.json) == (status, body)


def test_a_renamed_user_keeps_the_projects(ask: Ask) -> None:
    assert ask("root", "PUT /users/4", username="developer").json["username"] == "developer"
    moved = ask("root", "GET /projects/dev%2Fnotes")
    assert moved.status == 301
    assert ask("root", "GET /projects/4").json["path_with_namespace"] == "developer/notes"


def test_a_deleted_user_is_gone_with_the_own_projects(ask: Ask) -> None:
    assert ask("dev", "DELETE /users/4").status == 403
    sole = ask("root", "DELETE /users/2")
    assert sole.json == {"message": "User cannot be removed while is the sole-owner of a group"}
    assert ask("root", "DELETE /users/4").status == 204
    assert ask("root", "GET /users/4").json == {"message": "404 User Not Found"}
    assert ask("root", "GET /projects/4").status == 404


def test_a_blocked_user_is_let_in_again(ask: Ask) -> None:
    assert ask("dev", "POST /users/5/block").status == 403
    assert ask("paul", "GET /user").status == 200
    blocked = ask("root", "POST /users/5/block")
    assert (blocked.status, blocked.json) == (201, True)
    assert ask("paul", "GET /user").status == 403
    assert ask("root", "POST /users/5/activate").json == {
        "message": "403 Forbidden - A blocked user must be unblocked to be activated"
    }
    assert ask("root", "POST /users/5/unblock").json is True
    assert ask("paul", "GET /user").status == 200
    assert ask("root", "POST /users/1/block").status == 403


def test_states_follow_each_other(ask: Ask) -> None:
    assert ask("root", "POST /users/5/ban").json is True
    assert ask("root", "POST /users/5/ban").json == {"message": "You cannot ban banned users."}
    assert ask("root", "POST /users/5/unban").json is True
    assert ask("root", "POST /users/5/deactivate").json is True
    assert ask("root", "GET /users/5").json["state"] == "deactivated"
    assert ask("root", "POST /users/5/unblock").status == 403
    assert ask("root", "POST /users/5/activate").json is True
    assert ask("root", "POST /users/5/approve").status == 409


def test_following_twice_changes_nothing(ask: Ask) -> None:
    assert ask("dev", "POST /users/5/follow").json["username"] == "paul"
    assert ask("dev", "POST /users/5/follow").status == 304
    followers = ask("dev", "GET /users/5/followers").json
    assert [user["username"] for user in followers] == ["dev"]
    assert ask("dev", "GET /users/5").json["is_followed"] is True
    assert ask("dev", "POST /users/5/unfollow").status == 201
    assert ask("dev", "POST /users/5/unfollow").status == 304


def test_the_current_user(ask: Ask) -> None:
    assert ask("", "GET /user").status == 401
    assert ask("dev", "GET /user").json["email"] == "dev@example.com"
    assert "is_admin" not in ask("dev", "GET /user").json
    assert ask("root", "GET /user").json["is_admin"] is True


def test_a_status_is_replaced_by_put_and_changed_by_patch(ask: Ask) -> None:
    ask("dev", "PUT /user/status", message="busy", clear_status_after="1_day")
    changed = ask("dev", "PATCH /user/status", emoji="coffee").json
    assert (changed["emoji"], changed["message"]) == ("coffee", "busy")
    assert changed["clear_status_at"] == "2026-09-22T14:13:20.000Z"
    replaced = ask("dev", "PUT /user/status", emoji="tea").json
    assert (replaced["emoji"], replaced["message"]) == ("tea", None)
    assert ask("", "GET /users/dev/status").json == replaced


def test_keys_belong_to_users(ask: Ask) -> None:
    made = ask("dev", "POST /user/keys", title="laptop", key=KEY)
    assert (made.status, made.json["usage_type"]) == (201, "auth_and_signing")
    assert ask("dev", "POST /user/keys", title="again", key=KEY).status == 400
    assert [key["title"] for key in ask("", "GET /users/4/keys").json] == ["laptop"]
    assert ask("paul", "POST /users/4/keys", title="x", key=KEY + "x").status == 403
    assert ask("paul", f"DELETE /user/keys/{made.json['id']}").json == {
        "message": "404 Key Not Found"
    }
    assert ask("dev", f"DELETE /user/keys/{made.json['id']}").status == 204


def test_email_addresses_are_private(ask: Ask) -> None:
    assert ask("dev", "POST /user/emails", email="dev@example.org").json["confirmed_at"] is None
    assert ask("paul", "GET /users/4/emails").status == 403
    listed = ask("root", "GET /users/4/emails").json
    assert [found["email"] for found in listed] == ["dev@example.org"]


def test_memberships_are_for_administrators(ask: Ask) -> None:
    assert ask("dev", "GET /users/4/memberships").status == 403
    assert ask("root", "GET /users/4/memberships").json == [
        {"source_id": 10, "source_name": "Acme", "source_type": "Namespace", "access_level": 30}
    ]
    assert ask("root", "GET /users/4/memberships?type=Project").json == []


def test_projects_of_a_user(ask: Ask) -> None:
    assert [found["id"] for found in ask("dev", "GET /users/dev/projects").json] == [4]
    assert ask("paul", "GET /users/dev/projects").json == []
