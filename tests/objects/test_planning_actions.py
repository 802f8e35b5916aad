"""Where epics, invitations, to-do items and discussions differ from the usual verbs."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab.v4.objects.boards import ProjectBoard, ProjectBoardManager
from gitlab.v4.objects.discussions import (
    ProjectMergeRequestDiscussion,
    ProjectMergeRequestDiscussionManager,
)
from gitlab.v4.objects.epics import GroupEpic, GroupEpicIssue, GroupEpicIssueManager
from gitlab.v4.objects.groups import Group
from gitlab.v4.objects.invitations import GroupInvitation, GroupInvitationManager
from gitlab.v4.objects.notes import (
    ProjectMergeRequestDiscussionNoteManager,
    ProjectMergeRequestNote,
    ProjectMergeRequestNoteManager,
)
from gitlab.v4.objects.todos import Todo, TodoManager
from tests.objects.test_skeleton_actions import Canned


def epic_issues(client: Canned) -> GroupEpicIssueManager:
    epic = GroupEpic(GroupEpicIssueManager(client), {"iid": 7, "group_id": 3})
    return GroupEpicIssueManager(client, parent=epic)


def invitations(client: Canned) -> GroupInvitationManager:
    return GroupInvitationManager(client, parent=Group(client.groups, {"id": 3}))


def discussions(client: Canned) -> ProjectMergeRequestDiscussionManager:
    manager = ProjectMergeRequestDiscussionManager(client)
    manager._own_parent_attrs = {"project_id": 1, "mr_iid": 2}
    return manager


def test_an_assigned_issue_is_known_by_its_assignment() -> None:
    client = Canned({"id": 11, "relative_position": 5, "epic": {"iid": 7}, "issue": {"id": 55}})
    assigned = epic_issues(client).create({"issue_id": 55})
    assert client.sent == ("POST", "/groups/3/epics/7/issues/55")
    assert client.calls[0].body is None
    assert (assigned.get_id(), assigned.epic_issue_id, assigned.issue) == (11, 11, {"id": 55})


def test_an_issue_is_not_assigned_without_its_id() -> None:
    client = Canned({})
    with pytest.raises(AttributeError, match="Missing attributes: issue_id"):
        epic_issues(client).create()
    assert client.calls == []


def test_a_moved_issue_stays_the_issue_it_was() -> None:
    client = Canned([{"epic_issue_id": 12, "title": "another"}])
    issue = GroupEpicIssue(epic_issues(client), {"epic_issue_id": 11, "title": "this one"})
    issue._updated_attrs["move_after_id"] = 12
    issue.save()
    assert client.sent == ("PUT", "/groups/3/epics/7/issues/11")
    assert client.calls[0].body == {"move_after_id": 12}
    assert (issue.get_id(), issue.title) == (11, "this one")


def test_an_issue_that_was_not_moved_is_not_sent() -> None:
    client = Canned({})
    GroupEpicIssue(epic_issues(client), {"epic_issue_id": 11}).save()
    assert client.calls == []


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"email": ["a@example.com", "b@example.com"]}, {"email": "a@example.com,b@example.com"}),
        ({"email": "a@example.com"}, {"email": "a@example.com"}),
        ({"user_id": [4, 5]}, {"user_id": "4,5"}),
        ({"user_id": 4}, {"user_id": 4}),
    ],
)
def test_several_are_invited_in_one_text(given: Any, sent: dict[str, Any]) -> None:
    client = Canned({"status": "success"})
    data: Any = {"access_level": 30, **given}
    answer = invitations(client).create(data)
    assert client.calls[0].body == {"access_level": 30, **sent}
    assert answer.status == "success"


def test_lists_of_tasks_stay_lists() -> None:
    client = Canned({"status": "success"})
    invitations(client).create(
        {"access_level": 30, "email": "a@example.com", "tasks_to_be_done": ["ci", "code"]}
    )
    assert client.calls[0].body["tasks_to_be_done"] == ["ci", "code"]


def test_a_listed_invitation_is_withdrawn_by_its_address() -> None:
    client = Canned({})
    GroupInvitation(invitations(client), {"invite_email": "a@example.com"}).delete()
    assert client.sent == ("DELETE", "/groups/3/invitations/a%40example.com")


def test_a_done_item_knows_that_it_is_done() -> None:
    client = Canned({"id": 9, "state": "done"})
    todo = Todo(TodoManager(client), {"id": 9, "state": "pending"})
    assert todo.mark_as_done() == {"id": 9, "state": "done"}
    assert client.sent == ("POST", "/todos/9/mark_as_done")
    assert todo.state == "done"


def test_a_discussion_is_resolved_by_saving_it() -> None:
    client = Canned({"id": "6a9c", "individual_note": False})
    discussion = ProjectMergeRequestDiscussion(discussions(client), {"id": "6a9c"})
    discussion.resolved = True
    discussion.save()
    assert client.sent == ("PUT", "/projects/1/merge_requests/2/discussions/6a9c")
    assert client.calls[0].body == {"resolved": True}


def test_managers_hide_what_gitlab_answers_under_their_name() -> None:
    client = Canned({})
    discussion = ProjectMergeRequestDiscussion(discussions(client), {"id": "6a9c", "notes": [1]})
    board = ProjectBoard(ProjectBoardManager(client), {"id": 1, "lists": [2]})
    assert isinstance(discussion.notes, ProjectMergeRequestDiscussionNoteManager)
    assert (discussion.attributes["notes"], board.attributes["lists"]) == ([1], [2])


def test_emoji_of_a_note_lie_below_all_its_parents() -> None:
    client = Canned({})
    notes = ProjectMergeRequestNoteManager(client)
    notes._own_parent_attrs = {"project_id": "a/b", "mr_iid": 2}
    note = ProjectMergeRequestNote(notes, {"id": 5})
    path = "/projects/a%2Fb/merge_requests/2/notes/5/award_emoji"
    assert note.awardemojis.path == path
