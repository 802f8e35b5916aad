"""Members of projects and of groups."""

from __future__ import annotations

import pytest

from tests.sandbox.rules.conftest import Ask

TOO_LOW = "should be greater than or equal to Developer inherited membership from group Acme"


def roles(ask: Ask, user: str, request: str) -> dict[str, int]:
    reply = ask(user, request)
    assert reply.status == 200, reply.json
    return {row["username"]: row["access_level"] for row in reply.json}


def test_a_list_of_members_leaves_out_who_inherits(ask: Ask) -> None:
    assert roles(ask, "dev", "GET /projects/1/members") == {}
    everybody = {"olive": 50, "mark": 40, "dev": 30}
    assert roles(ask, "dev", "GET /projects/1/members/all") == everybody
    assert roles(ask, "dev", "GET /groups/acme%2Fweb/members/all") == everybody
    assert roles(ask, "dev", "GET /groups/acme/members") == everybody
    assert ask("dev", "GET /projects/1/members/4").json == {"message": "404 Not found"}
    assert ask("dev", "GET /projects/1/members/all/4").json["access_level"] == 30


def test_users_own_the_projects_in_their_namespace(ask: Ask) -> None:
    assert roles(ask, "dev", "GET /projects/4/members") == {"dev": 50}


def test_invited_groups_bring_members_with_at_most_the_invited_role(ask: Ask) -> None:
    ask("olive", "POST /projects/2/share", group_id=12, group_access=20)
    assert roles(ask, "dev", "GET /projects/2/members/all")["paul"] == 20
    assert "paul" not in roles(ask, "dev", "GET /projects/2/members")


def test_members_can_be_filtered(ask: Ask) -> None:
    assert roles(ask, "dev", "GET /groups/acme/members?query=oli") == {"olive": 50}
    assert roles(ask, "dev", "GET /groups/acme/members?user_ids[]=3") == {"mark": 40}
    assert roles(ask, "dev", "GET /groups/acme/members?skip_users[]=2&skip_users[]=3") == {
        "dev": 30
    }


def test_maintainers_add_members_to_projects_and_owners_to_groups(ask: Ask) -> None:
    added = ask("mark", "POST /projects/2/members", user_id=5, access_level=30)
    assert (added.status, added.json["username"], added.json["access_level"]) == (201, "paul", 30)
    assert added.json["created_by"]["username"] == "mark"
    assert ask("paul", "GET /projects/2").status == 200
    assert ask("dev", "POST /projects/2/members", user_id=6, access_level=10).status == 403
    assert ask("mark", "POST /groups/10/members", user_id=5, access_level=10).status == 403
    by_name = ask("olive", "POST /groups/10/members", username="paul", access_level=10)
    assert by_name.json["id"] == 5


@pytest.mark.parametrize(
    ("sent", "status", "body"),
    [
        ({"user_id": 5}, 400, {"error": "access_level is missing"}),
        (
            {"user_id": 5, "access_level": 33},
            400,
            {"error": "access_level does not have a valid value"},
        ),
        (
            {"access_level": 30},
            400,
            {"error": "user_id, username are missing, at least one parameter must be provided"},
        ),
        (
            {"user_id": 5, "username": "x", "access_level": 30},
            400,
            {"error": "username, user_id are mutually exclusive"},
        ),
        ({"user_id": 99, "access_level": 30}, 404, {"message": "404 User Not Found"}),
        (
            {"user_id": 4, "access_level": 20},
            400,
            {"message": {"access_level": [TOO_LOW]}},
        ),
        (
            {"user_id": 5, "access_level": 30, "expires_at": "2020-01-01"},
            400,
            {"message": {"expires_at": ["cannot be a date in the past"]}},
        ),
        ({"user_id": 5, "access_level": 50}, 403, {"message": "403 Forbidden"}),
    ],
)
def test_what_is_wrong_with_a_new_member(
    ask: Ask, sent: dict[str, object], status: int, body: object
) -> None:
    reply = ask("mark", "POST /projects/2/members", **sent)
    assert (reply.status, reply.json) == (status, body)


def test_a_member_is_added_once(ask: Ask) -> None:
    ask("mark", "POST /projects/2/members", user_id=5, access_level=30)
    again = ask("mark", "POST /projects/2/members", user_id=5, access_level=20)
    assert (again.status, again.json) == (409, {"message": "Member already exists"})


def test_several_members_are_added_at_once(ask: Ask) -> None:
    added = ask("mark", "POST /projects/2/members", user_id="5,6", access_level=20)
    assert (added.status, added.json) == (201, {"status": "success"})
    assert roles(ask, "mark", "GET /projects/2/members") == {"paul": 20, "eve": 20}


def test_a_role_can_be_changed_and_end(ask: Ask) -> None:
    changed = ask("olive", "PUT /groups/10/members/4", access_level=20, expires_at="2026-12-24")
    assert (changed.json["access_level"], changed.json["expires_at"]) == (20, "2026-12-24")
    assert ask("mark", "PUT /groups/10/members/4", access_level=30).status == 403
    assert ask("olive", "PUT /groups/10/members/5", access_level=30).status == 404


def test_a_group_keeps_its_last_owner(ask: Ask) -> None:
    assert ask("olive", "PUT /groups/10/members/2", access_level=40).status == 403
    assert ask("olive", "DELETE /groups/10/members/2").status == 403


def test_members_leave_or_are_removed(ask: Ask) -> None:
    assert ask("dev", "DELETE /groups/10/members/3").status == 403
    assert ask("dev", "DELETE /groups/10/members/4").status == 204
    assert ask("dev", "GET /projects/2").status == 404
    assert ask("olive", "DELETE /groups/10/members/3").status == 204
