"""Comments that propose other lines, and the commits that come of them."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabUpdateError
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire

TEXT = "one\ntwo\nthree\nfour\n"


@pytest.fixture
def project(gl: Gitlab, wire: Wire) -> Any:
    (ann,) = wire.join("ann")
    made: Any = gl.projects.create(
        {"name": "app", "initialize_with_readme": True, "visibility": "internal"}
    )
    made.members.create({"user_id": ann, "access_level": 30})
    actions = [{"action": "create", "file_path": "a.txt", "content": TEXT}]
    sent = {"branch": "work", "start_branch": "main", "commit_message": "Add", "actions": actions}
    made.commits.create(sent)
    return made


@pytest.fixture
def request_(project: Any) -> Any:
    sent = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    return project.mergerequests.create(sent)


def _comment(request_: Any, line: int, suggestion: str) -> dict[str, Any]:
    position = {**request_.diff_refs, "position_type": "text", "new_path": "a.txt"}
    body = f"Better:\n\n```suggestion{suggestion}```\n"
    about = {"body": body, "position": position | {"new_line": line}}
    made: dict[str, Any] = request_.discussions.create(about).attributes["notes"][0]
    return made


def _content(project: Any) -> str:
    return str(project.files.raw("a.txt", ref="work").decode())


def test_a_suggestion_becomes_a_commit_of_its_author(
    project: Any, request_: Any, gl: Gitlab, box: Sandbox
) -> None:
    hers: Any = box.client("ann").projects.get(project.id).mergerequests.get(request_.iid)
    note = _comment(hers, 2, ":-1+0\nTWO\n")
    (found,) = note["suggestions"]
    assert (found["from_line"], found["to_line"]) == (1, 2)
    assert (found["from_content"], found["to_content"]) == ("one\ntwo\n", "TWO\n")
    assert (found["appliable"], found["applied"]) == (True, False)

    applied = gl.suggestions.apply(found["id"])
    assert (applied.applied, applied.appliable) == (True, False)
    assert _content(project) == "TWO\nthree\nfour\n"
    commit = project.commits.get("work")
    assert (commit.author_name, commit.committer_name) == ("Ann", "Administrator")
    assert commit.title == "Apply 1 suggestion(s) to 1 file(s)"
    assert "Co-authored-by: Ann <ann@x.org>" in commit.message
    assert request_.notes.get(note["id"]).resolved is True
    with pytest.raises(GitlabUpdateError, match="Can't apply this suggestion"):
        gl.suggestions.apply(found["id"])


def test_several_are_applied_at_once(project: Any, request_: Any, gl: Gitlab) -> None:
    ids = [
        _comment(request_, line, f"\n{text}")["suggestions"][0]["id"]
        for line, text in ((1, "1\n1.5\n"), (3, ""), (4, "4\n"))
    ]
    message = "%{username} changes %{file_paths}: %{suggestions_count}"
    assert [each["applied"] for each in gl.suggestions.batch_apply(ids, message)] == [True] * 3
    assert _content(project) == "1\n1.5\ntwo\n4\n"
    assert project.commits.get("work").message == "root changes a.txt: 3"


def test_lines_do_not_overlap_and_follow_what_was_applied(
    project: Any, request_: Any, gl: Gitlab
) -> None:
    first, other, last = (
        _comment(request_, line, f"{text}")["suggestions"][0]["id"]
        for line, text in ((2, "\n2\n2.5\n"), (3, ":-1+0\n3\n"), (4, "\n4\n"))
    )
    with pytest.raises(GitlabUpdateError, match="lines cannot overlap"):
        gl.suggestions.batch_apply([first, other])
    gl.suggestions.apply(first)
    with pytest.raises(GitlabUpdateError, match="these lines were changed in a more recent"):
        gl.suggestions.apply(other)
    assert gl.suggestions.apply(last).to_content == "4\n"
    assert _content(project) == "one\n2\n2.5\nthree\n4\n"


def test_what_cannot_be_applied_says_why(project: Any, request_: Any, gl: Gitlab) -> None:
    same = _comment(request_, 1, "\none\n")["suggestions"][0]
    assert same["appliable"] is False
    with pytest.raises(GitlabUpdateError, match="already matches its content") as caught:
        gl.suggestions.apply(same["id"])
    assert caught.value.response_code == 400
    with pytest.raises(GitlabUpdateError, match="was not found") as caught:
        gl.suggestions.apply(999)
    assert caught.value.response_code == 404
    id = _comment(request_, 1, "\n1\n")["suggestions"][0]["id"]
    request_.state_event = "close"
    request_.save()
    with pytest.raises(GitlabUpdateError, match="This merge request is closed"):
        gl.suggestions.apply(id)


def test_a_changed_comment_suggests_anew(request_: Any) -> None:
    note = request_.notes.get(_comment(request_, 1, "\n1\n")["id"])
    note.body = "```suggestion\nI\n```"
    note.save()
    (found,) = request_.notes.get(note.id).suggestions
    assert found["to_content"] == "I\n"
    note.body = "Never mind"
    note.save()
    assert request_.notes.get(note.id).suggestions == []


def test_suggestions_are_applied_by_developers(request_: Any, wire: Wire) -> None:
    wire.join("eve")
    id = _comment(request_, 1, "\n1\n")["suggestions"][0]["id"]
    assert wire(f"PUT /suggestions/{id}/apply", by="eve").status == 403
    assert wire(f"PUT /suggestions/{id}/apply", by="ann").status == 200
    assert wire("PUT /suggestions/batch_apply", {}).body == {"error": "ids is missing"}
