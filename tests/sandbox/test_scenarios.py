"""Every scenario of scenarios.json, in process and over a socket."""

from __future__ import annotations

import pytest

from tests.sandbox.scenario import SCENARIOS, run


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_in_process(name: str) -> None:
    run(SCENARIOS[name], over_http=False)


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_over_a_socket(name: str) -> None:
    run(SCENARIOS[name], over_http=True)
