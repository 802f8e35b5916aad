"""Issues, merge requests, releases and packages: what they do besides being stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gitlab.exceptions import GitlabCreateError, GitlabGetError, GitlabMRClosedError
from gitlab.sandbox import Sandbox
from tests.sandbox.small import ask


@pytest.fixture
def box() -> Iterator[Sandbox]:
    seed = {
        "groups": [{"id": 10, "full_path": "acme", "visibility": "public"}],
        "users": [{"id": 3, "username": "dave"}, {"id": 4, "username": "gus"}],
        "projects": [
            {"id": 1, "full_path": "acme/site", "visibility": "public"},
            {"id": 2, "full_path": "acme/other", "visibility": "public"},
        ],
        "members": [{"group": "acme", "user": "dave", "role": "developer"}],
    }
    with Sandbox(seed) as sandbox:
        yield sandbox


@pytest.fixture
def project(box: Sandbox) -> Any:
    return box.client().projects.get(1)


def commit(project: Any, branch: str, path: str, content: str = "x", verb: str = "create") -> Any:
    action = {"action": verb, "file_path": path, "content": content}
    return project.commits.create(
        {"branch": branch, "commit_message": f"Write {path}", "actions": [action]}
    )


def request(project: Any, **more: Any) -> Any:
    project.branches.create({"branch": "side", "ref": "main"})
    commit(project, "side", "new")
    return project.mergerequests.create(
        {"source_branch": "side", "target_branch": "main", "title": "Add new", **more}
    )


# Issues


def test_issue_takes_labels_away_and_adds_some(project: Any) -> None:
    issue = project.issues.create({"title": "One", "labels": ["a", "b"]})
    assert {label.name for label in project.labels.list()} == {"a", "b"}
    project.issues.update(issue.iid, {"add_labels": ["c"], "remove_labels": ["a"]})
    assert project.issues.get(issue.iid).labels == ["b", "c"]


def test_closing_notes_who_and_when_and_reopening_forgets(project: Any) -> None:
    issue = project.issues.create({"title": "One"})
    closed = project.issues.update(issue.iid, {"state_event": "close"})
    assert closed["closed_at"] is not None
    opened = project.issues.update(issue.iid, {"state_event": "reopen"})
    assert (opened["state"], opened["closed_at"]) == ("opened", None)


def test_confidential_issue_is_for_those_concerned(box: Sandbox, project: Any) -> None:
    issue = project.issues.create({"title": "Secret", "confidential": True})
    assert [row.iid for row in box.client("dave").projects.get(1).issues.list()] == [issue.iid]
    stranger = box.client("gus").projects.get(1)
    assert list(stranger.issues.list()) == []
    with pytest.raises(GitlabGetError, match="404 Not found"):
        stranger.issues.get(issue.iid)
    mine = stranger.issues.create({"title": "My secret", "confidential": True})
    assert [row.iid for row in stranger.issues.list()] == [mine.iid]


def test_stranger_changes_own_issues_only(box: Sandbox, project: Any) -> None:
    issue = project.issues.create({"title": "One"})
    token = box.token_for("gus")
    target = f"/api/v4/projects/1/issues/{issue.iid}"
    assert ask(box, "PUT", target, token, json={"title": "Mine"})[0] == 403
    own = ask(box, "POST", "/api/v4/projects/1/issues", token, json={"title": "Own"})[2]
    target = f"/api/v4/projects/1/issues/{own['iid']}"
    assert ask(box, "PUT", target, token, json={"title": "Mine"})[0] == 200


def test_issues_that_are_switched_off_are_an_empty_list(box: Sandbox, project: Any) -> None:
    issue = project.issues.create({"title": "One"})
    project.issues_access_level = "disabled"
    project.save()
    assert list(project.issues.list()) == []
    with pytest.raises(GitlabGetError, match="404"):
        project.issues.get(issue.iid)


def test_moved_issue_is_closed_and_lives_on_elsewhere(box: Sandbox, project: Any) -> None:
    issue = project.issues.create({"title": "One", "labels": ["a"]})
    issue.move(2)
    assert project.issues.get(issue.iid).state == "closed"
    (moved,) = box.client().projects.get(2).issues.list()
    assert (moved.title, moved.state, moved.iid) == ("One", "opened", 1)


def test_issues_of_everything_and_of_a_group(box: Sandbox, project: Any) -> None:
    gl = box.client()
    project.issues.create({"title": "One"})
    gl.projects.get(2).issues.create({"title": "Two"})
    assert {row.title for row in gl.issues.list()} == {"One", "Two"}
    assert len(gl.groups.get(10).issues.list(search="Two")) == 1
    assert list(box.client("dave").issues.list()) == []
    assert len(box.client("dave").issues.list(scope="all")) == 2


def test_time_is_estimated_and_spent(project: Any) -> None:
    issue = project.issues.create({"title": "One"})
    issue.time_estimate("3h30m")
    assert issue.add_spent_time("1h")["human_total_time_spent"] == "1h"
    stats = project.issues.get(issue.iid).time_stats()
    assert (stats["time_estimate"], stats["human_time_estimate"]) == (12600, "3h 30m")
    assert issue.reset_spent_time()["total_time_spent"] == 0


# Merge requests


def test_merge_request_shows_its_commits_and_changes(project: Any) -> None:
    found = request(project)
    assert (found.detailed_merge_status, found.changes_count) == ("mergeable", "1")
    assert [row.title for row in found.commits()] == ["Write new"]
    assert [change["new_path"] for change in found.changes()["changes"]] == ["new"]
    assert found.diff_refs["head_sha"] == found.sha


def test_merging_brings_the_files_and_closes_issues(project: Any) -> None:
    issue = project.issues.create({"title": "One"})
    found = request(project, description=f"Closes #{issue.iid}", remove_source_branch=True)
    merged = found.merge()
    assert (merged["state"], merged["merged_by"]["username"]) == ("merged", "root")
    assert project.files.raw("new", ref="main") == b"x"
    head = project.commits.get("main")
    assert head.id == merged["merge_commit_sha"]
    assert head.title == "Merge branch 'side' into 'main'"
    assert [row.name for row in project.branches.list()] == ["main"]
    assert project.issues.get(issue.iid).state == "closed"
    assert len(project.mergerequests.get(found.iid).commits()) == 1
    with pytest.raises(GitlabMRClosedError, match="405"):
        found.merge()


def test_conflict_cannot_be_merged(project: Any) -> None:
    found = request(project)
    commit(project, "main", "new", "different")
    assert project.mergerequests.get(found.iid).has_conflicts
    with pytest.raises(Exception, match="Branch cannot be merged"):
        found.merge()


def test_draft_is_not_merged(project: Any) -> None:
    found = request(project, title="Draft: add new")
    assert found.detailed_merge_status == "draft_status"
    with pytest.raises(GitlabMRClosedError):
        found.merge()


def test_second_request_of_the_same_branches_is_refused(project: Any) -> None:
    found = request(project)
    about = {"source_branch": "side", "target_branch": "main", "title": "Again"}
    with pytest.raises(
        GitlabCreateError, match=f"already exists for this source branch: !{found.iid}"
    ):
        project.mergerequests.create(about)
    with pytest.raises(GitlabCreateError, match="You can't use same project/branch"):
        project.mergerequests.create({**about, "source_branch": "main"})


def test_developer_merges_into_no_default_branch(box: Sandbox, project: Any) -> None:
    found = request(project)
    token = box.token_for("dave")
    target = f"/api/v4/projects/1/merge_requests/{found.iid}/merge"
    assert ask(box, "PUT", target, token)[0] == 401


def test_rebase_puts_the_commits_on_top(project: Any) -> None:
    found = request(project)
    commit(project, "main", "other")
    found.rebase()
    found = project.mergerequests.get(found.iid)
    assert found.diff_refs["base_sha"] == project.commits.get("main").id
    assert [row.title for row in found.commits()] == ["Write new"]


# Releases


def test_release_makes_its_tag_from_a_ref(project: Any) -> None:
    with pytest.raises(GitlabCreateError, match="Ref is not specified"):
        project.releases.create({"tag_name": "v9"})
    link = {"name": "bin", "url": "https://example.com/bin", "direct_asset_path": "/bin"}
    release = project.releases.create(
        {"tag_name": "v9", "ref": "main", "description": "New", "assets": {"links": [link]}}
    )
    assert release.assets["count"] == 5
    assert release.assets["links"][0]["direct_asset_url"].endswith("/releases/v9/downloads/bin")
    assert project.tags.get("v9").release == {"tag_name": "v9", "description": "New"}
    with pytest.raises(GitlabCreateError, match="Release already exists"):
        project.releases.create({"tag_name": "v9"})
    project.releases.delete("v9")
    assert project.tags.get("v9").release is None


def test_links_of_a_release_are_told_apart(project: Any) -> None:
    release = project.releases.create({"tag_name": "v1"})
    link = release.links.create({"name": "a", "url": "https://example.com/a"})
    with pytest.raises(GitlabCreateError, match="has already been taken"):
        release.links.create({"name": "a", "url": "https://example.com/b"})
    with pytest.raises(GitlabCreateError, match="Only allowed schemes"):
        release.links.create({"name": "c", "url": "file:///etc/passwd"})
    release.links.update(link.id, {"name": "b"})
    assert [row.name for row in release.links.list()] == ["b"]
    link.delete()
    assert list(release.links.list()) == []


def test_latest_release_and_assets_are_led_to(box: Sandbox, project: Any) -> None:
    link = {"name": "a", "url": "https://example.com/a", "direct_asset_path": "/a"}
    project.releases.create({"tag_name": "v1", "assets": {"links": [link]}})
    target = "/api/v4/projects/1/releases"
    _, headers, _ = ask(box, "GET", f"{target}/permalink/latest", box.token)
    assert headers["Location"].endswith("/projects/1/releases/v1")
    _, headers, _ = ask(box, "GET", f"{target}/v1/downloads/a", box.token)
    assert headers["Location"] == "https://example.com/a"


def test_evidence_is_collected(box: Sandbox, project: Any) -> None:
    project.releases.create({"tag_name": "v1"})
    assert ask(box, "POST", "/api/v4/projects/1/releases/v1/evidence", box.token)[0] == 202
    assert len(project.releases.get("v1").evidences) == 1


# Packages


def test_generic_package_comes_back_as_it_was_sent(project: Any, tmp_path: Path) -> None:
    file = tmp_path / "tool.bin"
    file.write_bytes(b"\x00\xff content")
    project.generic_packages.upload("tool", "1.0", "tool.bin", path=str(file))
    assert project.generic_packages.download("tool", "1.0", "tool.bin") == b"\x00\xff content"
    (package,) = project.packages.list()
    assert (package.name, package.version, package.package_type) == ("tool", "1.0", "generic")
    (found,) = package.package_files.list()
    assert (found.file_name, found.size) == ("tool.bin", 10)
    package.delete()
    with pytest.raises(GitlabGetError, match="404"):
        project.generic_packages.download("tool", "1.0", "tool.bin")


def test_job_uploads_a_package_where_its_token_may(box: Sandbox, project: Any) -> None:
    target = "/api/v4/projects/1/packages/generic/tool/1.0/a.txt"
    headers = {"JOB-TOKEN": box.job_token("acme/other", "dave"), "Content-Type": "text/plain"}
    status, _, body = box.app.handle("PUT", target, headers, b"a")
    assert status == 403
    assert b"The following token permission is required: admin_packages." in body
    project.job_token_scope.get().allowlist.create({"target_project_id": 2})
    assert box.app.handle("PUT", target, headers, b"a")[0] == 201
    assert ask(box, "GET", target)[2] == b"a"
