"""What is stored by description behaves like a GitLab."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from gitlab.sandbox import Sandbox

BADGES = "/projects/1/badges"


class Reply(NamedTuple):
    status: int
    json: Any
    headers: dict[str, str]


Ask = Callable[..., Reply]


@pytest.fixture
def ask(box: Sandbox) -> Ask:
    """`ask("mary", "GET /projects", name=value)`: a request as a user; "" is a visitor."""

    def ask(user: str, request: str, **body: Any) -> Reply:
        method, target = request.split()
        token = box.token if user == "root" else box.token_for(user) if user else ""
        status, headers, content = box.request(
            method, f"/api/v4{target}", {"PRIVATE-TOKEN": token} if token else {}, json=body or None
        )
        return Reply(status, json.loads(content) if content else None, headers)

    return ask


def test_what_a_path_hangs_on_must_exist_and_be_visible(ask: Ask) -> None:
    assert ask("root", "GET /projects/99/boards").json == {"message": "404 Project Not Found"}
    assert ask("zoe", "GET /projects/2/boards").json == {"message": "404 Project Not Found"}
    assert ask("", "GET /projects/1/boards").json == []
    assert ask("", "GET /projects/2/boards").status == 404
    assert ask("root", "GET /projects/1/boards/7/lists").json == {"message": "404 Not found"}
    assert ask("root", "GET /projects/1/boards/x/lists").status == 404


def test_writing_takes_a_role(ask: Ask) -> None:
    assert ask("", "POST /projects/1/boards", name="b").status == 401
    assert ask("zoe", "POST /projects/1/boards", name="b").json == {"message": "403 Forbidden"}
    assert ask("dev", "POST /projects/1/boards", name="b").status == 201
    assert ask("dev", "GET /projects/1/triggers").status == 403
    assert ask("mary", "GET /projects/1/triggers").status == 200
    assert ask("mary", "GET /admin/ci/variables").json == {"message": "403 Forbidden"}


def test_parameters_are_checked_as_described(ask: Ask) -> None:
    assert ask("mary", "POST /projects/1/boards").json == {"error": "name is missing"}
    reply = ask("mary", "POST /projects/1/milestones", title="a", state_event="explode")
    assert reply.json == {"error": "state_event does not have a valid value"}
    assert ask("mary", "GET /projects/1/boards/x").json == {"error": "board_id is invalid"}


def test_an_unknown_id_is_told_by_its_name(ask: Ask) -> None:
    path = "/projects/1/external_status_checks/9"
    reply = ask("mary", f"PUT {path}", name="x")
    assert reply.json == {"message": "404 External Status Check Not Found"}
    assert ask("mary", f"DELETE {path}").status == 404


def test_iids_count_per_project_and_are_not_given_out_twice(ask: Ask) -> None:
    milestones = [ask("mary", "POST /projects/1/milestones", title=t).json for t in "ab"]
    assert [found["iid"] for found in milestones] == [1, 2]
    ask("mary", f"DELETE /projects/1/milestones/{milestones[1]['id']}")
    assert ask("mary", "POST /projects/1/milestones", title="c").json["iid"] == 3
    assert ask("root", "POST /projects/2/milestones", title="d").json["iid"] == 1


def test_lists_are_filtered_sorted_and_paged(ask: Ask) -> None:
    for title in ("alpha", "beta", "gamma"):
        ask("mary", "POST /projects/1/milestones", title=title)
    page = ask("mary", "GET /projects/1/milestones?per_page=2")
    assert len(page.json) == 2
    assert page.headers["X-Total"] == "3"
    assert page.headers["X-Next-Page"] == "2"
    found = ask("mary", "GET /projects/1/milestones?search=ET").json
    assert [it["title"] for it in found] == ["beta"]
    assert ask("mary", "GET /projects/1/milestones?iids[]=3").json[0]["title"] == "gamma"
    assert ask("mary", "GET /projects/1/milestones?state=closed").json == []
    assert len(ask("mary", "GET /projects/1/milestones?state=all").json) == 3
    assert ask("mary", "GET /projects/1/milestones?updated_after=2999-01-01").json == []


def test_times_and_authors_are_filled_in(ask: Ask) -> None:
    sent = {"title": "s", "content": "x", "visibility": "public"}
    snippet = ask("mary", "POST /projects/1/snippets", **sent).json
    assert snippet["author"]["username"] == "mary"
    assert snippet["created_at"] == snippet["updated_at"]
    assert snippet["web_url"].endswith(f"/acme/site/-/snippets/{snippet['id']}")


def test_what_hangs_on_something_goes_with_it(ask: Ask) -> None:
    board = ask("mary", "POST /projects/1/boards", name="b").json
    label = ask("mary", "POST /projects/1/labels", name="a", color="#fff").json["id"]
    ask("mary", f"POST /projects/1/boards/{board['id']}/lists", label_id=label)
    lists = f"GET /projects/1/boards/{board['id']}/lists"
    assert len(ask("mary", lists).json) == 1
    ask("mary", f"DELETE /projects/1/boards/{board['id']}")
    assert ask("mary", lists).status == 404


def test_what_is_computed_is_refused_by_name(ask: Ask) -> None:
    reply = ask("root", "POST /geo_nodes/1/repair")
    assert reply.status == 501
    assert "POST /geo_nodes/{id}/repair" in reply.json["message"]
