"""A review: comments that nobody else sees until they are published."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError, GitlabGetError
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def request_(gl: Gitlab) -> Any:
    project = gl.projects.create(
        {"name": "app", "initialize_with_readme": True, "visibility": "internal"}
    )
    project.branches.create({"branch": "work", "ref": "main"})
    return project.mergerequests.create(
        {"source_branch": "work", "target_branch": "main", "title": "Work"}
    )


def test_a_draft_is_written_changed_and_published(request_: Any) -> None:
    draft = request_.draft_notes.create({"note": "Hm"})
    assert (draft.author_id, draft.resolve_discussion, draft.discussion_id) == (1, False, None)
    assert draft.merge_request_id == request_.id
    draft.note = "Hm!"
    draft.save()
    assert [each.note for each in request_.draft_notes.list(get_all=True)] == ["Hm!"]
    assert request_.notes.list(get_all=True) == []
    draft.publish()
    assert request_.draft_notes.list(get_all=True) == []
    (note,) = request_.notes.list(get_all=True)
    assert (note.body, note.resolvable) == ("Hm!", False)


def test_a_review_answers_threads_and_resolves_them(request_: Any) -> None:
    thread = request_.discussions.create({"body": "Why?"})
    request_.draft_notes.create(
        {"note": "Because", "in_reply_to_discussion_id": thread.id, "resolve_discussion": True}
    )
    request_.draft_notes.create({"note": "And well done"})
    request_.draft_notes.bulk_publish()
    assert request_.draft_notes.list(get_all=True) == []
    answered = request_.discussions.get(thread.id)
    assert [note["body"] for note in answered.attributes["notes"]] == ["Why?", "Because"]
    assert all(note["resolved"] for note in answered.attributes["notes"])
    assert len(request_.discussions.list(get_all=True)) == 2


def test_drafts_are_their_authors_alone(request_: Any, wire: Wire) -> None:
    wire.join("ann")
    draft = request_.draft_notes.create({"note": "Mine"})
    path = f"/projects/{request_.project_id}/merge_requests/{request_.iid}/draft_notes"
    assert wire(f"GET {path}", by="ann").body == []
    for verb in ("GET", "DELETE"):
        assert wire(f"{verb} {path}/{draft.id}", by="ann").status == 404
    assert wire(f"PUT {path}/{draft.id}/publish", by="ann").status == 404
    assert wire(f"GET {path}", by="").status == 401
    draft.delete()
    with pytest.raises(GitlabGetError, match="404"):
        request_.draft_notes.get(draft.id)


def test_a_draft_has_text_and_answers_what_is_there(request_: Any) -> None:
    with pytest.raises(GitlabCreateError, match="note"):
        request_.draft_notes.create({"note": ""})
    with pytest.raises(GitlabCreateError, match="discussion_id"):
        request_.draft_notes.create({"note": "x", "in_reply_to_discussion_id": "f00"})
