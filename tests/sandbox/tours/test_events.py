"""What users do in projects can be read afterwards."""

from __future__ import annotations

from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import Event


def told(events: list[Event]) -> list[tuple[str, str | None]]:
    return [(event.action_name, event.target_title) for event in events]


def test_a_projects_events_are_listed_the_newest_first(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    issue = project.issues.create({"title": "slow"})
    note = issue.notes.create({"body": "Very slow"})
    project.issues.update(issue.iid, {"state_event": "close"})
    events = project.events.list(get_all=True)
    assert told(list(events)) == [
        ("closed", "slow"),
        ("commented on", "slow"),
        ("opened", "slow"),
        ("created", None),
    ]
    assert (events[0].target_type, events[0].target_iid) == ("Issue", issue.iid)
    assert (events[1].target_id, events[1].note.get("body")) == (note.id, "Very slow")
    assert events[0].author_username == "root"
    (opened,) = project.events.list(action="created", target_type="issue", get_all=True)
    assert opened.id == events[2].id
    oldest = project.events.list(sort="asc", get_all=True)[0]
    assert oldest.action_name == "created"


def test_pushes_are_events_with_what_was_pushed(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    before = project.commits.get("main").id
    project.files.create(
        {
            "file_path": "a.txt",
            "branch": "main",
            "content": "x",
            "commit_message": "Add a\n\nWhy",
        }
    )
    project.branches.create({"branch": "topic", "ref": "main"})
    project.branches.delete("topic")
    project.tags.create({"tag_name": "v1", "ref": "main"})
    events = project.events.list(action="pushed", sort="asc", get_all=True)
    names = [event.action_name for event in events]
    assert names == ["pushed to", "pushed new", "deleted", "pushed new"]
    assert events[0].push_data == {
        "commit_count": 1,
        "action": "pushed",
        "ref_type": "branch",
        "commit_from": before,
        "commit_to": project.commits.get("main").id,
        "ref": "main",
        "commit_title": "Add a",
        "ref_count": None,
    }
    assert events[3].push_data["ref_type"] == "tag"


def test_users_see_what_others_did_where_they_may_look() -> None:
    with Sandbox({"users": [{"username": "mary"}]}) as box:
        gl, mary = box.client(), box.client("mary")
        hidden = gl.projects.create({"name": "hidden"})
        shown = gl.projects.create({"name": "shown", "visibility": "public"})
        root = mary.users.list(username="root", get_all=True)[0]
        assert [event.project_id for event in root.events.list(get_all=True)] == [shown.id]
        assert mary.events.list(get_all=True) == []
        mary_id = mary.http_get("/user")["id"]
        gl.projects.get(hidden.id).members.create({"user_id": mary_id, "access_level": 30})
        assert told(list(mary.events.list(get_all=True))) == [("joined", None)]
        everything = mary.events.list(scope="all", get_all=True)
        assert told(list(everything)) == [("joined", None), ("created", None)]
