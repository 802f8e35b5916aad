"""Threads and pipelines keep a merge request open, and texts name the issues it is about."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabMRClosedError


@pytest.fixture
def project(gl: Gitlab) -> Any:
    project: Any = gl.projects.create({"name": "app", "initialize_with_readme": True})
    action = {"action": "create", "file_path": "one", "content": "x"}
    sent: Any = {"branch": "work", "start_branch": "main", "commit_message": "Add, see #2"}
    project.commits.create(sent | {"actions": [action]})
    return project


def _request(project: Any, **told: Any) -> Any:
    sent = {"source_branch": "work", "target_branch": "main", "title": "Work", **told}
    return project.mergerequests.create(sent)


def test_threads_are_resolved_before_the_merge_where_the_project_says_so(project: Any) -> None:
    project.only_allow_merge_if_all_discussions_are_resolved = True
    project.save()
    request = _request(project)
    request.notes.create({"body": "nice"})  # a remark asks for nothing
    assert request.detailed_merge_status == "mergeable"
    thread = request.discussions.create({"body": "why?"})
    request = project.mergerequests.get(request.iid)
    assert request.blocking_discussions_resolved is False
    assert request.detailed_merge_status == "discussions_not_resolved"
    with pytest.raises(GitlabMRClosedError, match="405"):
        request.merge()
    thread.resolved = True
    thread.save()
    request = project.mergerequests.get(request.iid)
    assert request.blocking_discussions_resolved is True
    assert request.merge()["state"] == "merged"


def test_open_threads_do_not_matter_elsewhere(project: Any) -> None:
    request = _request(project)
    request.discussions.create({"body": "why?"})
    request = project.mergerequests.get(request.iid)
    assert (request.blocking_discussions_resolved, request.detailed_merge_status) == (
        False,
        "mergeable",
    )


def test_a_pipeline_has_to_succeed_where_the_project_says_so(project: Any) -> None:
    project.only_allow_merge_if_pipeline_succeeds = True
    project.save()
    request = _request(project)
    assert request.detailed_merge_status == "ci_must_pass"  # there is none
    with pytest.raises(GitlabMRClosedError, match="405"):
        request.merge()
    commit = project.commits.get(request.sha)
    for state, status in (
        ("running", "ci_still_running"),
        ("failed", "ci_must_pass"),
        ("success", "mergeable"),
    ):
        commit.statuses.create({"state": state, "name": "check"})
        assert project.mergerequests.get(request.iid).detailed_merge_status == status
    assert request.merge()["state"] == "merged"


def test_related_issues_are_those_that_are_named(project: Any) -> None:
    for title in ("first", "second", "third"):
        project.issues.create({"title": title})
    request = _request(project, description="Closes #1")
    assert [issue.title for issue in request.related_issues()] == ["first", "second"]
    assert [issue.title for issue in request.closes_issues()] == ["first"]
