"""What GitLab and other tools read of an audit, held against their own schemas."""

from __future__ import annotations

import csv
import io
import json
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given

from gitlab.job_token import FORMATS, Fleet, Location, Report, audit
from gitlab.job_token.state import Entry
from tests.job_token._fleets import fleet, fleets, project

# The package has no types.
jsonschema: Any = import_module("jsonschema")

# The schema of the standard, as the package @microsoft/jest-sarif (MIT) carries it.
SARIF = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_bytes())
VALIDATOR = jsonschema.Draft4Validator(SARIF)
# GitLab's documentation of the Code Quality report, as a schema.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
MIXED = fleet(
    project("acme/app", Entry("project", 9, "acme/web/|odd|"), Entry("group", 5, "acme/web")),
    project("acme/open", id=2, inbound_enabled=False),
    project("acme/hidden", id=3, error="403: <Forbidden>\x00"),
)
CLEAN = fleet(project())


def written(format: str, of: Fleet | Report = MIXED, location: Location | None = None) -> str:
    report = of if isinstance(of, Report) else audit(of)
    return FORMATS[format](report, location or Location())


def sarif(of: Fleet = MIXED, location: Location | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(written("sarif", of, location))
    return log


@given(fleets())
def test_sarif_is_valid_by_the_standards_schema(of: Fleet) -> None:
    VALIDATOR.validate(sarif(of))


def test_every_sarif_result_has_its_rule_and_a_place() -> None:
    (run,) = sarif()["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1


@given(fleets())
def test_code_quality_is_what_gitlab_documents(of: Fleet) -> None:
    jsonschema.validate(json.loads(written("codequality", of)), CODE_QUALITY)


def test_a_clean_fleet_has_an_empty_code_quality_report_and_not_none() -> None:
    assert json.loads(written("codequality", CLEAN)) == []


def test_a_finding_keeps_its_fingerprint_when_others_come_and_lines_move() -> None:
    alone = fleet(project("acme/open", id=2, inbound_enabled=False))
    (before,) = json.loads(written("codequality", alone))
    moved = json.loads(
        written("codequality", MIXED, Location("p.yml", "\n\nprojects: [acme/open]\n"))
    )
    after = next(each for each in moved if each["check_name"] == "open-to-all")
    assert after["fingerprint"] == before["fingerprint"]
    assert len({each["fingerprint"] for each in moved}) == len(moved)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a: 1\nprojects:\n  - acme/app\n", 3),
        ("- acme/apps\n- acme/app/sub\n- x-acme/app\n- acme/app: {}\n", 2),
        ("- globex\n- acme\n", 2),
        ("- globex\n", 1),
    ],
)
def test_findings_point_at_the_line_that_names_the_project_or_its_group(
    text: str, line: int
) -> None:
    found = sarif(MIXED, Location("access/policy.yml", text))["runs"][0]["results"]
    place = next(r for r in found if r["message"]["text"].startswith("acme/app:"))["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "access/policy.yml"},
        "region": {"startLine": line},
    }


@given(fleets())
def test_junit_has_a_suite_for_each_rule_and_a_case_for_each_project(of: Fleet) -> None:
    report = audit(of)
    root = ElementTree.fromstring(written("junit", report))
    suites = list(root)
    assert [suite.get("name") for suite in suites] == [r for r in report.rules if r != "unreadable"]
    bad = {(f.rule, f.project) for f in report.findings if f.rule != "unreadable"}
    hidden = [project.path for project in of.projects if project.error is not None]
    for suite in suites:
        names = [case.get("name") for case in suite]
        assert names == [project.path for project in of.projects]
        failed = {(suite.get("name"), case.get("name")) for case in suite.iterfind("*[failure]")}
        assert failed == {each for each in bad if each[0] == suite.get("name")}
        assert [case.get("name") for case in suite.iterfind("*[skipped]")] == hidden
        assert suite.get("tests") == str(len(names))
        assert suite.get("failures") == str(len(failed))
        assert suite.get("skipped") == str(len(hidden))
    assert root.get("failures") == str(len(bad))


def test_what_no_xml_may_hold_is_replaced() -> None:
    skipped = ElementTree.fromstring(written("junit")).find(".//skipped")
    assert skipped is not None
    assert skipped.get("message") == "403: <Forbidden>�"


def test_the_note_for_a_merge_request_tells_the_worst_first_and_mends_markup() -> None:
    note = written("markdown").splitlines()
    assert note[:3] == ["### Job token access to acme", "", "3 projects, 3 findings."]
    assert [line.split(" | ")[0] for line in note[6:]] == ["| error", "| warning", "| info"]
    assert r"acme/web/\|odd\|" in note[-1]
    assert all(line.replace(r"\|", "").count("|") == 6 for line in note[6:])


def test_the_note_of_a_clean_fleet_has_no_table() -> None:
    assert written("markdown", CLEAN).endswith("\n\n1 project, no findings.\n")


def test_a_long_note_says_what_it_leaves_out() -> None:
    many = fleet(*(project(f"acme/p{n}", id=n, inbound_enabled=False) for n in range(1, 121)))
    assert written("markdown", many).endswith("\n\n20 more are left out here.\n")


@given(fleets())
def test_csv_has_a_line_for_each_finding(of: Fleet) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", of))))
    assert [(row["rule"], row["project"], row["subject"]) for row in rows] == [
        (finding.rule, finding.project, finding.subject) for finding in audit(of).findings
    ]


def test_json_is_the_whole_report() -> None:
    assert written("json") == json.dumps(audit(MIXED).to_dict(), indent=2) + "\n"
