from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

from hypothesis import given
from rich.console import Console

from gitlab.job_token import audit, table
from gitlab.job_token.state import Entry, Fleet
from tests.job_token._fleets import fleet, fleets, project

if TYPE_CHECKING:
    import pytest

MIXED = fleet(
    project("acme/app", Entry("group", 5, "acme/web"), id=1),
    project("acme/web/[shop]", id=2, inbound_enabled=False),
    project("acme/hidden", id=3, error="403: 403 Forbidden"),
    project("acme/odd", Entry("group", 8, "initech"), Entry("group", 9, "initech/it"), id=4),
)


def printed(of: Fleet, *, findings_only: bool = False) -> str:
    console = Console(file=io.StringIO(), width=120)
    table(audit(of), console, findings_only=findings_only)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@given(fleets())
def test_the_report_is_json(of: Fleet) -> None:
    report = audit(of).to_dict()
    assert json.loads(json.dumps(report))["summary"]["projects"] == len(of.projects)


def test_the_json_tells_who_is_let_in() -> None:
    let_in = [project["let_in"] for project in audit(MIXED).to_dict()["projects"]]
    assert let_in == [
        {"everyone": False, "projects": 2, "unknown_groups": []},
        {"everyone": True, "projects": 1, "unknown_groups": []},
        None,
        {"everyone": False, "projects": 1, "unknown_groups": ["initech", "initech/it"]},
    ]


def test_the_table_shows_every_project_and_who_gets_in() -> None:
    text = printed(MIXED)
    assert "acme/app " in text
    assert "acme/web/[shop]" in text
    assert "everyone" in text
    assert "1+" in text


def test_below_the_table_stands_what_was_found_and_what_mends_it() -> None:
    *_, total, first, second, third = printed(MIXED).splitlines()
    assert total == "4 projects below acme, 3 with findings"
    assert first.split()[:2] == ["1", "open-to-all"]
    assert first.endswith("then switch the allowlist on.")
    assert {second.split()[1], third.split()[1]} == {"unreadable", "redundant-entry"}


def test_projects_without_findings_can_be_left_out() -> None:
    assert "acme/app " not in printed(MIXED, findings_only=True)


def test_a_clean_fleet_needs_no_table_of_findings() -> None:
    clean = printed(fleet(project()), findings_only=True)
    assert clean == "1 project below acme: no findings\n"


def test_without_rich_the_table_is_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    table(audit(MIXED))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        "Project",
        "List",
        "Projects",
        "Groups",
        "Let",
        "in",
        "Findings",
    ]
    assert lines[2].split() == ["acme/web/[shop]", "off", "0", "0", "everyone", "open-to-all"]
