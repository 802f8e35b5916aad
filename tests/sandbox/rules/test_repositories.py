"""Repositories: commits that requests make, and what reads them."""

from __future__ import annotations

import base64
import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError, GitlabDeleteError, GitlabGetError
from gitlab.sandbox import Sandbox


@pytest.fixture
def gl() -> Any:
    with Sandbox({"users": [{"id": 3, "username": "dave"}]}) as box:
        yield box.client()


@pytest.fixture
def project(gl: Gitlab) -> Any:
    return gl.projects.create({"name": "site", "initialize_with_readme": True})


def commit(project: Any, *actions: dict[str, Any], branch: str = "main", **more: Any) -> Any:
    about = {"branch": branch, "commit_message": "Change it\n\nBecause."}
    return project.commits.create({**about, "actions": list(actions), **more})


def write(path: str, content: str, action: str = "create") -> dict[str, Any]:
    return {"action": action, "file_path": path, "content": content}


def test_project_begins_with_a_readme_when_asked_for(gl: Gitlab, project: Any) -> None:
    assert project.branches.get("main").commit["title"] == "Initial commit"
    assert project.files.get("README.md", ref="main").decode().startswith(b"# site")
    empty = gl.projects.create({"name": "empty"})
    assert list(empty.branches.list()) == []
    with pytest.raises(GitlabGetError, match="404 Tree Not Found"):
        empty.repository_tree()
    assert list(empty.commits.list()) == []


def test_first_commit_of_an_empty_project_makes_its_default_branch(gl: Gitlab) -> None:
    empty = gl.projects.create({"name": "empty"})
    commit(empty, write("a", "1"), branch="trunk")
    assert gl.projects.get(empty.id).default_branch == "trunk"


def test_file_is_created_changed_and_deleted(project: Any) -> None:
    about = {"branch": "main", "commit_message": "m"}
    file = project.files.create({"file_path": "docs/a.txt", "content": "one", **about})
    found = project.files.get("docs/a.txt", ref="main")
    assert (found.decode(), found.last_commit_id) == (b"one", project.commits.list()[0].id)
    encoded = base64.b64encode(b"two").decode()
    project.files.update("docs/a.txt", {"content": encoded, "encoding": "base64", **about})
    assert project.files.raw("docs/a.txt", ref="main") == b"two"
    file.delete(branch="main", commit_message="away")
    with pytest.raises(GitlabGetError, match="404 File Not Found"):
        project.files.get("docs/a.txt", ref="main")
    assert [row.title for row in project.commits.list()] == ["away", "m", "m", "Initial commit"]


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (write("README.md", ""), "A file with this name already exists"),
        (write("none", "", "update"), "A file with this name doesn't exist"),
        ({"action": "delete", "file_path": "none"}, "A file with this name doesn't exist"),
        (write("../../etc/passwd", ""), "invalid path"),
        (write(".git/config", ""), "invalid path"),
        (write("README.md", "", "update") | {"last_commit_id": "f" * 40}, "has changed since"),
    ],
)
def test_action_that_does_not_fit_changes_nothing(
    project: Any, action: dict[str, Any], message: str
) -> None:
    with pytest.raises(GitlabCreateError, match=message):
        commit(project, write("new", ""), action)
    assert len(project.commits.list()) == 1
    assert [entry["path"] for entry in project.repository_tree()] == ["README.md"]


def test_commit_moves_chmods_and_counts(project: Any) -> None:
    commit(project, write("a", "1\n2\n"), write("dir/b", "b"))
    made = commit(
        project,
        {"action": "move", "file_path": "c", "previous_path": "a"},
        {"action": "chmod", "file_path": "dir/b", "execute_filemode": True},
    )
    changes = {diff["new_path"]: diff for diff in made.diff()}
    assert changes["c"]["renamed_file"]
    assert changes["c"]["old_path"] == "a"
    assert (changes["dir/b"]["a_mode"], changes["dir/b"]["b_mode"]) == ("100644", "100755")
    made = commit(project, write("c", "1\n3\n4\n", "update"))
    assert made.stats == {"additions": 2, "deletions": 1, "total": 3}
    assert made.diff()[0]["diff"] == "@@ -1,2 +1,3 @@\n 1\n-2\n+3\n+4\n"


def test_branches_are_made_found_and_deleted(project: Any) -> None:
    project.branches.create({"branch": "feature/x", "ref": "main"})
    commit(project, write("x", "x"), branch="feature/x")
    assert not project.branches.get("feature/x").merged
    assert [row.name for row in project.branches.list(search="^feat")] == ["feature/x"]
    with pytest.raises(GitlabCreateError, match="Branch already exists"):
        project.branches.create({"branch": "feature/x", "ref": "main"})
    with pytest.raises(GitlabCreateError, match="Invalid reference name: nowhere"):
        project.branches.create({"branch": "y", "ref": "nowhere"})
    with pytest.raises(GitlabCreateError, match="Branch name is invalid"):
        project.branches.create({"branch": "bad..name", "ref": "main"})
    with pytest.raises(GitlabDeleteError, match="Cannot remove HEAD branch"):
        project.branches.delete("main")
    project.branches.delete("feature/x")
    assert [row.name for row in project.branches.list()] == ["main"]


