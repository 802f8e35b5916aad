"""What people do with issues: link, move, copy, order and find what is around them."""

from __future__ import annotations

from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    project = gl.projects.create({"name": "app", "visibility": "public"})
    for title in ("one", "two", "three"):
        project.issues.create({"title": title})
    return project


@pytest.fixture
def other(gl: Gitlab) -> Any:
    other = gl.projects.create({"name": "other", "visibility": "private"})
    other.issues.create({"title": "elsewhere"})
    return other


# Links


def test_a_link_is_seen_from_both_ends(project: Any, other: Any) -> None:
    one = project.issues.get(1)
    source, target = one.links.create({"target_project_id": other.id, "target_issue_iid": 1})
    assert (source.id, target.title) == (one.id, "elsewhere")
    (link,) = one.links.list()
    assert (link.title, link.link_type) == ("elsewhere", "relates_to")
    (back,) = other.issues.get(1).links.list()
    assert (back.title, back.issue_link_id) == ("one", link.issue_link_id)
    found = one.links.get_link(link.issue_link_id)
    assert (found["source_issue"]["id"], found["link_type"]) == (one.id, "relates_to")
    link.delete()
    assert one.links.list() == other.issues.get(1).links.list() == []
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        one.links.get_link(link.issue_link_id)


def test_what_blocks_and_what_is_blocked(project: Any, wire: Wire) -> None:
    one, two = project.issues.get(1), project.issues.get(2)
    sent = {"target_project_id": project.id, "target_issue_iid": 2}
    place = f"/projects/{project.id}/issues"
    made = wire(f"POST {place}/1/links", sent | {"link_type": "is_blocked_by"})
    assert (made.status, made.body["link_type"]) == (201, "blocks")
    assert made.body["source_issue"]["iid"] == 2
    assert [link.link_type for link in one.links.list()] == ["is_blocked_by"]
    assert [link.link_type for link in two.links.list()] == ["blocks"]
    assert project.issues.get(2).blocking_issues_count == 1
    project.issues.update(1, {"state_event": "close"})
    assert project.issues.get(2).blocking_issues_count == 0
    removed = wire(f"DELETE {place}/1/links/{made.body['id']}")
    assert (removed.status, removed.body["id"]) == (200, made.body["id"])


def test_links_that_cannot_be(wire: Wire, project: Any, other: Any) -> None:
    place = f"/projects/{project.id}/issues/1/links"
    target = {"target_project_id": project.id, "target_issue_iid": 2}
    assert wire(f"POST {place}", target).status == 201
    again = wire(f"POST {place}", target)
    assert (again.status, again.body) == (409, {"message": "Issue(s) already assigned"})
    back = wire(f"POST /projects/{project.id}/issues/2/links", target | {"target_issue_iid": 1})
    assert back.status == 409
    itself = wire(f"POST {place}", target | {"target_issue_iid": 1})
    assert (itself.status, itself.body["message"]) == (
        422,
        "#1 cannot be added: cannot be related to itself",
    )
    assert wire(f"POST {place}", target | {"target_issue_iid": 99}).status == 404
    assert wire(f"POST {place}", {"target_issue_iid": 2}).body["error"].startswith("target_project")
    assert wire(f"POST {place}", target | {"link_type": "likes"}).status == 400
    wire.join("ann")
    hidden = wire(f"POST {place}", target | {"target_project_id": other.id}, by="ann")
    assert (hidden.status, hidden.body["message"]) == (404, "404 Project Not Found")
    denied = wire(f"POST {place}", target | {"target_issue_iid": 3}, by="ann")
    assert (denied.status, denied.body["message"][:24]) == (404, "No matching issue found.")


def test_links_to_hidden_issues_are_hidden(
    box: Sandbox, wire: Wire, project: Any, other: Any
) -> None:
    wire.join("ann")
    one = project.issues.get(1)
    one.links.create({"target_project_id": other.id, "target_issue_iid": 1})
    secret = project.issues.create({"title": "secret", "confidential": True})
    one.links.create({"target_project_id": project.id, "target_issue_iid": secret.iid})
    assert len(one.links.list()) == 2
    assert box.client("ann").projects.get(project.id).issues.get(1).links.list() == []
    project.issues.delete(secret.iid)
    assert [link.title for link in one.links.list()] == ["elsewhere"]


# Moving and copying


def test_a_moved_issue_takes_its_comments_along(project: Any, other: Any) -> None:
    other.labels.create({"name": "known", "color": "red"})
    project.issues.update(1, {"labels": ["known", "unknown"]})
    one = project.issues.get(1)
    one.notes.create({"body": "hello"})
    one.move(other.id)
    moved = other.issues.get(one.iid)
    assert (moved.title, moved.labels) == ("one", ["known"])
    assert [note.body for note in moved.notes.list()] == ["hello"]
    old = project.issues.get(1)
    assert (old.state, old.moved_to_id) == ("closed", moved.id)
    with pytest.raises(gitlab.GitlabUpdateError, match="insufficient permissions"):
        old.move(other.id)
    with pytest.raises(gitlab.GitlabUpdateError, match="project it originates from"):
        project.issues.get(2).move(project.id)


