"""Actions of projects and what hangs on them, of their members, runners and releases."""

from __future__ import annotations

import io
from typing import Any

import pytest

from gitlab import Gitlab, exceptions as exc
from tests.objects.test_newer_actions import Action, Chunks, check
from tests.objects.test_newer_resources import manager_at
from tests.objects.test_repository_actions import Echo
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
        "reset_token",
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
    *(
        Action("project", name, arguments, request, error, body)
        for name, arguments, request, error, body in (
            (
                "check_pages_access",
                {},
                "GET /projects/1/pages_access",
                exc.GitlabGetError,
                None,
            ),
            (
                "import_members",
                {"source_project_id": "a/b"},
                "POST /projects/1/import_project_members/a%2Fb",
                exc.GitlabImportError,
                None,
            ),
            (
                "recalculate_repository_size",
                {},
                "POST /projects/1/repository_size",
                exc.GitlabUpdateError,
                None,
            ),
            (
                "scan_sast",
                {"file_path": "a.py", "content": "eval(x)"},
                "POST /projects/1/security_scans/sast/scan",
                exc.GitlabGetError,
                {"file_path": "a.py", "content": "eval(x)"},
            ),
            (
                "import_git",
                {"import_url": "https://git.example/a.git", "import_url_password": "secret"},
                "POST /projects/1/import/git",
                exc.GitlabImportError,
                {"import_url": "https://git.example/a.git", "import_url_password": "secret"},
            ),
            (
                "relation_imports",
                {},
                "GET /projects/1/relation-imports",
                exc.GitlabListError,
                None,
            ),
        )
    ),
    Action(
        "project product_analytics",
        "meta",
        {},
        "POST /projects/1/product_analytics/request/meta",
        exc.GitlabGetError,
    ),
    *(
        Action(
            "project product_analytics",
            name,
            {"query": {"limit": 1}, "query_type": "multi"},
            f"POST /projects/1/product_analytics/request/{path}",
            exc.GitlabGetError,
            {"query": {"limit": 1}, "queryType": "multi"},
        )
        for name, path in (("load", "load"), ("dry_run", "dry-run"))
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


def test_an_offline_export_keeps_the_buckets_secret_in_the_body() -> None:
    client = Canned({"id": 9})
    bucket = {"aws_access_key_id": "AKIA", "aws_secret_access_key": "secret", "region": "eu"}
    told = {
        "bucket": "exports",
        "source_hostname": "gitlab.example.com",
        "aws_s3_configuration": bucket,
        "entities": [{"full_path": "acme"}],
    }
    manager_at(client, "gl offline_exports").create(told)
    assert client.sent == ("POST", "/offline_exports")
    assert (client.calls[0].query, client.calls[0].body) == ({}, told)
    assert client.calls[0].error is exc.GitlabCreateError


def test_placeholders_are_read_and_reassigned_as_csv() -> None:
    chunks = Chunks(None)
    assert manager_at(chunks, "group placeholder_reassignments").download() == b"png"
    assert chunks.sent == ("GET", "/groups/1/placeholder_reassignments")
    client = Canned({"message": "started"})
    reassignments = manager_at(client, "group placeholder_reassignments")
    assert reassignments.upload(b"a,b") == {"message": "started"}
    assert client.sent == ("POST", "/groups/1/placeholder_reassignments")
    assert client.calls[0].files == {"file": ("reassignments.csv", b"a,b", "text/csv")}
    assert client.calls[0].error is exc.GitlabUploadError


def test_a_part_of_an_export_goes_out_with_the_project_it_is_for() -> None:
    client = Canned({"id": 9})
    content = io.BytesIO(b"tar")
    assert client.projects.import_relation(content, "a/b", "issues") == {"id": 9}
    [call] = client.calls
    assert client.sent == ("POST", "/projects/import-relation")
    assert call.body == {"path": "a/b", "relation": "issues"}
    assert call.files == {"file": ("file.tar.gz", content, "application/octet-stream")}
    assert call.error is exc.GitlabImportError


def test_imports_from_elsewhere_are_started_and_stopped() -> None:
    client = Canned({"id": 9})
    login = {"bitbucket_email": "mary@example.com", "bitbucket_api_token": "secret"}
    client.projects.import_bitbucket("team/repo", "acme", **login)
    client.projects.cancel_github_import(9)
    started, stopped = client.calls
    assert (started.method, started.path) == ("POST", "/import/bitbucket")
    assert started.body == {"repo_path": "team/repo", "target_namespace": "acme", **login}
    assert (stopped.method, stopped.path) == ("POST", "/import/github/cancel")
    assert stopped.body == {"project_id": 9}


@pytest.mark.parametrize(
    ("name", "arguments", "script"),
    [
        (
            "google_cloud_integrations_script",
            {"google_cloud_artifact_registry_project_id": "p"},
            "integrations.sh",
        ),
        (
            "google_cloud_runner_script",
            {"google_cloud_project_id": "p"},
            "runner_deployment_project.sh",
        ),
    ],
)
def test_scripts_for_google_cloud_are_text(
    name: str, arguments: dict[str, str], script: str
) -> None:
    echo = Echo("#!/bin/sh")
    project = Gitlab("https://gitlab.example.com", transport=echo).projects.get(1, lazy=True)
    assert getattr(project, name)(**arguments) == '"#!/bin/sh"'
    [(name, value)] = arguments.items()
    assert echo.sent == ("GET", f"/projects/1/google_cloud/setup/{script}?{name}={value}")


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
