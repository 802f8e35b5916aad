"""The plain git binary against a sandbox that is served."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.sandbox import Sandbox

SEED: dict[str, Any] = {
    "groups": [{"id": 10, "full_path": "acme"}],
    "users": [{"username": "dev"}, {"username": "mark"}, {"username": "eve"}],
    "projects": [
        {"id": 1, "full_path": "acme/app"},
        {"id": 2, "full_path": "acme/new", "empty_repo": True},
        {"id": 3, "full_path": "acme/tools"},
        {"id": 4, "full_path": "acme/open", "visibility": "public"},
    ],
    "members": [
        {"group": "acme", "user": "dev", "role": "developer"},
        {"group": "acme", "user": "mark", "role": "maintainer"},
    ],
}

Run = Callable[..., str]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(SEED) as sandbox:
        yield sandbox


@pytest.fixture
def gl(box: Sandbox) -> Gitlab:
    return box.client("mark")


@pytest.fixture
def git(tmp_path: Path) -> Run:
    """`git("clone", url)`: what it prints; it runs below `tmp_path`, for nobody in particular."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        **{f"GIT_{role}_NAME": "Dev" for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": "dev@example.com" for role in ("AUTHOR", "COMMITTER")},
    }

    def run(*args: str, at: str = ".", fails: bool = False) -> str:
        command = ["git", "-c", "init.defaultBranch=main", *args]
        done = subprocess.run(
            command, cwd=tmp_path / at, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) is fails, (args, done.stderr)
        return done.stderr if fails else done.stdout

    return run


def address(box: Sandbox, path: str, name: str = "", password: str = "") -> str:
    credentials = f"{name}:{password}@" if password else ""
    return f"{box.url.replace('://', '://' + credentials)}/{path}.git"


def mine(box: Sandbox, path: str = "acme/app", user: str = "mark") -> str:
    return address(box, path, user, box.token_for(user))


def commit(git: Run, tmp_path: Path, name: str, content: str, message: str = "Change") -> None:
    file = tmp_path / "app" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    git("add", ".", at="app")
    git("commit", "-m", message, at="app")


