from __future__ import annotations

import runpy

import pytest

from tests.meta._sources import ROOT


@pytest.mark.parametrize("name", ["walkthrough", "walkthrough_async"])
def test_both_colours_tell_the_same(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / f"examples/{name}.py"), run_name="__main__")
    assert capsys.readouterr().out.splitlines() == [
        "acme/app: inbound_enabled is True",
        "saved enabled = False; inbound_enabled is False",
        "updated by the manager and refreshed; inbound_enabled is True",
        "let in project 2 by its path",
        "  listed: 1 acme/app (the project itself)",
        "  listed: 2 acme/lib",
        "  listed: 3 acme/platform/ci-templates",
        "let in group 152 by its object",
        "  listed: 17 Payments",
        "  listed: 152 Globex",
        "a second time: 400, 400 Bad request - This project is already in the job token allowlist.",
        "removed both; 2 projects are listed",
    ]
