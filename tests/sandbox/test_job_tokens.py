"""Job tokens: where they count, what they open, and what stays in the log."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.small import ask

ROOT = {"PRIVATE-TOKEN": "glpat-sandbox-root"}
RELEASES = "/api/v4/projects/100/registry/repositories"
PACKAGE = "/api/v4/projects/100/packages/conan/v1/ping"

SEED: dict[str, Any] = {
    "groups": [{"id": 10, "full_path": "acme"}],
    "users": [{"id": 3, "username": "mary"}, {"id": 4, "username": "dave"}],
    "projects": [
        {"id": 100, "full_path": "acme/target", "allowlist": {"projects": [101]}},
        {"id": 101, "full_path": "acme/caller"},
        {"id": 102, "full_path": "acme/other", "visibility": "public"},
        {"id": 103, "full_path": "acme/third"},
    ],
    "members": [{"group": "acme", "user": "dave", "role": "developer"}],
    "tokens": [{"user": "mary", "token": "mary-token"}],
    "jobs": [
        {"id": 1, "project_id": 101, "user": "dave", "status": "running", "token": "glcbt-1"},
        {"id": 2, "project_id": 100, "user": "dave", "status": "running", "token": "glcbt-2"},
        {"id": 3, "project_id": 101, "user": "root", "status": "running", "token": "glcbt-3"},
    ],
}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(SEED) as sandbox:
        yield sandbox


def basic(name: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({"JOB-TOKEN": "glcbt-1"}, ""),
        ({"Authorization": "Bearer glcbt-1"}, ""),
        (basic("gitlab-ci-token", "glcbt-1"), ""),
        ({}, "?job_token=glcbt-1"),
        ({}, "?token=glcbt-1"),
        ({"JOB-TOKEN": "nonsense"}, "?job_token=glcbt-1"),
    ],
)
def test_job_token_may_stand_in_five_places(
    box: Sandbox, headers: dict[str, str], query: str
) -> None:
    assert ask(box, "GET", PACKAGE + query, headers=headers)[0] == 501


def test_basic_authentication_counts_only_for_registries_and_terraform(box: Sandbox) -> None:
    headers = basic("gitlab-ci-token", "glcbt-1")
    assert ask(box, "GET", "/api/v4/job", headers=headers)[0] == 401


def test_private_token_beats_the_job_token_even_when_it_is_wrong(box: Sandbox) -> None:
    both = {"JOB-TOKEN": "glcbt-1", "PRIVATE-TOKEN": "mary-token"}
    assert ask(box, "GET", PACKAGE, headers=both)[0] == 404
    assert ask(box, "GET", PACKAGE, headers=both | {"PRIVATE-TOKEN": "wrong"})[0] == 401


def test_job_token_among_private_tokens_is_not_looked_at(box: Sandbox) -> None:
    assert ask(box, "GET", PACKAGE, headers={"PRIVATE-TOKEN": "glcbt-1"})[0] == 401
    both = {"PRIVATE-TOKEN": "glcbt-garbage", "JOB-TOKEN": "glcbt-1"}
    assert ask(box, "GET", PACKAGE, headers=both)[0] == 501


def test_job_token_that_is_too_long_is_refused(box: Sandbox) -> None:
    headers = {"JOB-TOKEN": "glcbt-" + "x" * 9000}
    assert ask(box, "GET", PACKAGE, headers=headers)[0] == 401


def test_endpoint_without_rule_lets_in_as_gitlab_does_and_names_itself(box: Sandbox) -> None:
    headers = {"JOB-TOKEN": "glcbt-1"}
    status, _, body = ask(box, "GET", PACKAGE, headers=headers)
    assert status == 501
    assert body["message"].endswith("GET /projects/:id/packages/conan/v1/ping")
    closed = PACKAGE.replace("100", "103")
    text = "403 Forbidden - Authentication by CI/CD job token not allowed from caller to project"
    assert ask(box, "GET", closed, headers=headers)[::2] == (403, {"message": f"{text} #103."})


def test_administrators_job_is_no_administrator_in_other_projects(box: Sandbox) -> None:
    headers = {"JOB-TOKEN": "glcbt-3"}
    assert ask(box, "GET", PACKAGE, headers=headers)[0] == 501
    assert ask(box, "GET", PACKAGE.replace("100", "103"), headers=headers)[0] == 403


@pytest.mark.parametrize(("version", "project"), [("18.11", "acme/third"), ("19.4", "#103")])
def test_refusal_names_the_project_as_the_version_does(version: str, project: str) -> None:
    with Sandbox(SEED, version=version) as box:
        target = PACKAGE.replace("100", "103")
        _, _, body = ask(box, "GET", target, headers={"JOB-TOKEN": "glcbt-1"})
    assert body["message"].endswith(f"from caller to project {project}.")


@pytest.mark.parametrize(("version", "status"), [("17.11", 403), ("18.11", 501)])
def test_outbound_list_of_the_origin_counted_until_18(version: str, status: int) -> None:
    projects = [project | {"outbound_enabled": True} for project in SEED["projects"]]
    with Sandbox(SEED | {"projects": projects}, version=version) as box:
        assert ask(box, "GET", PACKAGE, headers={"JOB-TOKEN": "glcbt-1"})[0] == status


def test_fine_grained_entries_count_since_18_3() -> None:
    entry = {"target_project_id": 101, "default_permissions": False}
    target = SEED["projects"][0] | {"allowlist": {"projects": [entry]}}
    seed = SEED | {"projects": [target, *SEED["projects"][1:]]}
    found = []
    for version in ("17.11", "18.11"):
        with Sandbox(seed, version=version) as box:
            found.append(ask(box, "GET", PACKAGE, headers={"JOB-TOKEN": "glcbt-1"})[0])
    assert found == [501, 403]
