"""Commits that explain a merge request without being its own."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError, GitlabDeleteError
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    made = gl.projects.create(
        {"name": "app", "initialize_with_readme": True, "visibility": "public"}
    )
    made.branches.create({"branch": "work", "ref": "main"})
    return made


@pytest.fixture
def request_(project: Any) -> Any:
    sent = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    return project.mergerequests.create(sent)


def _commit(project: Any, path: str) -> str:
    actions = [{"action": "create", "file_path": path, "content": "x"}]
    sent = {"branch": "main", "commit_message": f"Add {path}", "actions": actions}
    return str(project.commits.create(sent).id)


def test_commits_are_shown_beside_a_request_and_taken_away(project: Any, request_: Any) -> None:
    one, two = _commit(project, "one"), _commit(project, "two")
    added = request_.context_commits.add([one])
    assert [(found["id"], found["title"]) for found in added] == [(one, "Add one")]
    request_.context_commits.add([two])
    listed = request_.context_commits.list(get_all=True)
    assert {found.id: found.parent_ids for found in listed} == {one: None, two: None}
    assert list(request_.commits()) == []
    request_.context_commits.remove([one])
    assert [found.id for found in request_.context_commits.list(get_all=True)] == [two]


def test_commits_are_known_and_come_once(project: Any, request_: Any) -> None:
    one = _commit(project, "one")
    request_.context_commits.add([one])
    with pytest.raises(GitlabCreateError, match="are already created"):
        request_.context_commits.add([one])
    with pytest.raises(GitlabCreateError, match="sha is not valid") as caught:
        request_.context_commits.add([one, "f" * 40])
    assert caught.value.response_code == 400
    with pytest.raises(GitlabCreateError, match="should not be more than 20"):
        request_.context_commits.add([one] * 21)
    with pytest.raises(GitlabDeleteError, match="sha is not valid"):
        request_.context_commits.remove(["f" * 40])


def test_developers_add_context_and_visitors_see_it(
    project: Any, request_: Any, wire: Wire
) -> None:
    wire.join("ann")
    one = _commit(project, "one")
    request_.context_commits.add([one])
    place = f"/projects/{project.id}/merge_requests/{request_.iid}/context_commits"
    assert wire(f"POST {place}", {"commits[]": one}, by="ann").status == 403
    assert wire(f"DELETE {place}?commits[]={one}", by="ann").status == 403
    assert [found["id"] for found in wire(f"GET {place}", by="").body] == [one]
    assert wire(f"POST {place}", {}).body == {"error": "commits is missing"}
