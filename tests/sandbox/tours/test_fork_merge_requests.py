"""Merge requests from forks: made in one project, merged in another."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError, GitlabMRClosedError, GitlabMRRebaseError
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import Project
from tests.sandbox.tours.conftest import Wire

CI = "unit: {script: make test, rules: [{if: $CI_PIPELINE_SOURCE == 'merge_request_event'}]}\n"


@pytest.fixture
def upstream(gl: Gitlab) -> Project:
    return gl.projects.create(
        {"name": "app", "visibility": "public", "initialize_with_readme": True}
    )


@pytest.fixture
def ann(box: Sandbox, wire: Wire) -> Gitlab:
    wire.join("ann")
    return box.client("ann")


@pytest.fixture
def fork(ann: Gitlab, upstream: Project) -> Project:
    made = ann.projects.get(upstream.id).forks.create({})
    project = ann.projects.get(made.id)
    project.branches.create({"branch": "work", "ref": "main"})
    commit(project, "one", "work")
    return project


def commit(project: Project, path: str, branch: str, content: str = "text\n") -> Any:
    action: Any = {"action": "create", "file_path": path, "content": content}
    sent: Any = {"branch": branch, "commit_message": f"Add {path}", "actions": [action]}
    return project.commits.create(sent)


def propose(fork: Project, upstream: Project, **more: Any) -> Any:
    sent: Any = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    sent |= {"target_project_id": upstream.id, **more}
    return fork.mergerequests.create(sent)


def test_the_request_lives_in_the_target_project(
    gl: Gitlab, fork: Project, upstream: Project
) -> None:
    made = propose(fork, upstream)
    assert (made.iid, made.project_id, made.target_project_id) == (1, upstream.id, upstream.id)
    assert (made.source_project_id, made.author["username"]) == (fork.id, "ann")
    assert fork.mergerequests.list(get_all=True) == []
    (listed,) = upstream.mergerequests.list(source_project_id=fork.id, get_all=True)
    assert listed.id == made.id
    assert upstream.mergerequests.list(source_project_id=upstream.id, get_all=True) == []


def test_diffs_commits_and_versions_follow_the_fork(fork: Project, upstream: Project) -> None:
    made = propose(fork, upstream)
    request = upstream.mergerequests.get(made.iid)
    pushed = commit(fork, "two", "work")
    assert [found.title for found in request.commits()] == ["Add two", "Add one"]
    assert [change["new_path"] for change in request.changes()["changes"]] == ["one", "two"]
    newest, oldest = request.diffs.list(get_all=True)
    assert (newest.head_commit_sha, newest.real_size) == (pushed.id, "2")
    assert oldest.real_size == "1"


def test_a_merge_brings_the_commits_and_takes_the_forks_branch(
    fork: Project, upstream: Project
) -> None:
    made = propose(fork, upstream)
    request = upstream.mergerequests.get(made.iid)
    request.merge(should_remove_source_branch=True)
    assert request.state == "merged"
    assert upstream.files.get("one", ref="main").decode() == b"text\n"
    assert [branch.name for branch in fork.branches.list(get_all=True)] == ["main"]
    assert [found.title for found in request.commits()] == ["Add one"]


def test_those_without_a_role_in_the_fork_leave_its_branch(
    box: Sandbox, wire: Wire, fork: Project, upstream: Project
) -> None:
    (bob,) = wire.join("bob")
    upstream.members.create({"user_id": bob, "access_level": 40})
    made = propose(fork, upstream)
    request = box.client("bob").projects.get(upstream.id).mergerequests.get(made.iid)
    request.merge(should_remove_source_branch=True)
    assert sorted(branch.name for branch in fork.branches.list(get_all=True)) == ["main", "work"]


def test_the_default_branches_of_fork_and_target_are_two(fork: Project, upstream: Project) -> None:
    made = propose(fork, upstream, source_branch="main")
    assert made.iid == 1
    with pytest.raises(GitlabCreateError, match="409"):
        propose(fork, upstream, source_branch="main")
    upstream.branches.create({"branch": "work", "ref": "main"})
    own: Any = {"source_branch": "work", "target_branch": "main", "title": "Own"}
    assert upstream.mergerequests.create(own).iid == 2
    assert propose(fork, upstream).iid == 3


def test_projects_have_to_be_of_one_fork_network(
    ann: Gitlab, gl: Gitlab, fork: Project, upstream: Project
) -> None:
    other = gl.projects.create(
        {"name": "other", "visibility": "public", "initialize_with_readme": True}
    )
    with pytest.raises(GitlabCreateError, match=r"422.*not a fork of the target project"):
        propose(fork, other)
    hidden = gl.projects.create({"name": "hidden"})
    with pytest.raises(GitlabCreateError, match="404"):
        propose(fork, hidden)
    second = gl.projects.get(
        gl.projects.get(fork.id).forks.create({"path": "second", "name": "second"}).id
    )
    assert propose(fork, second, target_branch="main").target_project_id == second.id


def test_it_takes_a_developer_of_the_fork(
    box: Sandbox, wire: Wire, fork: Project, upstream: Project
) -> None:
    wire.join("bob")
    mine = box.client("bob").projects.get(fork.id)
    with pytest.raises(GitlabCreateError, match="403"):
        propose(mine, upstream)


def test_pipelines_run_in_the_fork(fork: Project, upstream: Project) -> None:
    commit(fork, ".gitlab-ci.yml", "work", CI)
    made = propose(fork, upstream)
    request = upstream.mergerequests.get(made.iid)
    (pipeline,) = request.pipelines.list(get_all=True)
    assert (pipeline.project_id, pipeline.ref) == (fork.id, f"refs/merge-requests/{made.iid}/head")
    head = request.head_pipeline
    assert head is not None
    assert head["id"] == pipeline.id
    commit(fork, "two", "work")
    assert len(request.pipelines.list(get_all=True)) == 2


def test_collaboration_opens_the_forks_branch_to_those_who_merge(
    box: Sandbox, wire: Wire, fork: Project, upstream: Project
) -> None:
    (bob,) = wire.join("bob")
    upstream.members.create({"user_id": bob, "access_level": 40})
    theirs = box.client("bob").projects.get(fork.id)
    made = propose(fork, upstream)
    assert not made.allow_collaboration
    with pytest.raises(GitlabCreateError, match="403"):
        commit(theirs, "two", "work")
    upstream.mergerequests.update(made.iid, {"allow_collaboration": True})
    assert upstream.mergerequests.get(made.iid).allow_collaboration
    commit(theirs, "two", "work")
    file: Any = {"file_path": "three", "content": "3", "commit_message": "Add three"}
    file["branch"] = "work"
    theirs.files.create(file)
    with pytest.raises(GitlabCreateError, match="403"):
        commit(theirs, "four", "main")


def test_a_rebase_moves_the_forks_branch(
    box: Sandbox, wire: Wire, fork: Project, upstream: Project
) -> None:
    made = propose(fork, upstream)
    moved = commit(upstream, "other", "main")
    (bob,) = wire.join("bob")
    upstream.members.create({"user_id": bob, "access_level": 40})
    with pytest.raises(GitlabMRRebaseError, match="403"):
        box.client("bob").projects.get(upstream.id).mergerequests.get(made.iid).rebase()
    upstream.mergerequests.get(made.iid).rebase()
    tip = fork.commits.get("work")
    assert tip.parent_ids == [moved.id]
    assert upstream.mergerequests.get(made.iid).sha == tip.id


def test_what_was_proposed_outlives_the_branch_and_the_fork(
    gl: Gitlab, fork: Project, upstream: Project
) -> None:
    made = propose(fork, upstream)
    fork.branches.delete("work")
    request = upstream.mergerequests.get(made.iid)
    assert (request.sha, request.detailed_merge_status) == (made.sha, "commits_status")
    assert [found.title for found in request.commits()] == ["Add one"]
    gl.projects.delete(fork.id)
    waiting = gl.projects.get(fork.id)
    gl.projects.delete(fork.id, permanently_remove=True, full_path=waiting.path_with_namespace)
    request = upstream.mergerequests.get(made.iid)
    assert (request.source_project_id, request.sha) == (None, made.sha)
    with pytest.raises(GitlabMRClosedError, match="422"):
        request.merge()


def test_suggestions_are_applied_to_the_forks_branch(
    gl: Gitlab, wire: Wire, fork: Project, upstream: Project
) -> None:
    made = propose(fork, upstream)
    position = {**made.diff_refs, "position_type": "text", "new_path": "one", "new_line": 1}
    body = "```suggestion\nbetter\n```"
    place = f"/projects/{upstream.id}/merge_requests/{made.iid}/discussions"
    (note,) = wire(f"POST {place}", json={"body": body, "position": position}).body["notes"]
    (suggestion,) = note["suggestions"]
    assert wire(f"PUT /suggestions/{suggestion['id']}/apply", by="ann").status == 200
    assert fork.files.get("one", ref="work").decode() == b"better\n"
