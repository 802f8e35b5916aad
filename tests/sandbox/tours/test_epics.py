"""Epics of groups: what is below them, beside them, and said of them."""

from __future__ import annotations

from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def group(gl: Gitlab) -> Any:
    group = gl.groups.create({"name": "Acme", "path": "acme", "visibility": "public"})
    for title in ("one", "two", "three"):
        group.epics.create({"title": title})
    return group


@pytest.fixture
def project(gl: Gitlab, group: Any) -> Any:
    project = gl.projects.create({"name": "app", "namespace_id": group.id, "visibility": "public"})
    for title in ("first", "second", "third"):
        project.issues.create({"title": title})
    return project


def test_an_epic_from_its_beginning_to_its_end(group: Any) -> None:
    sent = {"start_date_fixed": "2030-01-01", "start_date_is_fixed": True, "labels": ["bug"]}
    epic = group.epics.create({"title": "big", "description": "a lot"} | sent)
    assert (epic.iid, epic.state, epic.labels, epic.start_date) == (
        4,
        "opened",
        ["bug"],
        "2030-01-01",
    )
    assert epic.references["full"] == "acme&4"
    assert epic.web_url.endswith("/groups/acme/-/epics/4")
    assert [label.name for label in group.labels.list()] == ["bug"]
    epic.title, epic.state_event = "bigger", "close"
    epic.save()
    found = group.epics.get(4)
    assert (found.title, found.state, found.closed_at is None) == ("bigger", "closed", False)
    assert [event.state for event in epic.resourcestateevents.list()] == ["closed"]
    (labelled,) = epic.resourcelabelevents.list()
    assert (labelled.action, labelled.label["name"], labelled.resource_type) == (
        "add",
        "bug",
        "Epic",
    )
    assert epic.resourcelabelevents.get(labelled.id).resource_id == epic.id
    epic.delete()
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        group.epics.get(4)


def test_epics_that_cannot_be(group: Any, wire: Wire) -> None:
    place = f"/groups/{group.id}/epics"
    assert wire(f"POST {place}", {"title": ""}).body["message"] == {"title": ["can't be blank"]}
    dates = {"start_date_fixed": "2030-01-02", "start_date_is_fixed": "true"}
    dates |= {"due_date_fixed": "2030-01-01", "due_date_is_fixed": "true"}
    assert "due_date" in wire(f"POST {place}", {"title": "x"} | dates).body["message"]
    wire.join("ann")
    assert wire(f"POST {place}", {"title": "hers"}, by="ann").status == 403
    assert wire(f"GET {place}/99").status == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["inner", "three", "two", "one"]),
        ("include_descendant_groups=false", ["three", "two", "one"]),
        ("search=one", ["one"]),
        ("state=closed", ["two"]),
        ("labels=bug", ["one"]),
        ("not[labels]=bug", ["inner", "three", "two"]),
        ("my_reaction_emoji=rocket", ["three"]),
        ("order_by=title&sort=asc", ["inner", "one", "three", "two"]),
        ("author_username=nobody", []),
    ],
)
def test_lists_are_narrowed(
    gl: Gitlab, group: Any, wire: Wire, query: str, titles: list[str]
) -> None:
    inner = gl.groups.create({"name": "In", "path": "in", "parent_id": group.id})
    inner.epics.create({"title": "inner"})
    group.epics.update(1, {"labels": ["bug"]})
    group.epics.update(2, {"state_event": "close"})
    wire(f"POST /groups/{group.id}/epics/3/award_emoji", {"name": "rocket"})
    found = wire(f"GET /groups/{group.id}/epics?{query}").body
    assert [epic["title"] for epic in found] == titles


def test_confidential_epics_are_for_members(box: Sandbox, group: Any, wire: Wire) -> None:
    secret = group.epics.create({"title": "secret", "confidential": True})
    (ann,) = wire.join("ann")
    hers = box.client("ann").groups.get(group.id)
    assert len(hers.epics.list()) == 3
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        hers.epics.get(secret.iid)
    group.members.create({"user_id": ann, "access_level": 20})
    assert hers.epics.get(secret.iid).title == "secret"


# Issues