def test_tags_have_messages_and_an_order(project: Any) -> None:
    tag = project.tags.create({"tag_name": "v1.0", "ref": "main", "message": "First"})
    assert (tag.message, tag.commit["title"]) == ("First", "Initial commit")
    project.tags.create({"tag_name": "v0.9", "ref": "v1.0"})
    assert [row.name for row in project.tags.list(order_by="name", sort="asc")] == ["v0.9", "v1.0"]
    with pytest.raises(GitlabCreateError, match=r"Tag v1\.0 already exists"):
        project.tags.create({"tag_name": "v1.0", "ref": "main"})
    with pytest.raises(GitlabCreateError, match="Target nowhere is invalid"):
        project.tags.create({"tag_name": "v2", "ref": "nowhere"})
    tag.delete()
    assert [row.name for row in project.tags.list()] == ["v0.9"]


def test_comparison_shows_what_came_since_the_branches_parted(project: Any) -> None:
    project.branches.create({"branch": "side", "ref": "main"})
    commit(project, write("on-main", ""))
    commit(project, write("on-side", "text"), branch="side")
    found = project.repository_compare("main", "side")
    assert [diff["new_path"] for diff in found["diffs"]] == ["on-side"]
    assert len(found["commits"]) == 1
    base = project.repository_merge_base(["main", "side"])
    assert base["title"] == "Initial commit"


def test_commit_is_picked_and_reverted(project: Any) -> None:
    project.branches.create({"branch": "side", "ref": "main"})
    made = commit(project, write("fix", "1"), branch="side")
    picked = made.cherry_pick(branch="main")
    assert picked["title"] == "Change it"
    assert project.files.raw("fix", ref="main") == b"1"
    reverted = project.commits.get(picked["id"]).revert(branch="main")
    assert reverted["message"] == f'Revert "Change it"\n\nThis reverts commit {picked["id"]}'
    assert [entry["path"] for entry in project.repository_tree()] == ["README.md"]


def test_commits_are_filtered_by_path_author_and_range(project: Any) -> None:
    commit(project, write("a", "1"), author_name="Ann", author_email="ann@example.com")
    commit(project, write("b", "1"))
    assert len(project.commits.list(query_parameters={"path": "a"})) == 1
    assert [row.author_name for row in project.commits.list(author="ann")] == ["Ann"]
    project.tags.create({"tag_name": "v1", "ref": project.commits.list()[1].id})
    assert len(project.commits.list(ref_name="v1..main")) == 1
    assert {ref["name"] for ref in project.commits.list()[1].refs()} == {"main", "v1"}


def test_blame_names_the_commit_of_each_line(project: Any) -> None:
    first = commit(project, write("a", "1\n2\n"))
    second = commit(project, write("a", "1\nx\n2\n", "update"))
    runs = project.files.blame("a", ref="main")
    assert [(run["commit"]["id"], run["lines"]) for run in runs] == [
        (first.id, ["1"]),
        (second.id, ["x"]),
        (first.id, ["2"]),
    ]


def test_archive_holds_the_files(project: Any) -> None:
    content = project.repository_archive(format="tar.gz")
    assert isinstance(content, bytes)
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        assert [name.partition("/")[2] for name in tar.getnames()] == ["README.md"]


def test_ids_are_those_that_git_gives(project: Any, tmp_path: Path) -> None:
    found = project.files.get("README.md", ref="main")
    file = tmp_path / "README.md"
    file.write_bytes(found.decode())
    told = subprocess.run(["git", "hash-object", file], capture_output=True, text=True, check=True)
    assert found.blob_id == told.stdout.strip()


def test_fork_has_the_repository_and_a_life_of_its_own(gl: Gitlab, project: Any) -> None:
    commit(project, write("a", "1"))
    group = gl.groups.create({"name": "forks", "path": "forks"})
    fork = gl.projects.get(project.forks.create({"namespace_id": group.id}).id)
    commit(fork, write("b", "1"))
    assert {entry["path"] for entry in fork.repository_tree()} == {"README.md", "a", "b"}
    assert {entry["path"] for entry in project.repository_tree()} == {"README.md", "a"}


def test_protected_branch_takes_no_push_of_developers(gl: Gitlab, project: Any) -> None:
    project.members.create({"user_id": 3, "access_level": 30})
    other = gl.projects.get(project.id, sudo="dave")
    with pytest.raises(GitlabCreateError, match="not allowed to push into this branch"):
        other.files.create(
            {"file_path": "x", "content": "", "branch": "main", "commit_message": "m"}, sudo="dave"
        )
    other.files.create(
        {
            "file_path": "x",
            "content": "",
            "branch": "mine",
            "start_branch": "main",
            "commit_message": "m",
        },
        sudo="dave",
    )
