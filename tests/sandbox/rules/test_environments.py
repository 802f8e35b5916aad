"""Environments, and what is deployed to them."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask

ENVIRONMENTS = "/projects/1/environments"
DEPLOYMENTS = "/projects/1/deployments"


def made(ask: Ask, name: str = "production", **attributes: Any) -> dict[str, Any]:
    status, answer, _ = ask("dev", f"POST {ENVIRONMENTS}", name=name, **attributes)
    assert status == 201, answer
    return dict(answer)


def deployed(ask: Ask, environment: str = "production", **attributes: Any) -> dict[str, Any]:
    told = {"sha": "main", "ref": "main", "tag": False, "status": "success"} | attributes
    status, answer, _ = ask("dev", f"POST {DEPLOYMENTS}", environment=environment, **told)
    assert status == 201, answer
    return dict(answer)


def test_a_new_environment_is_available_and_has_a_slug_and_a_tier(ask: Ask) -> None:
    found = made(ask, external_url="https://example.com")
    assert (found["slug"], found["tier"], found["state"]) == (
        "production",
        "production",
        "available",
    )
    assert found["external_url"] == "https://example.com"
    assert found["project"]["path_with_namespace"] == "acme/site"
    assert made(ask, "review/Fix 1")["tier"] == "development"
    assert made(ask, "shelf", tier="staging")["tier"] == "staging"


@pytest.mark.parametrize(
    "name", ["review/Fix 1", "9lives", "a" * 40, "a_b", "x/" + "b" * 15 + "-c"]
)
def test_slugs_are_short_dns_labels(ask: Ask, name: str) -> None:
    slug = made(ask, name)["slug"]
    assert len(slug) <= 24
    assert slug[0].isalpha()
    assert slug[-1].isalnum()
    assert "--" not in slug
    assert slug == slug.lower()
    assert slug.replace("-", "").isalnum()


def test_environments_that_gitlab_refuses(ask: Ask) -> None:
    made(ask)
    taken = ask("dev", f"POST {ENVIRONMENTS}", name="production")
    assert (taken.status, taken.json) == (400, {"message": {"name": ["has already been taken"]}})
    fixed = ask("dev", f"POST {ENVIRONMENTS}", name="a", slug="b")
    assert fixed.json == {"error": "slug is automatically generated and cannot be changed"}
    assert ask("dev", f"POST {ENVIRONMENTS}", name="/a").status == 400
    unsafe = ask("dev", f"POST {ENVIRONMENTS}", name="a", external_url="javascript:1")
    assert unsafe.json["message"]["external_url"] == [
        "is blocked: Only allowed schemes are http, https"
    ]


def test_lists_of_environments_are_filtered(ask: Ask) -> None:
    for name in ("production", "product", "staging"):
        made(ask, name)
    ask("dev", f"POST {ENVIRONMENTS}/{made(ask, 'old')['id']}/stop")

    def names(query: str) -> list[str]:
        return [found["name"] for found in ask("dev", f"GET {ENVIRONMENTS}?{query}").json]

    assert names("name=product") == ["product"]
    assert names("search=produ") == ["production", "product"]
    assert names("states=stopped") == ["old"]
    short = ask("dev", f"GET {ENVIRONMENTS}?search=pr")
    assert short.json == {"message": "400 Bad request - Search query is less than 3 characters"}
    both = ask("dev", f"GET {ENVIRONMENTS}?search=pro&name=a")
    assert both.json == {"error": "name, search are mutually exclusive"}


def test_only_a_stopped_environment_is_deleted(ask: Ask) -> None:
    place = f"{ENVIRONMENTS}/{made(ask)['id']}"
    renamed = ask("dev", f"PUT {place}", external_url="https://b.example", name="other").json
    assert (renamed["name"], renamed["external_url"]) == ("production", "https://b.example")
    assert ask("dev", f"DELETE {place}").status == 403
    stopped = ask("dev", f"POST {place}/stop")
    assert (stopped.status, stopped.json["state"]) == (200, "stopped")
    assert ask("dev", f"DELETE {place}").status == 204
    assert ask("dev", f"GET {place}").json == {"message": "404 Not found"}


def test_stale_environments_are_stopped_unless_protected(box: Sandbox, ask: Ask) -> None:
    old, kept = made(ask, "old"), made(ask, "kept")
    ask(
        "mark",
        "POST /projects/1/protected_environments",
        name="kept",
        deploy_access_levels=[{"access_level": 40}],
    )
    box.clock.advance(30 * 86_400)
    new = made(ask, "new")
    before = "2026-10-10T00:00:00Z"
    assert ask("dev", f"POST {ENVIRONMENTS}/stop_stale", before=before).status == 200
    states = {it["id"]: it["state"] for it in ask("dev", f"GET {ENVIRONMENTS}").json}
    assert states == {old["id"]: "stopped", kept["id"]: "available", new["id"]: "available"}
    late = ask("dev", f"POST {ENVIRONMENTS}/stop_stale", before="2026-10-20T00:00:00Z")
    assert late.json == {"message": "400 Bad request - Invalid Date"}


def test_old_stopped_review_apps_are_to_be_deleted_once(box: Sandbox, ask: Ask) -> None:
    for name in ("review/a", "review/b", "production"):
        place = f"{ENVIRONMENTS}/{made(ask, name)['id']}"
        if name != "review/b":
            ask("dev", f"POST {place}/stop")
    box.clock.advance(40 * 86_400)

    def entries(query: str = "") -> list[str]:
        answer = ask("dev", f"DELETE {ENVIRONMENTS}/review_apps{query}").json
        return [entry["name"] for entry in answer["scheduled_entries"]]

    assert entries() == ["review/a"]
    assert entries("?dry_run=false") == ["review/a"]
    assert entries() == []


def test_a_deployment_makes_its_environment_and_tells_who_deployed(ask: Ask) -> None:
    found = deployed(ask)
    assert (found["iid"], found["status"], found["user"]["username"]) == (1, "success", "dev")
    environment = ask("dev", f"GET {ENVIRONMENTS}/{found['environment']['id']}").json
    assert environment["last_deployment"]["id"] == found["id"]
    again = deployed(ask, status="running")
    assert again["environment"]["id"] == environment["id"]
    wrong = ask(
        "dev",
        f"POST {DEPLOYMENTS}",
        environment="a",
        sha="gone",
        ref="gone",
        tag=False,
        status="success",
    )
    assert (wrong.status, wrong.json["message"]) == (
        400,
        {"sha": ["The commit does not exist"], "ref": ["The branch or tag does not exist"]},
    )


def test_deployments_are_filtered_and_ordered(box: Sandbox, ask: Ask) -> None:
    first = deployed(ask)
    box.clock.advance(86_400)
    second = deployed(ask, "staging", status="failed")

    def ids(query: str) -> list[int]:
        return [found["id"] for found in ask("dev", f"GET {DEPLOYMENTS}?{query}").json]

    assert ids("") == [first["id"], second["id"]]
    assert ids("order_by=created_at&sort=desc") == [second["id"], first["id"]]
    assert ids("environment=staging") == ids("status=failed") == [second["id"]]
    assert ids(f"updated_before={first['updated_at']}&order_by=updated_at") == [first["id"]]
    finished = "finished_after=2020-01-01&order_by=finished_at"
    assert ids(f"{finished}&status=success") == [first["id"]]
    for query in (finished, "finished_after=2020-01-01", f"{finished}&updated_after=2020-01-01"):
        assert ask("dev", f"GET {DEPLOYMENTS}?{query}").status == 400
    assert ask("dev", f"GET {DEPLOYMENTS}?updated_after=soon").json == {
        "error": "updated_after is invalid"
    }


def test_neither_running_nor_current_deployments_are_deleted(ask: Ask) -> None:
    running, current = deployed(ask, status="running"), deployed(ask)
    place = f"{DEPLOYMENTS}/{running['id']}"
    refused = ask("dev", f"DELETE {place}")
    assert (refused.status, refused.json["message"]) == (400, "Cannot destroy running deployment")
    assert ask("dev", f"PUT {place}", status="failed").json["status"] == "failed"
    assert ask("dev", f"DELETE {place}").status == 204
    last = ask("dev", f"DELETE {DEPLOYMENTS}/{current['id']}").json
    assert last["message"] == "Deployment currently deployed to environment"


def test_deployments_to_protected_environments_are_approved(ask: Ask) -> None:
    place = f"{DEPLOYMENTS}/{deployed(ask, status='running')['id']}"
    open_to_all = ask("mark", f"POST {place}/approval", status="approved")
    assert (open_to_all.status, open_to_all.json["message"]) == (
        400,
        "This environment is not protected.",
    )
    ask(
        "mark",
        "POST /projects/1/protected_environments",
        name="production",
        deploy_access_levels=[{"access_level": 40}],
        required_approval_count=1,
    )
    assert ask("dev", f"GET {place}").json["pending_approval_count"] == 1
    said = ask("mark", f"POST {place}/approval", status="approved", comment="Go")
    assert (said.status, said.json["user"]["username"]) == (201, "mark")
    shown = ask("dev", f"GET {place}").json
    assert (shown["pending_approval_count"], shown["approvals"][0]["comment"]) == (0, "Go")


@pytest.mark.parametrize("feature", ["repository", "builds", "environments"])
def test_environments_need_the_repository_and_pipelines(ask: Ask, feature: str) -> None:
    setting = {f"{feature}_access_level": "private"}
    assert ask("eve", "GET /projects/3/environments").status == 200
    ask("paul", "PUT /projects/3", **setting)
    assert ask("eve", "GET /projects/3/environments").status == 403
    assert ask("paul", "GET /projects/3/environments").status == 200
    ask("paul", "PUT /projects/3", **{f"{feature}_access_level": "disabled"})
    assert ask("paul", "GET /projects/3/deployments").status == 403
