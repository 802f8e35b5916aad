from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from gitlab.sandbox.demo import demo

SEED = demo()
PROJECTS = {project["full_path"]: project for project in SEED["projects"]}


@pytest.fixture(scope="module")
def planted() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as box:
        yield box


def listed(box: Sandbox, path: str, token: str = "glpat-demo-alice") -> tuple[int, Any]:
    target = f"/api/v4/projects/{path.replace('/', '%2F')}/job_token_scope/{{}}?per_page=100"
    status, _, body = box.request("GET", target.format("allowlist"), {"PRIVATE-TOKEN": token})
    return status, json.loads(body)


def test_the_demo_is_the_same_every_time() -> None:
    assert demo() == SEED


def test_ids_count_from_one() -> None:
    for part in ("groups", "projects"):
        assert [row["id"] for row in SEED[part]] == list(range(1, len(SEED[part]) + 1))


def test_what_is_being_deleted_carries_its_id_in_its_path() -> None:
    (retired,) = (project for project in PROJECTS.values() if project["pending_delete"])
    assert retired["full_path"].endswith(f"-deletion_scheduled-{retired['id']}")


def test_no_project_is_more_visible_than_its_group() -> None:
    order = ["private", "internal", "public"]
    groups = {group["full_path"]: order.index(group["visibility"]) for group in SEED["groups"]}
    for path, project in PROJECTS.items():
        assert order.index(project["visibility"]) <= groups[path.rpartition("/")[0]]


def test_no_project_lists_itself_or_anything_twice() -> None:
    for project in PROJECTS.values():
        for kind, target in (("projects", "target_project_id"), ("groups", "target_group_id")):
            entries = project["allowlist"][kind]
            ids = [entry if isinstance(entry, int) else entry[target] for entry in entries]
            assert len(set(ids)) == len(ids) <= 200
            assert kind == "groups" or project["id"] not in ids


def test_seeding_is_quick_enough_for_every_test() -> None:
    start = time.perf_counter()
    Sandbox(seed="demo").close()
    # A tenth of it on a quiet machine.
    assert time.perf_counter() - start < 2


def test_a_maintainer_of_the_company_reads_every_allowlist(planted: Sandbox) -> None:
    status, items = listed(planted, "acme/app")
    assert status == 200
    assert [item["path_with_namespace"] for item in items] == [
        "acme/app",
        "acme/platform/ci-templates",
    ]


@pytest.mark.parametrize(
    ("user", "status"),
    [("bob", 403), ("carol", 403), ("dave", 403), ("erin", 404), ("mallory", 403), ("root", 401)],
)
def test_others_may_not(planted: Sandbox, user: str, status: int) -> None:
    # The project is internal: dave may look at it, erin is external and may not.
    assert listed(planted, "acme/app", f"glpat-demo-{user}")[0] == status


def test_a_moved_project_is_found_at_its_old_path(planted: Sandbox) -> None:
    status, _, _ = planted.request(
        "GET",
        "/api/v4/projects/acme%2Fhelpdesk%2Fci-templates/job_token_scope",
        {"PRIVATE-TOKEN": "glpat-demo-alice"},
    )
    assert status == 301


@pytest.mark.parametrize(
    ("token", "status"),
    [("read-only", 200), ("fine-grained", 200), ("revoked", 401), ("expired", 401)],
)
def test_alice_has_a_token_of_each_kind(planted: Sandbox, token: str, status: int) -> None:
    assert listed(planted, "acme/app", f"glpat-demo-alice-{token}")[0] == status
