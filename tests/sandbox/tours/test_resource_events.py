"""What became of an issue or merge request is told in the order in which it happened."""

from __future__ import annotations

from typing import Literal

import pytest

import gitlab
from gitlab import Gitlab

EVENTS: tuple[Literal["close", "reopen"], ...] = ("close", "reopen")


def test_labels_that_come_and_go_are_events(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    issue = project.issues.create({"title": "slow", "labels": ["bug"]})
    project.issues.update(issue.iid, {"labels": ["feature"]})
    events = issue.resourcelabelevents.list(get_all=True)
    told = [(event.action, event.label and event.label["name"]) for event in events]
    assert told == [("add", "bug"), ("add", "feature"), ("remove", "bug")]
    assert {event.resource_type for event in events} == {"Issue"}
    first = issue.resourcelabelevents.get(events[0].id)
    assert (first.user.get("username"), first.resource_id) == ("root", issue.id)
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        issue.resourcelabelevents.get(99)


def test_closing_and_reopening_are_events(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    issue = project.issues.create({"title": "slow"})
    assert issue.resourcestateevents.list(get_all=True) == []
    for event in EVENTS:
        project.issues.update(issue.iid, {"state_event": event})
    states = [event.state for event in issue.resourcestateevents.list(get_all=True)]
    assert states == ["closed", "reopened"]


def test_a_change_of_milestone_is_two_events(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    one, two = (project.milestones.create({"title": title}) for title in ("one", "two"))
    issue = project.issues.create({"title": "slow", "milestone_id": one.id})
    project.issues.update(issue.iid, {"milestone_id": two.id})
    events = issue.resourcemilestoneevents.list(get_all=True)
    told = [(event.action, event.milestone and event.milestone.get("title")) for event in events]
    assert told == [("add", "one"), ("remove", "one"), ("add", "two")]


def test_merging_is_an_event_of_the_request_and_closes_what_it_names(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    issue = project.issues.create({"title": "slow"})
    project.files.create(
        {
            "file_path": "fast.txt",
            "branch": "fast",
            "start_branch": "main",
            "content": "x",
            "commit_message": "Faster",
        }
    )
    request = project.mergerequests.create(
        {
            "source_branch": "fast",
            "target_branch": "main",
            "title": "Faster",
            "description": f"Closes #{issue.iid}",
        }
    )
    request.merge()
    assert [event.state for event in request.resourcestateevents.list(get_all=True)] == ["merged"]
    assert [event.state for event in issue.resourcestateevents.list(get_all=True)] == ["closed"]
