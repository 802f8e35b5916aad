"""What helps to plan: charts of milestones, and descriptions to begin with."""

from __future__ import annotations

from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


def test_a_milestone_tells_how_its_issues_came_and_went(gl: Gitlab, box: Sandbox) -> None:
    group = gl.groups.create({"name": "Acme", "path": "acme"})
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    days: Any = {"start_date": "2020-01-01", "due_date": "2090-01-01"}
    for owner in (project, group):
        goal = owner.milestones.create({"title": f"of {owner.id}"} | days)
        issue = project.issues.create({"title": "do", "milestone_id": goal.id, "weight": 3})
        project.issues.update(issue.iid, {"state_event": "close"})
        events: Any = goal.burndown_events()
        assert [(event["action"], event["weight"]) for event in events] == [
            ("created", 3),
            ("closed", 3),
        ]
        owner.milestones.update(goal.id, {"due_date": "2020-02-01"})
        assert goal.burndown_events() == []
    endless = project.milestones.create({"title": "endless"})
    project.issues.create({"title": "ever", "milestone_id": endless.id})
    assert endless.burndown_events() == []


def test_projects_offer_descriptions_from_their_repository(gl: Gitlab, wire: Wire) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    assert project.issue_templates.list() == []
    for path in (
        "issue_templates/Bug.md",
        "issue_templates/Ask.md",
        "merge_request_templates/x.md",
    ):
        sent: Any = {"file_path": f".gitlab/{path}", "branch": "main", "content": f"# {path}"}
        project.files.create(sent | {"commit_message": "Offer it"})
    assert [found.name for found in project.issue_templates.list()] == ["Ask", "Bug"]
    assert project.issue_templates.get("Bug").content == "# issue_templates/Bug.md"
    assert [found.name for found in project.merge_request_templates.list()] == ["x"]
    with pytest.raises(gitlab.GitlabGetError, match="404 Template Not Found"):
        project.merge_request_templates.get("Bug")
    assert wire(f"GET /projects/{project.id}/templates/issues", by="").status == 404


def test_a_change_of_an_issue_changes_something(gl: Gitlab, wire: Wire) -> None:
    project = gl.projects.create({"name": "app"})
    project.issues.create({"title": "one"})
    nothing = wire(f"PUT /projects/{project.id}/issues/1", {})
    assert nothing.status == 400
    assert nothing.body["error"].endswith("are missing, at least one parameter must be provided")
    negative = wire(f"PUT /projects/{project.id}/issues/1", {"weight": -1})
    assert negative.body["message"] == {"weight": ["must be greater than or equal to 0"]}