def test_issues_are_assigned_ordered_and_taken_out(group: Any, project: Any) -> None:
    epic = group.epics.get(1)
    first, second, third = (project.issues.get(iid) for iid in (1, 2, 3))
    links = [epic.issues.create({"issue_id": issue.id}) for issue in (first, second, third)]
    assert links[0].issue["title"] == "first"
    assert [issue.title for issue in epic.issues.list()] == ["first", "second", "third"]
    assert project.issues.get(1).epic["iid"] == 1
    links[2].move_after_id = links[0].get_id()
    links[2].save()
    assert [issue.title for issue in epic.issues.list()] == ["third", "first", "second"]
    with pytest.raises(gitlab.GitlabCreateError, match="already assigned"):
        epic.issues.create({"issue_id": first.id})
    group.epics.get(2).issues.create({"issue_id": first.id})
    assert [issue.title for issue in epic.issues.list()] == ["third", "second"]
    epic.issues.list()[0].delete()
    assert project.issues.get(3).attributes["epic"] is None
    assert [issue.title for issue in project.issues.list(epic_id=epic.id)] == ["second"]
    assert [issue.title for issue in project.issues.list(epic_id="None")] == ["third"]
    epic.delete()
    assert project.issues.get(2).attributes["epic_iid"] is None


def test_issues_name_their_epic(group: Any, project: Any, wire: Wire) -> None:
    epic = group.epics.get(2)
    made = project.issues.create({"title": "planned", "epic_id": epic.id})
    assert made.epic["title"] == "two"
    assert [issue.title for issue in epic.issues.list()] == ["planned"]
    project.issues.update(made.iid, {"epic_id": 0})
    assert epic.issues.list() == []
    lost = wire(f"POST /projects/{project.id}/issues", {"title": "x", "epic_id": 999})
    assert lost.status == 404


# Epics below, and beside


def test_epics_below_an_epic(group: Any, wire: Wire) -> None:
    one, two, three = (group.epics.get(iid) for iid in (1, 2, 3))
    one.links.assign(two.id)
    one.links.assign(three.id)
    made = one.links.create({"title": "four"})
    assert (made.parent_id, made.parent_iid) == (one.id, 1)
    assert [epic.title for epic in one.links.list()] == ["two", "three", "four"]
    place = f"/groups/{group.id}/epics"
    moved = wire(f"PUT {place}/1/epics/{made.id}", {"move_before_id": two.id}).body
    assert [epic["title"] for epic in moved] == ["two", "four", "three"]
    again = wire(f"POST {place}/1/epics/{two.id}")
    assert (again.status, again.body["message"]) == (409, "Epic(s) already assigned")
    assert wire(f"POST {place}/2/epics/{one.id}").status == 422
    assert wire(f"POST {place}/1/epics/999").status == 404
    one.links.list()[0].delete()
    assert [epic.title for epic in one.links.list()] == ["four", "three"]
    assert group.epics.get(2).parent_id is None
    one.delete()
    assert group.epics.get(3).parent_id is None


def test_epics_that_are_linked(gl: Gitlab, group: Any, wire: Wire) -> None:
    one = group.epics.get(1)
    other = gl.groups.create({"name": "Other", "path": "other", "visibility": "private"})
    other.epics.create({"title": "far"})
    made = one.related_epics.create(
        {"target_group_id": other.id, "target_epic_iid": 1, "link_type": "blocks"}
    )
    assert made.target_epic["title"] == "far"
    (related,) = one.related_epics.list()
    assert (related.title, related.link_type) == ("far", "blocks")
    (back,) = other.epics.get(1).related_epics.list()
    assert (back.title, back.link_type) == ("one", "is_blocked_by")
    assert [link.id for link in group.related_epic_links.list()] == [made.id]
    assert group.related_epic_links.list(created_after="2100-01-01") == []
    sent = {"target_group_id": other.id, "target_epic_iid": 1}
    assert wire(f"POST /groups/{group.id}/epics/1/related_epics", sent).status == 409
    wire.join("ann")
    assert wire(f"GET /groups/{group.id}/epics/1/related_epics", by="ann").body == []
    assert wire(f"GET /groups/{group.id}/related_epic_links", by="ann").body == []
    related.delete()
    assert one.related_epics.list() == []


# What is said


def test_what_is_said_of_an_epic(group: Any, wire: Wire, gl: Gitlab) -> None:
    epic = group.epics.get(3)
    note = epic.notes.create({"body": "good"})
    assert (note.noteable_type, note.noteable_id) == ("Epic", epic.id)
    thread = epic.discussions.create({"body": "why?"})
    thread.notes.create({"body": "because"})
    assert [len(found.attributes["notes"]) for found in epic.discussions.list()] == [1, 2]
    by_iid = wire(f"GET /groups/{group.id}/epics/{epic.id + 1}/notes")
    assert by_iid.status == 404
    epic.todo()
    (todo,) = gl.todos.list()
    assert (todo.target_type, todo.target["iid"], todo.group["id"]) == ("Epic", 3, group.id)
