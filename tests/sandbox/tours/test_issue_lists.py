"""Issues are found by what they have, and by what they do not have."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(wire: Wire, gl: Gitlab) -> Any:
    """Four issues: a plain one, one with everything, one of ann's, a closed one."""
    ann, bob = wire.join("ann", "bob")
    project = gl.projects.create({"name": "app", "visibility": "public"})
    for id in (ann, bob):
        project.members.create({"user_id": id, "access_level": 30})
    goal = project.milestones.create({"title": "v1", "due_date": "2030-01-01"})
    project.issues.create({"title": "plain"})
    sent: Any = {"title": "full", "labels": "bug,ui", "assignee_id": bob, "milestone_id": goal.id}
    full = project.issues.create(sent | {"weight": 3, "due_date": "2020-01-01"})
    full.awardemojis.create({"name": "rocket"})
    wire(f"POST /projects/{project.id}/issues", {"title": "hers", "labels[]": "bug"}, by="ann")
    done = project.issues.create({"title": "done", "description": "was plain once"})
    project.issues.update(done.iid, {"state_event": "close"})
    return project


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("labels=bug", ["hers", "full"]),
        ("labels=bug,ui", ["full"]),
        ("labels[]=bug&labels[]=ui", ["full"]),
        ("labels=None", ["done", "plain"]),
        ("labels=Any", ["hers", "full"]),
        ("not[labels]=ui", ["done", "hers", "plain"]),
        ("assignee_id=Any", ["full"]),
        ("assignee_id=None", ["done", "hers", "plain"]),
        ("assignee_username=bob", ["full"]),
        ("assignee_username[]=bob", ["full"]),
        ("not[assignee_username]=bob", ["done", "hers", "plain"]),
        ("author_username=ann", ["hers"]),
        ("not[author_username]=ann", ["done", "full", "plain"]),
        ("milestone=v1", ["full"]),
        ("milestone=None", ["done", "hers", "plain"]),
        ("milestone_id=Any", ["full"]),
        ("milestone_id=Upcoming", ["full"]),
        ("not[milestone]=v1", ["done", "hers", "plain"]),
        ("iids[]=1&iids[]=2", ["full", "plain"]),
        ("weight=3", ["full"]),
        ("weight=None", ["done", "hers", "plain"]),
        ("due_date=overdue", ["full"]),
        ("due_date=0", ["done", "hers", "plain"]),
        ("my_reaction_emoji=rocket", ["full"]),
        ("my_reaction_emoji=None", ["done", "hers", "plain"]),
        ("search=plain", ["done", "plain"]),
        ("search=plain&in=title", ["plain"]),
        ("state=closed", ["done"]),
        ("state=all&order_by=title&sort=asc", ["done", "full", "hers", "plain"]),
        ("scope=assigned_to_me", []),
    ],
)
def test_a_list_is_narrowed(wire: Wire, project: Any, query: str, titles: list[str]) -> None:
    for place in (f"/projects/{project.id}/issues?{query}", f"/issues?scope=all&{query}"):
        if "scope" not in query or "/projects" in place:
            reply = wire(f"GET {place}")
            assert [issue["title"] for issue in reply.body] == titles, place


def test_lists_show_labels_in_full_on_request(project: Any) -> None:
    issue = project.issues.list(iids=[2], with_labels_details=True)[0]
    assert [label["name"] for label in issue.labels] == ["bug", "ui"]
    assert issue.labels[0]["color"] == "#428BCA"
    assert project.issues.get(2).labels == ["bug", "ui"]


def test_everyone_finds_the_confidential_issues_that_concern_them(
    box: Sandbox, wire: Wire, project: Any
) -> None:
    wire.join("eve")
    sent = {"title": "secret", "confidential": "true"}
    assert wire(f"POST /projects/{project.id}/issues", sent, by="eve").status == 201
    assert [issue.title for issue in box.client("eve").issues.list()] == ["secret"]
    titles = {issue.title for issue in box.client("bob").issues.list(scope="all")}
    assert "secret" in titles  # Developers see what is confidential
    wire.join("zoe")
    assert "secret" not in str(box.client("zoe").issues.list(scope="all"))


def test_archived_projects_are_left_out_of_wide_lists(gl: Gitlab, project: Any) -> None:
    project.archive()
    assert gl.issues.list(scope="all") == []
    assert len(gl.issues.list(scope="all", non_archived=False)) == 4


def test_an_empty_date_takes_it_away(project: Any, wire: Wire) -> None:
    changed = wire(f"PUT /projects/{project.id}/issues/2", {"due_date": ""}).body
    assert changed["due_date"] is None
    place = f"/projects/{project.id}/issues/2"
    assert changed["milestone"]["web_url"].endswith("/root/app/-/milestones/1")
    assert (
        wire(f"PUT {place}", {"assignee_ids[]": "0", "milestone_id": "0"}).body["assignees"] == []
    )
    assert wire(f"GET {place}").body["milestone"] is None


def test_work_that_is_given_waits_on_a_list(box: Sandbox, project: Any) -> None:
    bob = box.client("bob")
    (todo,) = bob.todos.list()
    assert (todo.action_name, todo.target_type, todo.body) == ("assigned", "Issue", "full")
    assert todo.target["iid"] == 2
    project.issues.create({"title": "ask", "description": "cc @bob"})
    assert [todo.action_name for todo in bob.todos.list()] == ["mentioned", "assigned"]
    todo.mark_as_done()
    assert [todo.action_name for todo in bob.todos.list()] == ["mentioned"]
    bob.todos.mark_all_as_done()
    assert bob.todos.list() == []
