"""Every scenario of scenarios.json, in process and over a socket."""

from __future__ import annotations

import pytest

from tests.sandbox.scenario import SCENARIOS, run

LATER = (
    "job-own-private-project",
    "job-private-allowlisted-member",
    "job-private-allowlist-off-member",
    "job-allowlist-off-but-enforced",
    "job-outbound-entry-of-caller-does-not-help",
    "job-outbound-limit-no-longer-consulted",
    "job-group-entry-direct-parent",
    "job-group-entry-ancestor",
    "job-group-entry-never-matches-personal-project",
    "job-public-feature-members-only-not-allowlisted",
    "job-public-write-allowlist-off-maintainer",
    "job-internal-open-feature-internal-user",
    "job-internal-external-user-not-allowlisted",
    "job-token-of-success-job-401",
    "job-token-of-canceled-job-401",
    "job-token-of-pending-job-401",
    "job-token-of-canceling-job-still-works",
    "job-token-erased-job-401",
    "job-token-project-pending-delete-401",
    "job-token-garbage-on-public-project-401",
    "job-token-as-job_token-param",
    "job-token-as-bearer",
    "job-feature-disabled",
    "policy-read-releases-denies-post",
    "policy-admin-implies-read",
    "policy-admin-releases-allows-post",
    "policy-empty-list-denies",
    "policy-unrelated-denies",
    "policy-ignored-when-allowlist-off",
    "policy-does-not-lift-membership",
    "policy-project-entry-beats-wider-group-entry",
    "policy-deepest-group-wins",
    "policy-group-entry-fine-grained-allows",
    "policy-own-project-with-narrow-self-entry",
    "policy-route-without-policy-under-fine-grained-entry",
    "job-registry-other-project-even-if-allowlisted",
    "job-registry-missing-project-same-403",
    "job-environments-allowed",
    "job-issues-read-work-items-needed",
    "job-badges-read-19-1",
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
