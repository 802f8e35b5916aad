"""Every scenario of scenarios.json, in process and over a socket."""

from __future__ import annotations

import pytest

from tests.sandbox.scenario import SCENARIOS, run

LATER = (
    "job-current-job",
    "job-trigger-other-project-not-allowlisted",
)
"""Scenarios of endpoints that have no rules yet. Who writes the rules takes the names out."""

NOW = [name for name in SCENARIOS if name not in LATER]


@pytest.mark.parametrize("name", NOW)
def test_scenario_in_process(name: str) -> None:
    run(SCENARIOS[name], over_http=False)


@pytest.mark.parametrize("name", NOW)
def test_scenario_over_a_socket(name: str) -> None:
    run(SCENARIOS[name], over_http=True)


def test_scenarios_named_as_later_do_not_pass_yet() -> None:
    assert [name for name in LATER if _passes(name)] == []


def test_every_scenario_is_either_run_or_named_as_later() -> None:
    assert sorted([*NOW, *LATER]) == sorted(SCENARIOS)


def test_no_scenario_of_the_job_token_scope_endpoints_waits() -> None:
    paths = [SCENARIOS[name]["request"]["path"] for name in LATER]
    assert not [path for path in paths if "/job_token_scope" in path]


def _passes(name: str) -> bool:
    try:
        run(SCENARIOS[name], over_http=False)
    except AssertionError:
        return False
    return True
