"""Snippets, wiki pages, comments and reactions: what people write."""

from __future__ import annotations

import json

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask

SNIPPETS = "/projects/1/snippets"
TEXT = {"file_name": "a.txt", "content": "one\n"}
OPEN = {"visibility": "internal", **TEXT}


@pytest.mark.parametrize("path", ["/snippets", SNIPPETS])
def test_a_snippet_has_files_and_a_raw_text(ask: Ask, box: Sandbox, path: str) -> None:
    made = ask("dev", f"POST {path}", title="notes", **OPEN)
    assert made.status == 201, made.json
    assert made.json["author"]["username"] == "dev"
    assert [it["path"] for it in made.json["files"]] == ["a.txt"]
    one = f"{path}/{made.json['id']}"
    headers = {"PRIVATE-TOKEN": box.token}
    status, sent, body = box.request("GET", f"/api/v4{one}/raw", headers)
    assert (status, body, sent["Content-Type"]) == (200, b"one\n", "text/plain")
    files = [{"action": "create", "file_path": "b.txt", "content": "two"}]
    assert ask("dev", f"PUT {one}", files=files).status == 200
    status, _, body = box.request("GET", f"/api/v4{one}/files/main/b.txt/raw", headers)
    assert (status, body) == (200, b"two")
    assert ask("dev", f"DELETE {one}").status == 204
    assert ask("dev", f"GET {one}").json == {"message": "404 Snippet Not Found"}


def test_a_snippet_needs_a_title_and_one_kind_of_content(ask: Ask) -> None:
    assert ask("dev", "POST /snippets", **TEXT).json == {"error": "title is missing"}
    assert ask("dev", "POST /snippets", title="x").json == {
        "error": "files, content are missing, exactly one parameter must be provided"
    }


def test_private_snippets_are_their_authors(ask: Ask) -> None:
    one = ask("dev", "POST /snippets", title="mine", visibility="private", **TEXT).json["id"]
    two = ask("dev", "POST /snippets", title="ours", visibility="public", **TEXT).json["id"]
    assert ask("paul", f"GET /snippets/{one}").status == 404
    assert ask("paul", f"DELETE /snippets/{one}").status == 404
    assert ask("", f"GET /snippets/{two}").status == 200
    assert ask("paul", f"PUT /snippets/{two}", title="hers").json == {"message": "403 Forbidden"}
    assert [it["id"] for it in ask("dev", "GET /snippets").json] == [two, one]
    assert ask("paul", "GET /snippets").json == []
    assert [it["id"] for it in ask("paul", "GET /snippets/public").json] == [two]


@pytest.mark.parametrize("owner", ["projects/1", "groups/10"])
def test_wiki_pages_are_named_by_their_title(ask: Ask, owner: str) -> None:
    made = ask("dev", f"POST /{owner}/wikis", title="Getting started", content="# Hello")
    assert (made.status, made.json["slug"]) == (201, "Getting-started")
    again = ask("dev", f"POST /{owner}/wikis", title="Getting started", content="x")
    assert again.status == 422
    (listed,) = ask("dev", f"GET /{owner}/wikis").json
    assert (listed["title"], "content" in listed) == ("Getting started", False)
    assert ask("dev", f"GET /{owner}/wikis?with_content=1").json[0]["content"] == "# Hello"
    renamed = ask("dev", f"PUT /{owner}/wikis/Getting-started", title="guides/Start").json
    assert (renamed["slug"], renamed["title"]) == ("guides/Start", "Start")
    page = f"/{owner}/wikis/guides%2FStart"
    assert ask("dev", f"GET {page}").json["encoding"] == "UTF-8"
    assert ask("dev", f"DELETE {page}").status == 204
    assert ask("dev", f"GET {page}").json == {"message": "404 Wiki Page Not Found"}


def test_a_file_is_attached_to_a_wiki(ask: Ask, box: Sandbox) -> None:
    wiki = box.client(user="dev").projects.get(1).wikis
    page = wiki.create({"title": "a", "content": "b"})
    answer = page.upload("dk.png", filedata=b"png")
    assert answer["file_name"] == "dk.png"
    assert json.dumps(answer["link"]["url"]).startswith('"uploads/')


