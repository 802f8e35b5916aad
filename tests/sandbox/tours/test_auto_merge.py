"""Merge requests that wait for their pipelines."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabMRClosedError, GitlabMROnBuildSuccessError
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import Project
from tests.sandbox.tours.conftest import Wire

CI = "unit: {script: make test, rules: [{if: $CI_PIPELINE_SOURCE == 'merge_request_event'}]}\n"


@pytest.fixture
def project(gl: Gitlab) -> Project:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    project.branches.create({"branch": "work", "ref": "main"})
    commit(project, ".gitlab-ci.yml", CI)
    return project


@pytest.fixture
def request_(project: Project) -> Any:
    return project.mergerequests.create(
        {"source_branch": "work", "target_branch": "main", "title": "Work"}
    )


def commit(project: Project, path: str, content: str = "text\n", branch: str = "work") -> Any:
    action: Any = {"action": "create", "file_path": path, "content": content}
    sent: Any = {"branch": branch, "commit_message": f"Add {path}", "actions": [action]}
    return project.commits.create(sent)


def end(box: Sandbox, project: Project, status: str = "success") -> None:
    """Let the latest pipeline's job end."""
    newest = project.pipelines.list(get_all=True)[0]
    (job,) = newest.jobs.list(get_all=True)
    box.run_job(job.id)
    box.end_job(job.id, status)


def state(project: Project, request: Any) -> tuple[str, bool]:
    now = project.mergerequests.get(request.iid)
    return now.state, now.merge_when_pipeline_succeeds


def test_a_request_is_merged_once_its_pipeline_succeeds(
    box: Sandbox, project: Project, request_: Any
) -> None:
    request_.merge(merge_when_pipeline_succeeds=True, should_remove_source_branch=True)
    assert (request_.state, request_.merge_when_pipeline_succeeds) == ("opened", True)
    assert request_.merge_user["username"] == "root"
    assert request_.merged_by is None
    end(box, project)
    merged = project.mergerequests.get(request_.iid)
    assert (merged.state, merged.merge_user) == ("merged", request_.merge_user)
    assert [branch.name for branch in project.branches.list(get_all=True)] == ["main"]


def test_it_waits_on_when_the_one_who_asked_left(
    box: Sandbox, wire: Wire, project: Project, request_: Any
) -> None:
    (ann,) = wire.join("ann")
    member = project.members.create({"user_id": ann, "access_level": 40})
    theirs = box.client("ann").projects.get(project.id).mergerequests.get(request_.iid)
    theirs.merge(merge_when_pipeline_succeeds=True)
    member.delete()
    end(box, project)
    assert state(project, request_) == ("opened", True)


def test_auto_merge_is_the_other_name(
    box: Sandbox, wire: Wire, project: Project, request_: Any
) -> None:
    place = f"/projects/{project.id}/merge_requests/{request_.iid}"
    assert wire(f"PUT {place}/merge", {"auto_merge": "true"}).body["merge_when_pipeline_succeeds"]
    end(box, project)
    assert state(project, request_)[0] == "merged"


def test_without_a_running_pipeline_it_is_merged_at_once(
    box: Sandbox, project: Project, request_: Any
) -> None:
    end(box, project)
    request_.merge(merge_when_pipeline_succeeds=True)
    assert request_.state == "merged"


def test_it_waits_where_pipelines_must_succeed(
    box: Sandbox, project: Project, request_: Any
) -> None:
    project.only_allow_merge_if_pipeline_succeeds = True
    project.save()
    with pytest.raises(GitlabMRClosedError, match="405"):
        request_.merge()
    request_.merge(merge_when_pipeline_succeeds=True)
    end(box, project)
    assert state(project, request_)[0] == "merged"


def test_a_failed_pipeline_keeps_it_waiting_for_a_retry(
    box: Sandbox, project: Project, request_: Any
) -> None:
    request_.merge(merge_when_pipeline_succeeds=True)
    end(box, project, "failed")
    assert state(project, request_) == ("opened", True)
    project.pipelines.list(get_all=True)[0].retry()
    end(box, project)
    assert state(project, request_)[0] == "merged"


def test_a_push_takes_it_back(box: Sandbox, project: Project, request_: Any) -> None:
    request_.merge(merge_when_pipeline_succeeds=True)
    commit(project, "one")
    assert state(project, request_) == ("opened", False)
    end(box, project)
    assert state(project, request_) == ("opened", False)


def test_it_is_cancelled(box: Sandbox, wire: Wire, project: Project, request_: Any) -> None:
    with pytest.raises(GitlabMROnBuildSuccessError, match="406"):
        request_.cancel_merge_when_pipeline_succeeds()
    request_.merge(merge_when_pipeline_succeeds=True)
    (ann,) = wire.join("ann")
    project.members.create({"user_id": ann, "access_level": 20})
    place = f"/projects/{project.id}/merge_requests/{request_.iid}"
    cancel = f"POST {place}/cancel_merge_when_pipeline_succeeds"
    assert wire(cancel, by="ann").status == 401
    reply = wire(cancel)
    assert (reply.status, reply.body["merge_when_pipeline_succeeds"]) == (201, False)
    end(box, project)
    assert state(project, request_) == ("opened", False)
    request_.merge()
    with pytest.raises(GitlabMROnBuildSuccessError, match="405"):
        request_.cancel_merge_when_pipeline_succeeds()


def test_conflicts_do_not_wait(project: Project, request_: Any) -> None:
    commit(project, "one", "ours\n")
    commit(project, "one", "theirs\n", branch="main")
    with pytest.raises(GitlabMRClosedError, match="422"):
        request_.merge(merge_when_pipeline_succeeds=True)


def test_a_forks_pipeline_counts(box: Sandbox, wire: Wire, project: Project) -> None:
    project.visibility = "public"
    project.save()
    wire.join("ann")
    mine = box.client("ann")
    fork = mine.projects.get(mine.projects.get(project.id).forks.create({}).id)
    asked: Any = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    asked["target_project_id"] = project.id
    made = fork.mergerequests.create(asked)
    request = project.mergerequests.get(made.iid)
    request.merge(merge_when_pipeline_succeeds=True)
    end(box, fork)
    assert state(project, request)[0] == "merged"
