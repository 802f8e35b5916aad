"""Actions on vulnerabilities, licenses, virtual registries, suggestions and migrations."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import exceptions as exc
from tests.objects.test_newer_actions import Action, Chunks, check
from tests.objects.test_newer_resources import manager_at
from tests.objects.test_skeleton_actions import Canned

UPSTREAM = "https://registry.example"
LOGIN = {"url": UPSTREAM, "username": "me", "password": "secret"}
CONTEXT = "project mergerequests 2 context_commits"
ACTIONS = [
    *(
        Action(
            "gl vulnerabilities 2",
            name,
            {"comment": "seen"},
            f"POST /vulnerabilities/2/{name}",
            exc.GitlabUpdateError,
            {"comment": "seen"},
        )
        for name in ("confirm", "resolve", "revert")
    ),
    Action(
        "gl vulnerabilities 2",
        "dismiss",
        {},
        "POST /vulnerabilities/2/dismiss",
        exc.GitlabUpdateError,
    ),
    Action(
        "gl vulnerabilities 2",
        "flag_ai_detection",
        {"confidence_score": 80, "description": "a test"},
        "POST /vulnerabilities/2/flags/ai_detection",
        exc.GitlabCreateError,
        {"confidence_score": 80, "description": "a test"},
    ),
    Action(
        "gl container_upstreams 2",
        "test",
        LOGIN,
        "POST /virtual_registries/container/upstreams/2/test",
        exc.GitlabVerifyError,
        LOGIN,
    ),
    Action(
        "group container_upstreams",
        "test",
        LOGIN,
        "POST /groups/1/-/virtual_registries/container/upstreams/test",
        exc.GitlabVerifyError,
        LOGIN,
    ),
    *(
        Action(
            f"gl {place} 2",
            "delete_cache",
            {},
            f"DELETE /virtual_registries/container/{path}/2/cache",
            exc.GitlabDeleteError,
        )
        for place, path in (
            ("container_virtual_registries", "registries"),
            ("container_upstreams", "upstreams"),
        )
    ),
    Action(
        "gl suggestions",
        "apply",
        {"id": 3, "commit_message": "as said"},
        "PUT /suggestions/3/apply",
        exc.GitlabUpdateError,
        {"commit_message": "as said"},
    ),
    Action(
        "gl suggestions",
        "batch_apply",
        {"ids": [3, 4]},
        "PUT /suggestions/batch_apply",
        exc.GitlabUpdateError,
        {"ids": [3, 4]},
    ),
    Action(
        CONTEXT,
        "add",
        {"commits": ["f00"]},
        "POST /projects/1/merge_requests/2/context_commits",
        exc.GitlabCreateError,
        {"commits": ["f00"]},
    ),
    Action(
        CONTEXT,
        "remove",
        {"commits": ["f00"]},
        "DELETE /projects/1/merge_requests/2/context_commits",
        exc.GitlabDeleteError,
        query={"commits[]": ["f00"]},
    ),
    Action(
        "gl database_migrations",
        "pending",
        {"database": "ci"},
        "GET /admin/migrations/pending",
        exc.GitlabGetError,
        query={"database": "ci"},
    ),
    Action(
        "gl database_migrations",
        "mark",
        {"timestamp": 20260101000000, "database": "ci"},
        "POST /admin/migrations/20260101000000/mark",
        exc.GitlabUpdateError,
        {"database": "ci"},
    ),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.name}-{action.request}")
def test_actions_ask_gitlab_for_what_they_are_called(action: Action) -> None:
    check(action)


def test_a_decision_about_a_vulnerability_shows_in_its_state() -> None:
    vulnerability: Any = manager_at(Canned({"id": 2, "state": "dismissed"}), "gl vulnerabilities 2")
    vulnerability.dismiss()
    assert vulnerability.state == "dismissed"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"id": 70, "vulnerability_link_id": 5}, id="as-lists-have-it"),
        pytest.param({"id": 5, "link_type": "related", "issue": {"id": 70}}, id="as-it-is-made"),
    ],
)
def test_a_link_to_an_issue_is_deleted_by_the_links_own_id(answer: dict[str, Any]) -> None:
    client = Canned(answer)
    links: Any = manager_at(client, "gl vulnerabilities 2 issue_links")
    links.create({"target_issue_iid": 7}).delete()
    assert client.calls[1].path == "/vulnerabilities/2/issue_links/5"


@pytest.mark.parametrize("provider", ["saml", "scim"])
def test_identities_are_listed_beside_where_each_one_is(provider: str) -> None:
    client = Canned([{"extern_uid": "mary@sso", "user_id": 2, "active": True}])
    manager_at(client, f"group {provider}_identities").list()
    assert client.sent == ("GET", f"/groups/1/{provider}/identities")


def test_licenses_are_listed_beside_where_each_one_is() -> None:
    client = Canned([{"id": 2}])
    manager_at(client, "gl gitlab_licenses").list()
    assert client.sent == ("GET", "/licenses")


@pytest.mark.parametrize("answer", [True, False])
def test_counting_billable_users_again_says_whether_it_was_begun(answer: bool) -> None:
    client = Canned({"success": answer})
    assert manager_at(client, "gl gitlab_licenses").refresh_billable_users(2) is answer
    assert client.sent == ("PUT", "/license/2/refresh_billable_users")
    assert client.calls[0].error is exc.GitlabUpdateError


def test_a_merge_request_waits_for_one_named_by_id_or_by_iid() -> None:
    client = Canned({"id": 9})
    blocks = manager_at(client, "project mergerequests 2 blocks")
    blocks.create({"blocking_merge_request_id": 70})
    assert client.sent == ("POST", "/projects/1/merge_requests/2/blocks")
    assert client.calls[0].body == {"blocking_merge_request_id": 70}
    with pytest.raises(AttributeError):
        blocks.create({})


@pytest.mark.parametrize(
    ("place", "name", "path"),
    [
        ("gl gitlab_licenses", "usage_export", "/license/usage_export"),
        *(
            (f"gl {kind} 2", "download", f"/security/{kind}/2/download")
            for kind in ("vulnerability_exports", "vulnerability_archive_exports")
        ),
    ],
)
def test_files_are_downloaded(place: str, name: str, path: str) -> None:
    client = Chunks(None)
    assert getattr(manager_at(client, place), name)() == b"png"
    assert client.sent == ("GET", path)
    assert client.calls[0].error is exc.GitlabGetError
