"""`gitlab job-token audit`: who may use CI/CD job tokens in a group, and what is wrong with it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gitlab.cli.connection import aconnect

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Generator

    from gitlab.job_token import Fleet

FINDINGS = 1
FAILURE = 2


def add_to(parser: ArgumentParser) -> None:
    """Declare `audit`."""
    parser.description = "CI/CD job token access across a group's projects."
    actions = parser.add_subparsers(dest="action", metavar="action", required=True)
    audit = actions.add_parser(
        "audit",
        help="report what lets too many in",
        description="Read the job token scope of every project in a group, and report what is "
        "wrong. The status is 0 without findings, 1 with findings, 2 when the audit failed.",
    )
    audit.add_argument("--group", required=True, metavar="ID_OR_PATH", help="the group to audit")
    audit.add_argument(
        "--output",
        choices=("table", "json"),
        default="table" if sys.stdout.isatty() else "json",
        help="table on a terminal, JSON otherwise",
    )
    audit.add_argument(
        "--findings-only", action="store_true", help="leave out projects without findings (table)"
    )
    audit.add_argument(
        "--concurrency", type=int, default=8, metavar="N", help="requests under way at a time"
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Audit, and print the report."""
    import anyio

    from gitlab import job_token

    report = job_token.audit(anyio.run(_collect, arguments, options))
    if arguments.output == "table":
        job_token.table(report, findings_only=arguments.findings_only)
    else:
        import json

        json.dump(report.to_dict(), sys.stdout, indent=2)
        print()
    return FINDINGS if report.findings else 0


async def _collect(arguments: Namespace, options: Namespace) -> Fleet:
    from gitlab.job_token import acollect

    async with await aconnect(options, status=FAILURE) as client:
        with _progress() as progress:
            return await acollect(
                client, arguments.group, progress, concurrency=arguments.concurrency
            )


@contextmanager
def _progress() -> Generator[Callable[[int, int], object] | None, None, None]:
    """A bar on standard error, where somebody watches and rich can draw it."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        from rich.console import Console
        from rich.progress import Progress
    except ImportError:
        yield None
        return
    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("Reading projects", total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)
