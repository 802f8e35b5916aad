"""`gitlab job-token audit`: who may use job tokens in a fleet, and what is wrong with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE, FINDINGS
from gitlab.cli.commands.job_token._source import (
    add_history,
    add_source,
    read_completed_fleet,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from gitlab.job_token import Checks, Location, Report


def add_to(actions: Any) -> None:
    """Declare `audit`."""
    from gitlab.job_token import FORMATS, RULES, SEVERITIES

    audit = actions.add_parser(
        "audit",
        help="report what lets too many in",
        description="Read the job token scope of every project in a fleet, and report what is "
        "wrong. The status is 0 without findings, 1 with findings, 2 when the audit failed.",
        epilog="rules: " + ", ".join(RULES),
    )
    add_source(audit)
    add_history(audit)
    audit.add_argument(
        "--output",
        choices=("table", *FORMATS),
        default="table" if sys.stdout.isatty() else "json",
        help="table on a terminal, JSON otherwise",
    )
    audit.add_argument(
        "--report",
        metavar="FORMAT=FILE",
        action="append",
        default=[],
        help="write a file besides, in one of the formats of --output; again for more",
    )
    audit.add_argument(
        "--findings-only", action="store_true", help="leave out projects without findings (table)"
    )
    audit.add_argument("--rule", metavar="ID", action="append", help="apply this rule only")
    audit.add_argument(
        "--skip-rule", metavar="ID", action="append", default=[], help="leave out this rule"
    )
    audit.add_argument(
        "--severity", choices=SEVERITIES, default="info", help="report findings from here up"
    )
    audit.add_argument(
        "--fail-on",
        choices=(*SEVERITIES, "never"),
        default="info",
        help="end with status 1 for reported findings from here up",
    )
    audit.add_argument(
        "--limit",
        type=int,
        default=200,
        metavar="N",
        help="projects, and groups, that a list holds",
    )
    audit.add_argument(
        "--unused-days", type=int, metavar="N", help="report entries that were not used for N days"
    )
    audit.add_argument(
        "--boundary",
        metavar="top-level|TOPIC",
        help="report entries from other top-level groups, or with other topics that begin so",
    )
    audit.add_argument(
        "--points-to",
        metavar="FILE",
        help="the file of your repository that findings point to, such as your policy",
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Audit, and print the report."""
    from gitlab.job_token import SEVERITIES, audit

    reports = dict(_named(text) for text in arguments.report)
    checks, location = _checks(arguments), _location(arguments.points_to)
    report = audit(read_completed_fleet(arguments, options), checks).at_least(arguments.severity)
    _write(report, arguments.output, location, findings_only=arguments.findings_only)
    for file, format in reports.items():
        _save(report, format, file, location)
    if arguments.fail_on == "never":
        return 0
    grave = SEVERITIES[: SEVERITIES.index(arguments.fail_on) + 1]
    return FINDINGS if any(finding.severity in grave for finding in report.findings) else 0


def _checks(arguments: Namespace) -> Checks:
    from gitlab.job_token import Checks

    try:
        return Checks(
            rules=None if arguments.rule is None else frozenset(arguments.rule),
            skip=frozenset(arguments.skip_rule),
            limit=arguments.limit,
            unused_days=arguments.unused_days,
            boundary=arguments.boundary,
        )
    except ValueError as error:
        die(str(error), status=FAILURE)


def _location(file: str | None) -> Location:
    from pathlib import Path

    from gitlab.job_token import Location

    if file is None:
        return Location()
    try:
        return Location(Path(file).as_posix(), Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        die(f"cannot read {file}, which findings shall point to", error, status=FAILURE)


def _named(text: str) -> tuple[str, str]:
    """The file and the format in `FORMAT=FILE`."""
    from gitlab.job_token import FORMATS

    format, equals, file = text.partition("=")
    if not equals or not file or format not in FORMATS:
        die(f"--report {text}: write FORMAT=FILE, with {', '.join(FORMATS)}", status=FAILURE)
    return file, format


def _write(report: Report, output: str, location: Location, *, findings_only: bool) -> None:
    from gitlab.job_token import FORMATS, table

    if output == "table":
        table(report, findings_only=findings_only)
    else:
        sys.stdout.write(FORMATS[output](report, location))


def _save(report: Report, format: str, file: str, location: Location) -> None:
    from pathlib import Path

    from gitlab.job_token import FORMATS

    try:
        Path(file).write_text(FORMATS[format](report, location), encoding="utf-8")
    except OSError as error:
        die(f"cannot write {file}", error, status=FAILURE)
