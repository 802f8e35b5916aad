"""What each push makes of a merge request, as diffs, and what merging it would make."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabGetError
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    project: Any = gl.projects.create({"name": "app", "initialize_with_readme": True})
    project.branches.create({"branch": "work", "ref": "main"})
    _commit(project, "one", "first\n")
    return project


@pytest.fixture
def request_(project: Any) -> Any:
    sent: Any = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    return project.mergerequests.create(sent)


def _commit(project: Any, path: str, content: str, branch: str = "work") -> Any:
    action = {"action": "create", "file_path": path, "content": content}
    sent = {"branch": branch, "commit_message": f"Add {path}", "actions": [action]}
    return project.commits.create(sent)


def test_every_push_makes_a_version(project: Any, request_: Any) -> None:
    main = project.branches.get("main").commit["id"]
    (first,) = request_.diffs.list()
    assert (first.base_commit_sha, first.start_commit_sha) == (main, main)
    assert (first.head_commit_sha, first.state, first.real_size) == (
        request_.sha,
        "collected",
        "1",
    )
    pushed = _commit(project, "two", "second\n")
    newest, oldest = request_.diffs.list()
    assert (newest.head_commit_sha, newest.real_size) == (pushed.id, "2")
    assert oldest.id == first.id

    version = request_.diffs.get(newest.id)
    assert [commit["title"] for commit in version.commits] == ["Add two", "Add one"]
    assert [diff["new_path"] for diff in version.diffs] == ["one", "two"]
    assert [diff["new_path"] for diff in request_.diffs.get(first.id).diffs] == ["one"]
    with pytest.raises(GitlabGetError, match="404"):
        request_.diffs.get(999)


def test_the_diff_is_one_text(request_: Any) -> None:
    lines = request_.raw_diffs().decode().splitlines()
    assert lines[:2] == ["diff --git a/one b/one", "new file mode 100644"]
    assert lines[3:] == ["--- /dev/null", "+++ b/one", "@@ -0,0 +1 @@", "+first"]


def test_a_merge_is_tried_without_moving_the_target(project: Any, request_: Any) -> None:
    main = project.branches.get("main").commit["id"]
    commit = project.commits.get(request_.merge_ref()["commit_id"])
    assert commit.parent_ids == [main, request_.sha]
    assert project.branches.get("main").commit["id"] == main
    _commit(project, "one", "other\n", branch="main")
    with pytest.raises(GitlabGetError, match="400: Merge request is not mergeable"):
        request_.merge_ref()


def test_reviewers_approve(box: Sandbox, wire: Wire, project: Any, request_: Any) -> None:
    ann, bob = wire.join("ann", "bob")
    for id in (ann, bob):
        project.members.create({"user_id": id, "access_level": 30})
    request_.reviewer_ids = [ann, bob]
    request_.save()
    box.client("ann").projects.get(project.id).mergerequests.get(request_.iid).approve()
    states = {it.user["username"]: it.state for it in request_.reviewer_details.list()}
    assert states == {"ann": "approved", "bob": "unreviewed"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("approved_by_ids[]={ann}", 1),
        ("approved_by_ids[]={ann}&approved_by_ids[]=1", 0),
        ("approved_by_ids=Any", 1),
        ("approved_by_ids=None", 0),
        ("approved_by_usernames[]=ann", 1),
        ("approved_by_usernames[]=bob", 0),
    ],
)
def test_requests_are_found_by_who_approved(
    wire: Wire, project: Any, request_: Any, query: str, found: int
) -> None:
    (ann,) = wire.join("ann")
    project.members.create({"user_id": ann, "access_level": 30})
    place = f"/projects/{project.id}/merge_requests"
    assert wire(f"POST {place}/{request_.iid}/approve", by="ann").status == 201
    assert len(wire(f"GET {place}?{query.format(ann=ann)}").body) == found
