"""What is left out, sent as null or names something else is refused or passed over."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from tests.sandbox.tours.conftest import Wire


@pytest.mark.parametrize(
    ("request_line", "body", "answer"),
    [
        ("POST /projects/1/runners", {}, {"error": "runner_id is missing"}),
        (
            "POST /applications",
            {"name": "a", "redirect_uri": "https://x.org", "scopes": None},
            {"message": {"scopes": ["can't be blank"]}},
        ),
        (
            "POST /groups/g/saml_group_links",
            {"saml_group_name": None, "access_level": 30},
            {"message": "Saml group name can't be blank"},
        ),
    ],
)
def test_nothing_is_no_value(
    wire: Wire, gl: Gitlab, request_line: str, body: Any, answer: Any
) -> None:
    gl.projects.create({"name": "app"})
    gl.groups.create({"name": "g", "path": "g"})
    reply = wire(request_line, json=body)
    assert (reply.status, reply.body) == (400, answer)


def test_a_milestone_of_others_is_passed_over(wire: Wire, gl: Gitlab) -> None:
    app, other = (gl.projects.create({"name": name}) for name in ("app", "other"))
    theirs, label = (
        other.milestones.create({"title": "v1"}),
        app.labels.create({"name": "bug", "color": "red"}),
    )
    for id in (theirs.id, label.id, 999):
        made = wire(f"POST /projects/{app.id}/issues", {"title": "t", "milestone_id": id})
        assert (made.status, made.body["milestone"]) == (201, None)


def test_null_changes_neither_branches_nor_dates(wire: Wire, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    project.branches.create({"branch": "topic", "ref": "main"})
    path = f"/projects/{project.id}"
    sent = {"title": "t", "source_branch": "topic", "target_branch": "main"}
    assert wire(f"POST {path}/merge_requests", sent).status == 201
    refused = wire(f"PUT {path}/merge_requests/1", json={"target_branch": None})
    assert refused.body == {"message": {"target_branch": ["can't be blank"]}}
    made = wire(f"POST {path}/releases", {"tag_name": "v1", "ref": "main"}).body
    kept = wire(f"PUT {path}/releases/v1", json={"released_at": None})
    assert (kept.status, kept.body["released_at"]) == (200, made["released_at"])