def test_a_repository_is_cloned_and_fetched(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    project = gl.projects.get(1)
    told: Any = {"branch": "main", "content": "text\n", "commit_message": "Add"}
    project.files.create(told | {"file_path": "deep/er/a.txt"})
    git("clone", mine(box), "app")
    assert (tmp_path / "app/deep/er/a.txt").read_text() == "text\n"
    assert git("tag", at="app") == "v1\n"
    made = project.files.create(told | {"file_path": "b.txt"})
    assert made.file_path == "b.txt"
    git("pull", at="app")
    assert git("log", "--format=%s", at="app").split("\n")[:2] == ["Add", "Add"]
    git("fsck", "--strict", at="app")
    git("pull", at="app")
    statistics = project.additionalstatistics.get()
    assert statistics.fetches["total"] == 2


def test_a_shallow_clone_is_deepened(box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path) -> None:
    project = gl.projects.get(1)
    told: Any = {"branch": "main", "commit_message": "Add", "content": "1"}
    for number in range(4):
        project.files.create(told | {"file_path": f"{number}.txt"})
    git("clone", "--depth", "2", mine(box), "app")
    assert len(git("log", "--format=%s", at="app").split()) == 2
    git("fetch", "--depth", "3", at="app")
    assert len(git("log", "--format=%s", at="app").split()) == 3
    git("fetch", "--unshallow", at="app")
    assert git("log", "--format=%s", at="app").split("\n")[4] == "Initial commit"
    git("fsck", "--strict", at="app")


def test_a_push_makes_commits_branches_tags_and_pipelines(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    project = gl.projects.get(1)
    git("clone", mine(box), "app")
    git("checkout", "-b", "topic", at="app")
    commit(git, tmp_path, ".gitlab-ci.yml", "unit: {script: make}\n", "Add pipelines")
    commit(git, tmp_path, "src/größe.txt", "a\n" * 5000)
    commit(git, tmp_path, "src/größe.txt", "a\n" * 5000 + "b\n")
    git("tag", "-a", "v2", "-m", "Second", at="app")
    git("push", "origin", "topic", "v2", at="app")
    assert project.branches.get("topic").commit.get("title") == "Change"
    tag = project.tags.get("v2")
    assert (tag.message, tag.target) == ("Second", git("rev-parse", "v2", at="app").strip())
    assert len(project.files.get("src/größe.txt", ref="topic").decode()) == 10_002
    found = [(it.ref, it.source) for it in project.pipelines.list(get_all=True)]
    assert sorted(found) == [("topic", "push"), ("v2", "push")]
    commit(git, tmp_path, "src/größe.txt", "a\n" * 5000 + "c\n", "Amended")
    git("push", at="app", fails=True)
    git("push", "origin", "HEAD", at="app")
    git("push", "origin", "--delete", "topic", "v2", at="app")
    assert [it.name for it in project.branches.list(get_all=True)] == ["main"]
    git("clone", mine(box), "again")
    git("fsck", "--strict", at="again")


def test_an_empty_project_gets_its_first_branch(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    git("clone", mine(box, "acme/new"), "app")
    git("checkout", "-b", "trunk", at="app")
    commit(git, tmp_path, "a.txt", "1")
    git("push", "origin", "trunk", at="app")
    project = gl.projects.get(2)
    assert (project.default_branch, project.empty_repo) == ("trunk", False)
    assert project.branches.get("trunk").protected


def test_protected_branches_and_tags_stay_as_they_are(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    gl.projects.get(1).protectedtags.create({"name": "v*"})
    git("clone", mine(box, user="dev"), "app")
    commit(git, tmp_path, "a.txt", "1")
    refused = git("push", at="app", fails=True)
    assert "GitLab: You are not allowed to push code to protected branches" in refused
    assert "[remote rejected] main -> main (pre-receive hook declined)" in refused
    git("tag", "v9", at="app")
    assert "not allowed to create this tag" in git("push", "origin", "v9", at="app", fails=True)
    git("remote", "set-url", "origin", mine(box), at="app")
    git("push", at="app")
    git("commit", "--amend", "-m", "Other", at="app")
    forced = git("push", "--force", at="app", fails=True)
    assert "not allowed to force push code to a protected branch" in forced
    deleted = git("push", "origin", ":main", at="app", fails=True)
    assert "The default branch of a project cannot be deleted" in deleted


def test_a_push_that_is_behind_is_refused(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    git("clone", mine(box), "app")
    told: Any = {"branch": "main", "commit_message": "Add", "content": "1", "file_path": "b.txt"}
    gl.projects.get(1).files.create(told)
    commit(git, tmp_path, "a.txt", "1")
    assert "[rejected]" in git("push", at="app", fails=True)


def test_who_may_not_read_is_told_so(box: Sandbox, gl: Gitlab, git: Run) -> None:
    assert "could not read Username" in git("clone", address(box, "acme/app"), fails=True)
    wrong = address(box, "acme/app", "mark", "glpat-wrong")
    assert "Authentication failed" in git("clone", wrong, fails=True)
    assert "could not be found" in git("clone", mine(box, user="eve"), fails=True)
    assert "could not be found" in git("clone", mine(box, "acme/none"), fails=True)
    git("clone", address(box, "acme/open"), "app")


def test_a_token_needs_the_scope(box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path) -> None:
    root = box.client()
    user = root.users.list(username="mark", get_all=True)[0]
    reading = user.personal_access_tokens.create({"name": "r", "scopes": ["read_repository"]})
    git("clone", address(box, "acme/app", "mark", reading.token), "app")
    commit(git, tmp_path, "a.txt", "1")
    assert "403" in git("push", at="app", fails=True)
    other = user.personal_access_tokens.create({"name": "o", "scopes": ["read_user"]})
    git("clone", address(box, "acme/app", "mark", other.token), "none", fails=True)


def test_a_deploy_token_reads(box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path) -> None:
    told: Any = {"name": "d", "scopes": ["read_repository"]}
    token = gl.projects.get(1).deploytokens.create(told)
    git("clone", address(box, "acme/app", token.username, token.token), "app")
    commit(git, tmp_path, "a.txt", "1")
    assert "403" in git("push", at="app", fails=True)
    elsewhere = address(box, "acme/tools", token.username, token.token)
    assert "could not be found" in git("clone", elsewhere, "none", fails=True)


def test_a_job_token_reads_where_its_project_is_let_in(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    token = box.job_token("acme/tools", "mark")
    closed = git("clone", address(box, "acme/app", "gitlab-ci-token", token), fails=True)
    assert "403" in closed
    app = gl.projects.get(1)
    app.job_token_scope.get().allowlist.create({"target_project_id": 3})
    git("clone", address(box, "acme/app", "gitlab-ci-token", token), "app")
    commit(git, tmp_path, "a.txt", "1")
    assert "403" in git("push", at="app", fails=True)


def test_a_jobs_own_push_wants_the_setting_and_starts_no_pipeline(
    box: Sandbox, gl: Gitlab, git: Run, tmp_path: Path
) -> None:
    token = box.job_token("acme/app", "mark")
    git("clone", address(box, "acme/app", "gitlab-ci-token", token), "app")
    commit(git, tmp_path, ".gitlab-ci.yml", "unit: {script: make}\n")
    assert "403" in git("push", at="app", fails=True)
    app = gl.projects.get(1)
    app.ci_push_repository_for_job_token_allowed = True
    app.save()
    git("push", at="app")
    assert app.files.get(".gitlab-ci.yml", ref="main").decode() == b"unit: {script: make}\n"
    assert len(app.pipelines.list(get_all=True)) == 1  # its own
