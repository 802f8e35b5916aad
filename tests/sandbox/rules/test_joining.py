"""Invitations, access requests, to-do items and search."""

from __future__ import annotations

import pytest

from tests.sandbox.rules.conftest import Ask


@pytest.mark.parametrize("owner", ["projects/1", "groups/10"])
def test_strangers_are_invited_and_users_join_at_once(ask: Ask, owner: str) -> None:
    path = f"/{owner}/invitations"
    sent = {"email": "new@example.com,paul@example.com", "access_level": 30}
    made = ask("olive", f"POST {path}", **sent)
    assert (made.status, made.json) == (201, {"status": "success"})
    assert ask("olive", f"GET /{owner}/members/5").json["access_level"] == 30
    (invited,) = ask("olive", f"GET {path}").json
    assert (invited["invite_email"], invited["created_by_name"]) == ("new@example.com", "Olive")
    again = ask("olive", f"POST {path}", email="new@example.com", access_level=30).json
    assert again == {
        "status": "error",
        "message": {"new@example.com": "The member's email address has already been taken"},
    }
    one = f"{path}/new@example.com"
    assert ask("olive", f"PUT {one}", access_level=40).json["access_level"] == 40
    assert ask("olive", f"DELETE {one}").status == 204
    assert ask("olive", f"DELETE {one}").status == 404
    assert ask("dev", f"GET {path}").status == 403
    assert ask("olive", f"POST {path}", access_level=30).json == {
        "error": "email, user_id are missing, at least one parameter must be provided"
    }


@pytest.mark.parametrize("owner", ["projects/3", "groups/12"])
def test_users_ask_to_join(ask: Ask, owner: str) -> None:
    path = f"/{owner}/access_requests"
    asked = ask("dev", f"POST {path}")
    assert (asked.status, asked.json["username"]) == (201, "dev")
    assert [it["id"] for it in ask("paul", f"GET {path}").json] == [4]
    assert ask("dev", f"GET {path}").status == 403
    assert ask("dev", f"PUT {path}/4/approve").status == 403
    approved = ask("paul", f"PUT {path}/4/approve", access_level=20)
    assert (approved.status, approved.json["access_level"]) == (201, 20)
    assert ask("dev", f"POST {path}").status == 403
    assert ask("mark", f"POST {path}").status == 201
    assert ask("mark", f"DELETE {path}/3").status == 204
    assert ask("paul", f"DELETE {path}/3").json == {"message": "404 Not found"}


def test_who_is_mentioned_has_something_to_do(ask: Ask) -> None:
    sent = {"title": "s", "content": "x", "visibility": "internal"}
    id = ask("mark", "POST /projects/1/snippets", **sent).json["id"]
    ask("mark", f"POST /projects/1/snippets/{id}/notes", body="@dev and @nobody: have a look")
    (todo,) = ask("dev", "GET /todos").json
    assert (todo["action_name"], todo["target_type"]) == ("directly_addressed", "Snippet")
    assert (todo["author"]["username"], todo["project"]["id"]) == ("mark", 1)
    assert ask("mark", "GET /todos").json == []
    assert ask("mark", f"POST /todos/{todo['id']}/mark_as_done").json == {
        "message": "404 Not found"
    }
    done = ask("dev", f"POST /todos/{todo['id']}/mark_as_done")
    assert (done.status, done.json["state"]) == (201, "done")
    assert ask("dev", "GET /todos").json == []
    assert len(ask("dev", "GET /todos?state=done").json) == 1
    assert ask("dev", "POST /todos/mark_as_done").status == 204


def test_search_is_in_what_the_caller_sees(ask: Ask) -> None:
    found = ask("dev", "GET /search?scope=projects&search=sho")
    assert [it["name"] for it in found.json] == ["Shop"]
    assert found.headers["X-Total"] == "1"
    assert ask("paul", "GET /search?scope=projects&search=shop").json == []
    assert ask("dev", "GET /search?scope=users&search=oli").json[0]["username"] == "olive"
    assert ask("dev", "GET /groups/10/search?scope=users&search=mar").json[0]["username"] == "mark"
    ask("dev", "POST /projects/1/milestones", title="launch")
    found = ask("dev", "GET /projects/1/search?scope=milestones&search=lau")
    assert [it["title"] for it in found.json] == ["launch"]
    assert ask("dev", "GET /search?scope=dreams&search=x").json == {
        "error": "scope does not have a valid value"
    }
    assert ask("dev", "GET /search?scope=projects").json == {
        "error": "search is missing, search is empty"
    }
    assert ask("dev", "GET /search?scope=blobs&search=x").status == 400
    assert ask("", "GET /search?scope=projects&search=x").status == 401


def test_templates_are_read(ask: Ask) -> None:
    for kind in ("dockerfiles", "gitignores", "gitlab_ci_ymls", "licenses"):
        listed = ask("", f"GET /templates/{kind}").json
        one = ask("", f"GET /templates/{kind}/{listed[0]['key']}").json
        assert one["content"]
        assert ask("dev", f"GET /projects/1/templates/{kind}").json == listed
    assert ask("", "GET /templates/gitignores/No").json == {"message": "404 Gitignore Not Found"}
    text = ask("", "GET /templates/licenses/mit?fullname=Mary").json["content"]
    assert "Mary" in text
