"""Lines of comments that begin with a slash do something to what they are on."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    project = gl.projects.create({"name": "app", "visibility": "public"})
    project.issues.create({"title": "It breaks"})
    project.labels.create({"name": "bug", "color": "red"})
    project.milestones.create({"title": "v1"})
    return project


def test_a_comment_of_commands_alone_is_none(wire: Wire, project: Any) -> None:
    path = f"POST /projects/{project.id}/issues/1/notes"
    done = wire(path, {"body": "/close"})
    changes = {"commands_changes": {"state_event": "close"}, "summary": ["Closed this issue."]}
    assert (done.status, done.body) == (202, changes)
    issue = project.issues.get(1)
    assert issue.state == "closed"
    assert issue.notes.list() == []


def test_commands_leave_the_rest_of_the_text(wire: Wire, project: Any) -> None:
    (ann,) = wire.join("ann")
    project.members.create({"user_id": ann, "access_level": 30})
    lines = ["See here", "/label ~bug", "/assign @ann", "/milestone %v1", "/due 2030-01-02"]
    lines += ["/estimate 1h 30m", "/spend 15m", "/unknown", "/title It broke"]
    reply = wire(f"POST /projects/{project.id}/issues/1/notes", json={"body": "\n".join(lines)})
    assert (reply.status, reply.body["body"]) == (201, "See here\n/unknown")
    assert reply.body["commands_changes"]["title"] == "It broke"
    issue = project.issues.get(1)
    assert (issue.title, issue.labels, issue.due_date) == ("It broke", ["bug"], "2030-01-02")
    assert issue.assignee["username"] == "ann"
    assert issue.milestone["title"] == "v1"
    times = issue.time_stats()
    assert (times["time_estimate"], times["total_time_spent"]) == (5400, 900)
    wire(f"POST /projects/{project.id}/issues/1/notes", {"body": "/unlabel ~bug\n/unassign"})
    issue = project.issues.get(1)
    assert (issue.labels, issue.assignees) == ([], [])


def test_who_may_only_comment_changes_nothing(wire: Wire, project: Any) -> None:
    wire.join("eve")
    path = f"POST /projects/{project.id}/issues/1/notes"
    for command in ("/close", "/spend 1h"):
        refused = wire(path, {"body": command}, by="eve")
        errors = {"errors": {"commands_only": ["Failed to apply commands."]}}
        assert (refused.status, refused.body) == (422, errors)
    assert wire(path, {"body": "Please\n/close"}, by="eve").body["body"] == "Please"
    issue = project.issues.get(1)
    assert (issue.state, issue.time_stats()["total_time_spent"]) == ("opened", 0)
