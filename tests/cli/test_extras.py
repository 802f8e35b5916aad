"""What the command line does with several requests, or with none: first, count, waiting, logs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli._stub import Stub
    from tests.cli.conftest import Run

PIPELINE = ("project-pipeline", "wait", "--project-id", "1", "--id", "7", "--poll", "0.01")


def test_first_shows_the_first_of_a_list(gitlab: Run) -> None:
    words = ("project", "first", "--order-by", "id", "--sort", "desc")
    assert gitlab(*words) == (0, "id: 3\npath-with-namespace: acme/docs\n", "")


def test_first_of_nothing_prints_nothing(gitlab: Run) -> None:
    assert gitlab("project", "first", "--search", "nothing has this name") == (0, "", "")


def test_count_prints_a_number(gitlab: Run) -> None:
    assert gitlab("project", "count") == (0, "3\n", "")
    assert gitlab("-o", "json", "project", "count", "--search", "docs") == (0, "1\n", "")


@pytest.mark.parametrize(("state", "status"), [("success", 0), ("manual", 0), ("failed", 1)])
def test_waiting_prints_the_state_and_fails_unless_it_ended_well(
    run: Run, stub: Stub, state: str, status: int
) -> None:
    told = [{"id": 7, "status": each} for each in ("created", "running", state)]
    stub.answers["/projects/1/pipelines/7"] = told
    words = ("--server-url", stub.url, *PIPELINE)
    assert run(*words) == (status, f"{state}\n", "")
    assert len(stub.asked) == 3


def test_waiting_gives_up_in_time(run: Run, stub: Stub) -> None:
    stub.answers["/projects/1/pipelines/7"] = [{"id": 7, "status": "running"}]
    status, out, err = run("--server-url", stub.url, *PIPELINE, "--timeout", "0.02")
    assert (status, out) == (1, "")
    assert err.startswith("Impossible to run project-pipeline wait (")
    assert "is still 'running'" in err


def test_time_to_wait_is_a_number(run: Run) -> None:
    status, _, err = run(*PIPELINE, "--timeout", "soon")
    assert status == 2
    assert "--timeout takes a number, not 'soon'" in err


def test_log_of_a_job_is_followed_to_its_end(run: Run, stub: Stub) -> None:
    stub.answers["/projects/1/jobs/7"] = [{"status": "running"}, {"status": "success"}]
    stub.answers["/projects/1/jobs/7/trace"] = [b"$ make\n", b"$ make\nok\n"]
    words = ("follow-trace", "--project-id", "1", "--id", "7", "--poll", "0.01")
    assert run("--server-url", stub.url, "project-job", *words) == (0, "$ make\nok\n", "")


def test_available_integrations_are_known_without_a_request(run: Run, stub: Stub) -> None:
    words = ("-o", "json", "project-integration", "available", "--project-id", "1")
    status, out, _ = run("--server-url", stub.url, *words, "--slug", "any")
    assert (status, stub.asked) == (0, [])
    assert "slack" in json.loads(out)


def test_action_of_one_and_of_all_depends_on_the_id(run: Run, stub: Stub) -> None:
    stub.answers["/geo_nodes/status"] = [[{"geo_node_id": 1}, {"geo_node_id": 2}]]
    stub.answers["/geo_nodes/2/status"] = [{"geo_node_id": 2}]
    words = ("--server-url", stub.url, "-o", "json", "geo-node", "status")
    assert len(json.loads(run(*words).out)) == 2
    assert json.loads(run(*words, "--id", "2").out) == {"geo_node_id": 2}
    assert "All of them without it" in " ".join(run("geo-node", "status", "--help").out.split())


def test_keywords_of_an_action_are_flags(run: Run, stub: Stub) -> None:
    stub.answers["/namespaces/acme/exists"] = [{"exists": True, "suggests": ["acme1"]}]
    words = ("namespace", "exists", "--namespace", "acme", "--parent-id", "9")
    assert run("--server-url", stub.url, "-v", *words)[:2] == (
        0,
        "exists: True\nsuggests: ['acme1']\n",
    )
    assert stub.asked[-1].path == "/api/v4/namespaces/acme/exists?parent_id=9"
