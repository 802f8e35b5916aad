"""What people find in projects, and what only advanced search would find."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabSearchError
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    project = gl.projects.create({"name": "app"})
    code = "".join(f"line {number}\n" for number in range(1, 21)) + "def needle():\n"
    actions = [
        {"action": "create", "file_path": "src/a.py", "content": code},
        {"action": "create", "file_path": "docs/needle.txt", "content": "nothing\n"},
    ]
    sent: Any = {"branch": "main", "commit_message": "Hide the needle", "actions": actions}
    project.commits.create(sent)
    return project


def test_files_are_found_by_lines_and_names(project: Any) -> None:
    by_name, by_line = project.search("blobs", "needle")
    assert (by_name["path"], by_name["startline"]) == ("docs/needle.txt", 1)
    assert by_line == {
        "basename": "src/a",
        "data": "line 19\nline 20\ndef needle():\n",
        "path": "src/a.py",
        "filename": "src/a.py",
        "id": None,
        "ref": "main",
        "startline": 19,
        "project_id": project.id,
    }
    assert [hit["path"] for hit in project.search("blobs", "needle extension:py")] == ["src/a.py"]
    assert project.search("blobs", "haystack") == []


def test_commits_are_found_by_their_messages(project: Any) -> None:
    (commit,) = project.search("commits", "NEEDLE")
    assert (commit["title"], commit["project_id"]) == ("Hide the needle", project.id)


def test_wikis_and_comments_are_found(project: Any) -> None:
    project.wikis.create({"title": "Home", "content": "one\nneedle\n"})
    (page,) = project.search("wiki_blobs", "needle")
    assert (page["path"], page["data"]) == ("Home.md", "one\nneedle\n")
    issue = project.issues.create({"title": "lost"})
    issue.notes.create({"body": "a needle"})
    issue.notes.create({"body": "a pin"})
    (note,) = project.search("notes", "needle")
    assert (note["body"], note["noteable_iid"]) == ("a needle", issue.iid)


@pytest.mark.parametrize("scope", ["blobs", "commits", "wiki_blobs", "notes"])
def test_contents_are_not_searched_everywhere(wire: Wire, gl: Gitlab, scope: str) -> None:
    gl.groups.create({"name": "g", "path": "g"})
    with pytest.raises(GitlabSearchError, match="only with advanced search"):
        gl.search(scope, "needle")
    refused = wire(f"GET /groups/g/search?scope={scope}&search=needle")
    error = "Scope supported only with advanced search or exact code search"
    assert (refused.status, refused.body) == (400, {"error": error})


def test_a_search_needs_words_and_a_known_scope(wire: Wire, project: Any) -> None:
    place = f"GET /projects/{project.id}/search"
    assert wire(f"{place}?scope=issues").body == {"error": "search is missing, search is empty"}
    assert wire(f"{place}?scope=projects&search=x").body == {
        "error": "scope does not have a valid value"
    }
