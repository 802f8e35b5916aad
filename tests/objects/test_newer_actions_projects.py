"""Actions of projects and what hangs on them, of their members, runners and releases."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import exceptions as exc
from tests.objects.test_newer_actions import Action, Chunks, check
from tests.objects.test_newer_resources import manager_at
from tests.objects.test_skeleton_actions import Canned

RANGE = {"trailer": "Changelog", "date": "2026-01-01"}
CAR = "/projects/1/merge_trains/merge_requests"
STATE = "/projects/1/terraform/state/prod"
LOCK = dict.fromkeys(("ID", "Operation", "Info", "Who", "Version", "Created", "Path"), "x")
ACTIONS = [
    Action(
        "group members 2",
        "override_ldap",
        {},
        "POST /groups/1/members/2/override",
        exc.GitlabSetError,
    ),
    Action(
        "group members 2",
        "remove_ldap_override",
        {},
        "DELETE /groups/1/members/2/override",
        exc.GitlabDeleteError,
    ),
    Action(
        "group members 2",
        "set_state",
        {"state": "awaiting"},
        "PUT /groups/1/members/2/state",
        exc.GitlabUpdateError,
        {"state": "awaiting"},
    ),
    Action(
        "group members",
        "approve",
        {"member_id": 3},
        "PUT /groups/1/members/3/approve",
        exc.GitlabUpdateError,
    ),
    Action(
        "group members",
        "approve_all",
        {},
        "POST /groups/1/members/approve_all",
        exc.GitlabUpdateError,
    ),
    Action(
        "gl namespaces 2",
        "lift_storage_limit",
        {"reason": "moving"},
        "POST /namespaces/2/storage/limit_exclusion",
        exc.GitlabCreateError,
        {"reason": "moving"},
    ),
    Action(
        "gl namespaces 2",
        "restore_storage_limit",
        {},
        "DELETE /namespaces/2/storage/limit_exclusion",
        exc.GitlabDeleteError,
    ),
    *(
        Action(
            f"{place} runners",
            "reset_registration_token",
            {},
            f"POST {path}/runners/reset_registration_token",
            exc.GitlabRotateError,
        )
        for place, path in (("gl", ""), ("group", "/groups/1"), ("project", "/projects/1"))
    ),
    Action(
        "gl runners 2",
        "reset_authentication_token",
        {},
        "POST /runners/2/reset_authentication_token",
        exc.GitlabRotateError,
    ),
    Action(
        "project mergerequests 2",
        "list_diffs",
        {"unidiff": True},
        "GET /projects/1/merge_requests/2/diffs",
        exc.GitlabListError,
        query={"unidiff": True},
    ),
    *(
        Action(
            f"{root} milestones 2",
            "burndown_events",
            {},
            f"GET /{root}s/1/milestones/2/burndown_events",
            exc.GitlabListError,
        )
        for root in ("group", "project")
    ),
    Action(
        "project releases 2",
        "collect_evidence",
        {},
        "POST /projects/1/releases/2/evidence",
        exc.GitlabCreateError,
    ),
    Action(
        "project releases",
        "latest",
        {},
        "GET /projects/1/releases/permalink/latest",
        exc.GitlabGetError,
    ),
    Action(
        "project remote_mirrors 2",
        "public_key",
        {},
        "GET /projects/1/remote_mirrors/2/public_key",
        exc.GitlabGetError,
    ),
    Action(
        "project",
        "update_changelog",
        {"version": "1.0.0", "from_": "v0", "to": "main", "branch": "next", **RANGE},
        "POST /projects/1/repository/changelog",
        exc.GitlabCreateError,
        {"version": "1.0.0", "from": "v0", "to": "main", "branch": "next", **RANGE},
    ),
    Action(
        "project",
        "repository_health",
        {"generate": True},
        "GET /projects/1/repository/health",
        exc.GitlabGetError,
        query={"generate": True},
    ),
    Action(
        "project jobs 2",
        "artifacts_tree",
        {"path": "public", "recursive": True},
        "GET /projects/1/jobs/2/artifacts/tree",
        exc.GitlabListError,
        query={"path": "public", "recursive": True},
    ),
    Action(
        "project tags 2",
        "signature",
        {},
        "GET /projects/1/repository/tags/2/signature",
        exc.GitlabGetError,
    ),
    Action(
        "project pipelines 2",
        "update_metadata",
        {"name": "nightly"},
        "PUT /projects/1/pipelines/2/metadata",
        exc.GitlabUpdateError,
        {"name": "nightly"},
    ),
    Action(
        "project issues 2",
        "clone",
        {"to_project_id": 7, "with_notes": True},
        "POST /projects/1/issues/2/clone",
        exc.GitlabCreateError,
        {"to_project_id": 7, "with_notes": True},
    ),
    Action(
        "project issues 2 links",
        "get_link",
        {"issue_link_id": 3},
        "GET /projects/1/issues/2/links/3",
        exc.GitlabGetError,
    ),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.name}-{action.request}")
def test_actions_ask_gitlab_for_what_they_are_called(action: Action) -> None:
    check(action)


@pytest.mark.parametrize(
    ("place", "name", "arguments", "path"),
    [
        ("project mergerequests 2", "raw_diffs", (), "/projects/1/merge_requests/2/raw_diffs"),
        (
            "project releases 2",
            "download_asset",
            ("bin/tool one",),
            "/projects/1/releases/2/downloads/bin/tool%20one",
        ),
        (
            "project snippets 2",
            "file_content",
            ("main", "src/a.py"),
            "/projects/1/snippets/2/files/main/src%2Fa.py/raw",
        ),
        (
            "gl snippets 2",
            "file_content",
            ("main", "src/a.py"),
            "/snippets/2/files/main/src%2Fa.py/raw",
        ),
        (
            "project packages 2 package_files 3",
            "download",
            (),
            "/projects/1/packages/2/package_files/3/download",
        ),
    ],
)
def test_files_are_downloaded(place: str, name: str, arguments: tuple[str, ...], path: str) -> None:
    client = Chunks(None)
    assert getattr(manager_at(client, place), name)(*arguments) == b"png"
    assert client.sent == ("GET", path)
    assert client.calls[0].error is exc.GitlabGetError


def test_a_changelog_is_returned_as_markdown() -> None:
    client = Canned({"notes": "## 1.0.0"})
    project: Any = manager_at(client, "project")
    assert project.repository_changelog("1.0.0", from_="v0", to="main", **RANGE) == "## 1.0.0"
    assert client.sent == ("GET", "/projects/1/repository/changelog")
    assert client.calls[0].query == {"version": "1.0.0", "from": "v0", "to": "main", **RANGE}
    assert client.calls[0].error is exc.GitlabGetError


def test_a_merge_request_gets_on_its_train() -> None:
    client = Canned([{"id": 9}])
    cars = manager_at(client, "project merge_train_merge_requests")
    assert cars.add(2, auto_merge=True, sha="f00") == [{"id": 9}]
    assert client.sent == ("POST", f"{CAR}/2")
    assert client.calls[0].body == {"auto_merge": True, "sha": "f00"}
    assert client.calls[0].error is exc.GitlabCreateError


def test_a_train_is_listed_by_its_branch() -> None:
    client = Canned(None)
    manager_at(client, "project merge_trains").list_branch("feature/one", scope="active")
    assert client.sent == ("GET", "/projects/1/merge_trains/feature%2Fone")
    assert client.calls[0].query == {"scope": "active"}


def test_a_state_is_known_by_its_name_without_a_request() -> None:
    client = Canned(None)
    state: Any = manager_at(client, "project terraform_states").get("prod")
    assert (state.name, state.versions.get(3).serial) == ("prod", 3)
    assert client.calls == []


@pytest.mark.parametrize(
    ("name", "arguments", "method", "below", "query", "body", "error"),
    [
        ("lock", (LOCK,), "POST", "/lock", {}, LOCK, exc.GitlabSetError),
        ("unlock", ("x",), "DELETE", "/lock", {"ID": "x"}, None, exc.GitlabDeleteError),
        ("upload", (b"{}", "x"), "POST", "", {"ID": "x"}, b"{}", exc.GitlabUploadError),
        ("delete", (), "DELETE", "", {}, None, exc.GitlabDeleteError),
    ],
)
def test_a_state_is_locked_written_and_deleted(
    name: str,
    arguments: tuple[Any, ...],
    method: str,
    below: str,
    query: dict[str, str],
    body: Any,
    error: type[exc.GitlabError],
) -> None:
    client = Canned(None)
    state = manager_at(client, "project terraform_states").get("prod")
    getattr(state, name)(*arguments)
    [call] = client.calls
    assert client.sent == (method, STATE + below)
    assert (call.query, call.body or None, call.error) == (query, body, error)


@pytest.mark.parametrize("serial", [None, 3])
def test_states_and_their_versions_are_downloaded(serial: int | None) -> None:
    client = Chunks(None)
    state = manager_at(client, "project terraform_states").get("prod")
    if serial is None:
        assert state.download() == b"png"
        assert client.sent == ("GET", STATE)
    else:
        assert state.versions.get(serial).download() == b"png"
        assert client.sent == ("GET", f"{STATE}/versions/3")