def test_a_copy_is_open_and_has_comments_on_request(wire: Wire, project: Any, other: Any) -> None:
    one = project.issues.get(1)
    one.notes.create({"body": "hello"})
    project.issues.update(1, {"state_event": "close"})
    copy = one.clone(project.id)
    assert (copy["title"], copy["state"], copy["iid"]) == ("one", "opened", 4)
    assert project.issues.get(4).notes.list() == []
    assert len(other.issues.get(one.clone(other.id, with_notes=True)["iid"]).notes.list()) == 1
    wire.join("ann")
    denied = wire(
        f"POST /projects/{project.id}/issues/1/clone", {"to_project_id": project.id}, by="ann"
    )
    assert (denied.status, denied.body["message"]) == (
        400,
        "400 Bad request - Cannot clone issue due to insufficient permissions!",
    )


def test_issues_are_ordered_by_hand(project: Any, wire: Wire) -> None:
    def order() -> list[str]:
        return [issue.title for issue in project.issues.list(order_by="relative_position")]

    one, two, three = (project.issues.get(iid) for iid in (1, 2, 3))
    assert order() == ["one", "two", "three"]
    three.reorder(move_before_id=one.id)
    assert order() == ["three", "one", "two"]
    three.reorder(move_after_id=two.id)
    project.issues.create({"title": "four"})
    assert order() == ["one", "two", "three", "four"]
    nowhere = wire(f"PUT /projects/{project.id}/issues/1/reorder", {})
    assert (nowhere.status, nowhere.body) == (422, {"error": "Unprocessable Entity"})


def test_lists_are_ordered_by_votes_and_by_the_ends_of_milestones(project: Any) -> None:
    late, soon = (
        project.milestones.create({"title": day, "due_date": day})
        for day in ("2031-01-01", "2030-01-01")
    )
    project.issues.update(1, {"milestone_id": late.id})
    project.issues.update(2, {"milestone_id": soon.id})
    project.issues.get(2).awardemojis.create({"name": "thumbsup"})
    by_end = [issue.title for issue in project.issues.list(order_by="milestone_due")]
    assert by_end == ["two", "one", "three"]
    popular = project.issues.list(order_by="popularity")[0]
    assert (popular.title, popular.upvotes, popular.downvotes) == ("two", 1, 0)


# What is around


def test_requests_that_close_an_issue_or_name_it(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "code", "initialize_with_readme": True})
    issue = project.issues.create({"title": "slow"})
    for branch, text in (("fix", "Closes #1"), ("look", "See #1"), ("far", "See #11")):
        project.branches.create({"branch": branch, "ref": "main"})
        sent: Any = {"source_branch": branch, "target_branch": "main", "title": branch}
        project.mergerequests.create(sent | {"description": text})
    closing: Any = issue.closed_by()
    assert [found["title"] for found in closing] == ["fix"]
    related: Any = issue.related_merge_requests()
    assert [found["title"] for found in related] == ["fix", "look"]


def test_participants_have_said_something(box: Sandbox, wire: Wire, project: Any) -> None:
    ann, _ = wire.join("ann", "bob")
    project.issues.update(1, {"assignee_ids": [ann], "description": "cc @bob, @nobody"})
    people = [person["username"] for person in project.issues.get(1).participants()]
    assert people == ["root", "ann", "bob"]


def test_one_puts_an_issue_on_ones_list_once(gl: Gitlab, project: Any, wire: Wire) -> None:
    made = wire(f"POST /projects/{project.id}/issues/1/todo")
    assert (made.status, made.body["action_name"], made.body["target"]["iid"]) == (201, "marked", 1)
    assert wire(f"POST /projects/{project.id}/issues/1/todo").status == 304
    (todo,) = gl.todos.list()
    todo.mark_as_done()
    assert wire(f"POST /projects/{project.id}/issues/1/todo").status == 201
    assert wire(f"POST /projects/{project.id}/issues/99/todo").status == 404


@pytest.mark.parametrize("closing", [True, False])
def test_who_deals_with_an_issue_has_it_off_the_list(
    box: Sandbox, wire: Wire, project: Any, closing: bool
) -> None:
    ann, bob = wire.join("ann", "bob")
    for id in (ann, bob):
        project.members.create({"user_id": id, "access_level": 30})
    project.issues.update(1, {"assignee_ids": [ann, bob]})
    hers = box.client("ann").projects.get(project.id).issues
    if closing:
        hers.update(1, {"state_event": "close"})
    else:
        hers.get(1, lazy=True).notes.create({"body": "on it"})
    assert box.client("ann").todos.list() == []
    assert len(box.client("bob").todos.list()) == 1


def test_administrators_see_any_issue_and_what_it_was_made_with(
    box: Sandbox, gl: Gitlab, wire: Wire, other: Any
) -> None:
    sent = {"title": "by a program"}
    agent = {"User-Agent": "robot/1.0"}
    made = wire(f"POST /projects/{other.id}/issues", sent, headers=agent).body
    assert gl.issues.get(made["id"]).title == "by a program"
    detail = other.issues.get(made["iid"]).user_agent_detail()
    assert detail["user_agent"] == "robot/1.0"
    wire.join("ann")
    with pytest.raises(gitlab.GitlabGetError, match="403"):
        box.client("ann").issues.get(made["id"])
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        gl.issues.get(9999)


def test_threads_of_issues_are_resolved(project: Any, wire: Wire) -> None:
    issue = project.issues.get(1)
    thread = issue.discussions.create({"body": "why?"})
    place = f"/projects/{project.id}/issues/1/discussions/{thread.id}"
    resolved = wire(f"PUT {place}", {"resolved": "true"}).body
    assert resolved["notes"][0]["resolved"] is True
    assert resolved["notes"][0]["resolved_by"]["username"] == "root"
    assert wire(f"PUT {place}", {"resolved": "false"}).body["notes"][0]["resolved"] is False
    assert wire(f"PUT {place}").status == 400
