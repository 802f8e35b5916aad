"""An audit's findings in the formats that GitLab and other tools show.

Findings have no place in a source file, and GitLab shows none without: they point at the policy
file, or whatever file is named, and there at the first line that names the project.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

from gitlab._version import __version__
from gitlab.job_token.auditing.report import SEVERITIES, Finding, Report, scope_of
from gitlab.job_token.auditing.rules import RULES

__all__ = ["FORMATS", "Location"]

_URL = "https://docs.gitlab.com/ci/jobs/ci_job_token/"
_ROWS_AT_MOST = 100


class Location(NamedTuple):
    """The file that findings point at: its path in the repository, and its text."""

    path: str = "job-token-policy.yml"
    text: str = ""

    def line(self, finding: Finding) -> int:
        """The first line that names the project, else its nearest group, else the first."""
        path = finding.project
        while path:
            named = re.compile(rf"(?<![\w./-]){re.escape(path)}(?![\w-])")
            for number, line in enumerate(self.text.splitlines(), start=1):
                if named.search(line):
                    return number
            path = path.rpartition("/")[0]
        return 1


_BY_DEFAULT = Location()


def fingerprint(finding: Finding) -> str:
    """The same for the same finding of another run, whatever the rest of the report is."""
    name = "\0".join((finding.rule, finding.project, finding.subject))
    return hashlib.sha256(name.encode()).hexdigest()


def as_json(report: Report, at: Location = _BY_DEFAULT) -> str:
    """Everything that is known of every project."""
    return json.dumps(report.to_dict(), indent=2) + "\n"


def as_codequality(report: Report, at: Location = _BY_DEFAULT) -> str:
    """GitLab's Code Quality report, `artifacts:reports:codequality`.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    severities = {"error": "critical", "warning": "major", "info": "info"}
    return _dumped(
        [
            {
                "description": f"{finding.project}: {finding.message} {finding.fix}",
                "check_name": finding.rule,
                "fingerprint": fingerprint(finding),
                "severity": severities[finding.severity],
                "location": {"path": at.path, "lines": {"begin": at.line(finding)}},
            }
            for finding in report.findings
        ]
    )


def as_junit(report: Report, at: Location = _BY_DEFAULT) -> str:
    """JUnit's XML, `artifacts:reports:junit`: a suite for each rule, a case for each project.

    What the token may not read is skipped. https://docs.gitlab.com/ci/testing/unit_test_reports/
    """
    root = ElementTree.Element("testsuites", name="gitlab job-token audit")
    for rule in report.rules:
        if rule != "unreadable":
            root.append(_suite(report, rule))
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(report: Report, rule: str) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=rule)
    count: Counter[str] = Counter()
    for review in report.reviews:
        case = ElementTree.SubElement(suite, "testcase", classname=rule, name=review.project.path)
        count["tests"] += 1
        found = [finding for finding in review.findings if finding.rule == rule]
        if review.project.error is not None:
            count["skipped"] += 1
            ElementTree.SubElement(case, "skipped", message=_xml(review.project.error))
        elif found:
            count["failures"] += 1
            messages = [_xml(f"{finding.message} {finding.fix}") for finding in found]
            failure = ElementTree.SubElement(
                case, "failure", message=messages[0], type=found[0].severity
            )
            failure.text = "\n".join(messages)
    for name in ("tests", "failures", "skipped"):
        suite.set(name, str(count[name]))
    return suite


def _xml(text: str) -> str:
    """Without the characters that no XML may hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", text)


def as_sarif(report: Report, at: Location = _BY_DEFAULT) -> str:
    """SARIF 2.1.0, `artifacts:reports:sarif`.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    levels = {"error": "error", "warning": "warning", "info": "note"}
    ids = list(RULES)
    rules = [
        {
            "id": id,
            "name": "".join(map(str.capitalize, id.split("-"))),
            "shortDescription": {"text": rule.about},
            "helpUri": _URL,
            "defaultConfiguration": {"level": levels[rule.severity]},
            # Improper access control.
            "properties": {"tags": ["security", "external/cwe/cwe-284"]},
        }
        for id, rule in RULES.items()
    ]
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": ids.index(finding.rule),
            "level": levels[finding.severity],
            "message": {"text": f"{finding.project}: {finding.message} {finding.fix}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": at.path},
                        "region": {"startLine": at.line(finding)},
                    },
                    "logicalLocations": [{"fullyQualifiedName": finding.project}],
                }
            ],
            "partialFingerprints": {"finding/v1": fingerprint(finding)},
        }
        for finding in report.findings
    ]
    driver = {"name": "gitlabkit", "version": __version__, "informationUri": _URL, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dumped(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def as_markdown(report: Report, at: Location = _BY_DEFAULT) -> str:
    """A note for a merge request: what was found, the worst first."""
    findings = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    count = len(report.reviews)
    lines = [
        f"### Job token access to {scope_of(report.fleet)}",
        "",
        f"{count} project{'' if count == 1 else 's'}, "
        + (
            f"{len(findings)} finding{'' if len(findings) == 1 else 's'}."
            if findings
            else "no findings."
        ),
    ]
    if findings:
        lines += [
            "",
            "| severity | rule | project | finding | what to do |",
            "|---|---|---|---|---|",
        ]
    lines += [
        "| "
        + " | ".join(
            (
                finding.severity,
                f"`{finding.rule}`",
                f"`{finding.project}`",
                _cell(finding.message),
                _cell(finding.fix),
            )
        )
        + " |"
        for finding in findings[:_ROWS_AT_MOST]
    ]
    if len(findings) > _ROWS_AT_MOST:
        lines += ["", f"{len(findings) - _ROWS_AT_MOST} more are left out here."]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """In a table, and without mentions or markup that a path could spell."""
    return re.sub(r"([\\`*_{}\[\]<>|@#~])", r"\\\1", text.replace("\n", " "))


def as_csv(report: Report, at: Location = _BY_DEFAULT) -> str:
    """A line for each finding."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    names = ("severity", "rule", "project", "subject", "message", "fix")
    rows.writerow(names)
    rows.writerows([getattr(finding, name) for name in names] for finding in report.findings)
    return text.getvalue()


def _dumped(data: Any) -> str:
    return json.dumps(data, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Report, Location], str]] = {
    "json": as_json,
    "codequality": as_codequality,
    "junit": as_junit,
    "sarif": as_sarif,
    "markdown": as_markdown,
    "csv": as_csv,
}
"""Every format but the table, by the name that the command line has for it."""
