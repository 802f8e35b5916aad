"""Which merge requests a deployment brought to its environment."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    return gl.projects.create(
        {"name": "app", "initialize_with_readme": True, "visibility": "public"}
    )


def _merge(project: Any, name: str, into: str = "main") -> int:
    actions = [{"action": "create", "file_path": name, "content": "x"}]
    sent = {"branch": name, "start_branch": into, "commit_message": name, "actions": actions}
    project.commits.create(sent)
    made = project.mergerequests.create(
        {"source_branch": name, "target_branch": into, "title": name}
    )
    made.merge()
    return int(made.iid)


def _deploy(project: Any, sha: str = "", status: str = "success", to: str = "production") -> Any:
    sha = sha or project.commits.get("main").id
    sent = {"environment": to, "sha": sha, "ref": "main", "tag": False, "status": status}
    return project.deployments.create(sent)


def _titles(deployment: Any, **filters: Any) -> list[str]:
    found = deployment.mergerequests.list(order_by="title", sort="asc", get_all=True, **filters)
    return [each.title for each in found]


def test_a_deployment_ships_what_was_merged_since_the_one_before(project: Any) -> None:
    _merge(project, "one")
    _merge(project, "two")
    first = _deploy(project)
    _merge(project, "three")
    second = _deploy(project)
    staging = _deploy(project, to="staging")
    assert _titles(first) == ["one", "two"]
    assert _titles(second) == ["three"]
    assert _titles(staging) == ["one", "three", "two"]
    assert _titles(staging, search="thr") == ["three"]
    assert _titles(staging, state="opened") == []


def test_what_came_once_does_not_come_again_after_a_step_back(project: Any) -> None:
    before = project.commits.get("main").id
    _deploy(project)
    _merge(project, "one")
    assert _titles(_deploy(project)) == ["one"]
    assert _titles(_deploy(project, before)) == []
    assert _titles(_deploy(project)) == []


def test_only_deployments_that_succeed_ship_anything(project: Any) -> None:
    _merge(project, "one")
    running = _deploy(project, status="running")
    assert _titles(running) == []
    running.status = "success"
    running.save()
    assert _titles(running) == ["one"]


def test_the_first_deployment_ships_what_was_merged_into_its_branch(project: Any) -> None:
    project.branches.create({"branch": "topic", "ref": "main"})
    _merge(project, "part", into="topic")
    sent = {"source_branch": "topic", "target_branch": "main", "title": "whole"}
    project.mergerequests.create(sent).merge()
    assert _titles(_deploy(project)) == ["whole"]


def test_an_unknown_deployment_ships_nothing(project: Any, wire: Wire) -> None:
    assert wire(f"GET /projects/{project.id}/deployments/999/merge_requests").status == 404
