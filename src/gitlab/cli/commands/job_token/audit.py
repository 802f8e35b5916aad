"""`gitlab job-token audit`: who may use job tokens in a fleet, and what is wrong with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gitlab.cli.commands.job_token import FINDINGS
from gitlab.cli.commands.job_token._source import add_source, read_fleet

if TYPE_CHECKING:
    from argparse import Namespace


def add_to(actions: Any) -> None:
    """Declare `audit`."""
    audit = actions.add_parser(
        "audit",
        help="report what lets too many in",
        description="Read the job token scope of every project in a fleet, and report what is "
        "wrong. The status is 0 without findings, 1 with findings, 2 when the audit failed.",
    )
    add_source(audit)
    audit.add_argument(
        "--output",
        choices=("table", "json"),
        default="table" if sys.stdout.isatty() else "json",
        help="table on a terminal, JSON otherwise",
    )
    audit.add_argument(
        "--findings-only", action="store_true", help="leave out projects without findings (table)"
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Audit, and print the report."""
    from gitlab import job_token

    report = job_token.audit(read_fleet(arguments, options))
    if arguments.output == "table":
        job_token.table(report, findings_only=arguments.findings_only)
    else:
        import json

        json.dump(report.to_dict(), sys.stdout, indent=2)
        print()
    return FINDINGS if report.findings else 0
