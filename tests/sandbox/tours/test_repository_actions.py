"""What else can be done with repositories: protect, trace, report, copy, mirror."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.v4.objects import Project


@pytest.fixture
def project(gl: Gitlab) -> Project:
    return gl.projects.create({"name": "app", "initialize_with_readme": True})


def commit(project: Project, message: str, content: str, path: str = "a.txt") -> Any:
    known = {entry["path"] for entry in project.repository_tree(get_all=True)}
    action = "update" if path in known else "create"
    told: Any = {
        "branch": "main",
        "commit_message": message,
        "actions": [{"action": action, "file_path": path, "content": content}],
    }
    return project.commits.create(told)


def test_a_branch_is_protected_the_old_way(project: Project) -> None:
    branch = project.branches.create({"branch": "topic", "ref": "main"})
    branch.protect(developers_can_push=True)
    found = project.branches.get("topic")
    assert (found.protected, found.developers_can_push, found.developers_can_merge) == (
        *(True, True),
        False,
    )
    assert project.protectedbranches.get("topic").push_access_levels[0].get("access_level") == 30
    branch.protect()
    assert not project.branches.get("topic").developers_can_push
    branch.unprotect()
    assert not project.branches.get("topic").protected


def test_commits_tell_their_trailers(project: Project) -> None:
    made = commit(project, "Fix\n\nLonger: text.\n\nChangelog: fixed\nChangelog: bug", "1")
    found = project.commits.get(made.id)
    assert found.trailers == {"Changelog": "bug"}
    assert found.extended_trailers == {"Changelog": ["fixed", "bug"]}
    plain = commit(project, "Fix\n\nNot a trailer", "2")
    assert project.commits.get(plain.id).trailers == {}


def test_a_changelog_is_made_of_trailers_since_the_last_tag(project: Project) -> None:
    commit(project, "Old\n\nChangelog: added", "0")
    project.tags.create({"tag_name": "v1.2.0", "ref": "main"})
    project.tags.create({"tag_name": "v1.3.0-rc1", "ref": "main"})
    one = commit(project, "One\n\nChangelog: added", "1")
    commit(project, "Plain", "2")
    gone = commit(project, "Gone\n\nChangelog: fixed", "3")
    commit(project, f'Revert "Gone"\n\nThis reverts commit {gone.id}', "2")
    two = commit(project, "Two\n\nChangelog: added", "4")
    notes = project.repository_changelog("1.3.0", date="2026-05-01T10:00:00Z")
    assert notes == (
        "## 1.3.0 (2026-05-01)\n\n### added (2 changes)\n\n"
        f"- [Two](root/app@{two.id})\n- [One](root/app@{one.id})\n"
    )
    project.update_changelog("1.3.0", date="2026-05-01")
    project.tags.create({"tag_name": "1.3.0", "ref": "main"})
    commit(project, "Three\n\nChangelog: fixed", "5")
    project.update_changelog("1.4.0", date="2026-06-01")
    text = project.files.get("CHANGELOG.md", ref="main").decode().decode()
    assert text.index("## 1.4.0 (2026-06-01)") < text.index("## 1.3.0 (2026-05-01)")
    assert "### fixed (1 change)" in text
    assert project.commits.list(get_all=False)[0].title == "Add changelog for version 1.4.0"


def test_a_changelog_may_have_titles_of_its_own(project: Project) -> None:
    config = 'categories: {added: Features}\ndate_format: "%d.%m.%Y"\n'
    commit(project, "Configure", config, ".gitlab/changelog_config.yml")
    project.tags.create({"tag_name": "v1.0.0", "ref": "main"})
    commit(project, "One\n\nChangelog: added", "1")
    notes = project.repository_changelog("v1.1.0", date="2026-05-01")
    assert notes.startswith("## 1.1.0 (01.05.2026)\n\n### Features (1 change)\n\n- [One]")
    assert "No changes.\n" in project.repository_changelog("2.0.0", from_="main", to="main")


def test_a_changelog_needs_a_version_and_a_start(project: Project) -> None:
    with pytest.raises(gitlab.GitlabGetError, match="422: Failed to generate the changelog: The"):
        project.repository_changelog("1.0.0")
    with pytest.raises(gitlab.GitlabGetError, match="400: version is invalid"):
        project.repository_changelog("first")


def test_a_report_on_the_repository_is_there_when_it_was_asked_for(project: Project) -> None:
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        project.repository_health()
    made = project.repository_health(generate=True)
    assert made["objects"]["loose_objects_count"] == 3
    assert project.repository_health()["updated_at"] == made["updated_at"]


def test_a_snapshot_is_a_repository_that_git_reads(project: Project, tmp_path: Path) -> None:
    commit(project, "More", "text", "deep/er/file.txt")
    packed = project.snapshot()
    assert isinstance(packed, bytes)
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(tmp_path, filter="data")
    found = subprocess.run(
        ["git", "--git-dir", str(tmp_path), "log", "--format=%s", "main"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.split("\n")[:2] == ["More", "Initial commit"]
    subprocess.run(["git", "--git-dir", str(tmp_path), "fsck", "--strict"], check=True)


def test_blame_may_be_of_some_lines(project: Project) -> None:
    commit(project, "First", "1\n2\n3\n")
    commit(project, "Second", "1\ntwo\n3\n")
    every = project.files.blame("a.txt", ref="main")
    assert [part["lines"] for part in every] == [["1"], ["two"], ["3"]]
    some = project.files.blame("a.txt", ref="main", range={"start": 2, "end": 3})
    assert [part["lines"] for part in some] == [["two"], ["3"]]


def test_signatures_and_submodules_are_none(project: Project) -> None:
    project.tags.create({"tag_name": "v1", "ref": "main"})
    with pytest.raises(gitlab.GitlabGetError, match="404 Signature Not Found"):
        project.tags.get("v1").signature()
    with pytest.raises(gitlab.GitlabUpdateError, match="400: Invalid submodule path"):
        project.update_submodule("README.md", "main", "a" * 40)


def test_mirrors_are_kept_and_tell_that_they_reach_nobody(project: Project) -> None:
    mirror = project.remote_mirrors.create(
        {"url": "https://me:secret@git.example.com/a.git", "enabled": True}
    )
    mirror.sync()
    (found,) = project.remote_mirrors.list(get_all=True)
    assert (found.update_status, found.url) == (
        "failed",
        "https://*****:*****@git.example.com/a.git",
    )
    keyed = project.remote_mirrors.create(
        {"url": "ssh://git@git.example.com/a.git", "auth_method": "ssh_public_key"}
    )
    assert keyed.public_key()["public_key"].startswith("ssh-ed25519 AAAA")
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        mirror.public_key()
    with pytest.raises(
        gitlab.GitlabGetError, match="400 Bad request - The project is not mirrored"
    ):
        project.pull_mirror.get()
    project.pull_mirror.update(None, {"enabled": True, "url": "https://a:b@git.example.com/b.git"})
    assert project.pull_mirror.get().update_status == "none"
    project.pull_mirror.start()
    assert project.pull_mirror.get().last_error == "The sandbox reaches no other servers"


def test_domains_of_a_site_wait_to_be_verified(gl: Gitlab, project: Project) -> None:
    domain = project.pagesdomains.create({"domain": "docs.example.com"})
    assert (domain.verified, domain.url, domain.auto_ssl_enabled) == (
        False,
        "http://docs.example.com",
        False,
    )
    assert len(domain.verification_code) == 32
    domain.verify()
    assert not project.pagesdomains.get("docs.example.com").verified
    assert [it.project_id for it in gl.pagesdomains.list(get_all=True)] == [project.id]
    for name, error in (("docs.example.com", "has already been taken"), ("a b", "does not match")):
        with pytest.raises(gitlab.GitlabCreateError, match=error):
            project.pagesdomains.create({"domain": name})
    assert project.pages.get().deployments == []
    domain.delete()
    assert project.pagesdomains.list(get_all=True) == []


def test_hooks_tell_truthfully_that_nothing_was_sent(project: Project) -> None:
    hook = project.hooks.create({"url": "https://hooks.example.com"})
    assert hook.events.list(get_all=True) == []


def test_a_group_lists_the_releases_of_its_projects(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    below = gl.groups.create({"name": "web", "path": "web", "parent_id": group.id})
    for namespace, tag in ((group, "v1"), (below, "v2")):
        told: Any = {"name": "app", "namespace_id": namespace.id, "initialize_with_readme": True}
        gl.projects.create(told).releases.create({"tag_name": tag, "ref": "main"})
    assert [it.tag_name for it in group.releases.list(get_all=True)] == ["v2", "v1"]
    assert [it.tag_name for it in below.releases.list(get_all=True)] == ["v2"]