@pytest.fixture
def snippet(ask: Ask) -> str:
    made = ask("dev", f"POST {SNIPPETS}", title="notes", **OPEN)
    return f"{SNIPPETS}/{made.json['id']}"


def test_comments_come_newest_first(ask: Ask, snippet: str) -> None:
    first, second = (ask("paul", f"POST {snippet}/notes", body=b).json["id"] for b in "ab")
    assert [it["id"] for it in ask("dev", f"GET {snippet}/notes").json] == [second, first]
    up = ask("dev", f"GET {snippet}/notes?sort=asc&order_by=created_at").json
    assert [it["id"] for it in up] == [first, second]
    note = ask("dev", f"GET {snippet}/notes/{first}").json
    assert (note["noteable_type"], note["body"], note["system"]) == ("Snippet", "a", False)
    assert note["author"]["username"] == "paul"
    assert ask("dev", f"GET {snippet}/notes/999").json == {"message": "404 Not found"}


def test_comments_are_changed_by_their_author_and_maintainers(ask: Ask, snippet: str) -> None:
    one = f"{snippet}/notes/{ask('paul', f'POST {snippet}/notes', body='a').json['id']}"
    assert ask("dev", f"PUT {one}", body="b").json == {"message": "403 Forbidden"}
    assert ask("paul", f"PUT {one}", body="b").json["body"] == "b"
    assert ask("paul", f"PUT {one}", body="").status == 400
    assert ask("", f"POST {snippet}/notes", body="x").status == 401
    assert ask("mark", f"DELETE {one}").status == 204


def test_threads_are_made_of_comments(ask: Ask, snippet: str) -> None:
    alone = ask("dev", f"POST {snippet}/notes", body="alone").json
    thread = ask("dev", f"POST {snippet}/discussions", body="start").json
    assert len(thread["id"]) == 40
    assert thread["individual_note"] is False
    replies = f"{snippet}/discussions/{thread['id']}/notes"
    reply = ask("paul", f"POST {replies}", body="reply").json
    listed = ask("dev", f"GET {snippet}/discussions")
    assert [[it["body"] for it in one["notes"]] for one in listed.json] == [
        ["alone"],
        ["start", "reply"],
    ]
    assert [one["individual_note"] for one in listed.json] == [True, False]
    assert listed.headers["X-Total"] == "2"
    assert ask("paul", f"PUT {replies}/{reply['id']}", body="re").json["body"] == "re"
    assert ask("paul", f"DELETE {replies}/{reply['id']}").status == 204
    assert ask("dev", f"GET {snippet}/discussions/none").json == {
        "message": "404 Discussion Not Found"
    }
    assert ask("dev", f"GET {snippet}/notes/{alone['id']}").status == 200


def test_a_reaction_is_given_once_and_taken_back_by_its_giver(ask: Ask, snippet: str) -> None:
    awards = f"{snippet}/award_emoji"
    made = ask("dev", f"POST {awards}", name="thumbsup")
    assert made.status == 201
    assert made.json["awardable_type"] == "Snippet"
    assert made.json["user"]["username"] == "dev"
    again = ask("dev", f"POST {awards}", name="thumbsup")
    assert again.status == 404
    assert "has already been taken" in again.json["message"]
    assert ask("paul", f"POST {awards}", name="thumbsup").status == 201
    assert ask("dev", f"POST {awards}", name="Not An Emoji").status == 400
    assert ask("paul", f"DELETE {awards}/{made.json['id']}").status == 401
    assert ask("dev", f"DELETE {awards}/{made.json['id']}").status == 204
    note = ask("dev", f"POST {snippet}/notes", body="a").json["id"]
    given = ask("dev", f"POST {snippet}/notes/{note}/award_emoji", name="tada").json
    assert (given["awardable_type"], given["awardable_id"]) == ("Note", note)
