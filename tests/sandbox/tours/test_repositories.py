"""What is read of repositories, from the empty one on."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabGetError, GitlabUpdateError
from tests.sandbox.tours.conftest import Wire


def test_an_empty_repository_has_no_tree(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    with pytest.raises(GitlabGetError, match="404 Tree Not Found"):
        project.repository_tree()
    assert (project.branches.list(), project.tags.list(), project.commits.list()) == ([], [], [])
    assert project.languages() == {}


def test_languages_are_shares_of_the_bytes(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    files = {"a.py": "x" * 60, "lib/b.rb": "x" * 30, "Dockerfile": "x" * 10, "data.json": "x" * 99}
    actions: Any = [{"action": "create", "file_path": k, "content": v} for k, v in files.items()]
    project.commits.create({"branch": "main", "commit_message": "m", "actions": actions})
    assert project.languages() == {"Python": 60.0, "Ruby": 30.0, "Dockerfile": 10.0}


def test_a_default_branch_has_to_be_there(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    with pytest.raises(GitlabUpdateError, match="Could not set the default branch"):
        gl.projects.update(project.id, {"default_branch": "nope"})
    project.branches.create({"branch": "dev", "ref": "main"})
    assert gl.projects.update(project.id, {"default_branch": "dev"})["default_branch"] == "dev"


def test_branches_are_found_by_expressions(wire: Wire, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    for name in ("fix/1", "fix/2", "prefix"):
        project.branches.create({"branch": name, "ref": "main"})

    def found(**filters: Any) -> list[str]:
        return [branch.name for branch in project.branches.list(**filters)]

    assert found(regex="^fix/[0-9]$") == ["fix/1", "fix/2"]
    assert found(search="^fix") == ["fix/1", "fix/2"]
    assert found(search="fix$") == ["prefix"]
    assert wire(f"GET /projects/{project.id}/repository/branches?regex=(").status == 400


def test_an_archive_of_a_directory_is_named_after_it(wire: Wire, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    sent: Any = {"branch": "main", "commit_message": "m", "content": "x", "file_path": "docs/a.md"}
    project.files.create(sent)
    sha = project.commits.list()[0].id
    answer = wire(f"GET /projects/{project.id}/repository/archive.zip?path=docs")
    name = f'attachment; filename="app-main-{sha}-docs.zip"'
    assert answer.headers["Content-Disposition"] == name


def test_trees_are_paged_by_tokens_that_links_tell(wire: Wire, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    actions: Any = [
        {"action": "create", "file_path": f"f{number}", "content": "same"} for number in range(5)
    ]
    project.commits.create({"branch": "main", "commit_message": "m", "actions": actions})
    place = f"/projects/{project.id}/repository/tree?pagination=keyset"
    first = wire(f"GET {place}&per_page=2")
    assert "X-Total" not in first.headers
    assert first.headers["Link"].endswith('rel="next"')
    token = first.headers["Link"].partition("page_token=")[2].partition("&")[0]
    second = wire(f"GET {place}&per_page=2&page_token={token}")
    assert [entry["name"] for entry in first.body + second.body] == ["f0", "f1", "f2", "f3"]
    assert "Link" not in wire(f"GET {place}&per_page=5").headers
    assert wire(f"GET {place}&page_token=lost").status == 400
    names = [entry["name"] for entry in project.repository_tree(pagination="keyset", per_page=2)]
    assert names == ["f0", "f1"]
    every = project.repository_tree(pagination="keyset", per_page=2, get_all=True)
    assert [entry["name"] for entry in every] == ["f0", "f1", "f2", "f3", "f4"]
