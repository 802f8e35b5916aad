"""The default branch is protected from its first commit on, and rules say who may push where."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError
from tests.sandbox.tours.conftest import Wire

NOTE: Any = {"content": "x", "commit_message": "Add"}


@pytest.fixture
def project(gl: Gitlab) -> Any:
    return gl.projects.create({"name": "app", "initialize_with_readme": True})


def test_a_default_branch_is_protected_for_maintainers(project: Any) -> None:
    (main,) = project.protectedbranches.list()
    assert main.name == "main"
    assert [level["access_level"] for level in main.push_access_levels] == [40]
    assert main.allow_force_push is False
    assert project.branches.get("main").protected is True
    with pytest.raises(GitlabCreateError, match="409: Protected branch 'main' already exists"):
        project.protectedbranches.create({"name": "main"})


def test_a_branch_of_an_empty_project_is_protected_with_its_first_commit(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    assert project.protectedbranches.list() == []
    first: Any = {"file_path": "a", "branch": "trunk", **NOTE}
    project.files.create(first)
    assert [rule.name for rule in project.protectedbranches.list()] == ["trunk"]


def test_an_unprotected_default_branch_stays_so(project: Any) -> None:
    project.protectedbranches.delete("main")
    assert project.protectedbranches.list() == []
    assert project.branches.get("main").protected is False
    project.files.create({"file_path": "a", "branch": "main", **NOTE})
    assert project.protectedbranches.list() == []


def test_a_group_may_leave_default_branches_unprotected(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "g", "path": "g", "default_branch_protection": 0})
    sent: Any = {"name": "app", "namespace_id": group.id, "initialize_with_readme": True}
    assert gl.projects.create(sent).protectedbranches.list() == []


def test_developers_push_where_a_rule_lets_them(wire: Wire, project: Any) -> None:
    (ann,) = wire.join("ann")
    project.members.create({"user_id": ann, "access_level": 30})
    files = f"/projects/{project.id}/repository/files"
    refused = wire(f"POST {files}/a", {"branch": "main", **NOTE}, by="ann")
    message = "You are not allowed to push into this branch"
    assert (refused.status, refused.body) == (400, {"message": message})
    sent = {"branch": "main", "commit_message": "m"}
    sent |= {"actions[][action]": "create", "actions[][file_path]": "a"}
    refused = wire(f"POST /projects/{project.id}/repository/commits", sent, by="ann")
    assert (refused.status, refused.body) == (403, {"message": f"403 Forbidden - {message}"})

    project.protectedbranches.delete("main")
    project.protectedbranches.create({"name": "ma*", "push_access_level": 30})
    assert wire(f"POST {files}/a", {"branch": "main", **NOTE}, by="ann").status == 201
    branch = wire(f"GET /projects/{project.id}/repository/branches/main", by="ann").body
    assert (branch["can_push"], branch["developers_can_push"]) == (True, True)
    assert branch["developers_can_merge"] is False


def test_nobody_pushes_where_no_one_may(wire: Wire, project: Any) -> None:
    project.branches.create({"branch": "frozen", "ref": "main"})
    project.protectedbranches.create({"name": "frozen", "push_access_level": 0})
    sent = {"branch": "frozen", **NOTE}
    assert wire(f"POST /projects/{project.id}/repository/files/a", sent).status == 400
    assert project.branches.get("frozen").can_push is False
