"""`gitlab job-token explain`: why a job may or may not, rule by rule."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._output import add_output, show
from gitlab.cli.commands.job_token._source import read_snapshot
from gitlab.cli.connection import connect
from gitlab.cli.failing import failing_as

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from gitlab.job_token import Reading, Verdict
    from gitlab.job_token.explaining.verdict import Caller

REFUSED = 1
MARKS = {True: "yes", False: "no", None: "?"}


def add_to(actions: Any) -> None:
    """Declare `explain`."""
    explain = actions.add_parser(
        "explain",
        help="why a job may or may not",
        description="Which of GitLab's rules let a job of one project use an endpoint of another, "
        "and which stop it. The status is 0 if the job gets through, 1 if it does not, or if what "
        "could be read does not tell, 2 on failure. With --error: what a refusal means.",
    )
    explain.add_argument("--from", dest="origin", metavar="PROJECT", help="the job's project")
    explain.add_argument("--to", dest="target", metavar="PROJECT", help="the project it asks")
    explain.add_argument(
        "--endpoint", metavar="REQUEST", help="such as 'GET /projects/:id/packages'"
    )
    explain.add_argument("--user", metavar="NAME", help="who runs the job; else roles are unknown")
    explain.add_argument(
        "--snapshot", metavar="FILE", help="what `collect` wrote, without GitLab and --user"
    )
    explain.add_argument("--error", metavar="TEXT", help="a refusal from a job's log; - reads it")
    add_output(explain)


def run(arguments: Namespace, options: Namespace) -> int:
    """Explain a request, or a message."""
    asked = (arguments.origin, arguments.target, arguments.endpoint)
    if arguments.error is not None:
        return _read(sys.stdin.read() if arguments.error == "-" else arguments.error, arguments)
    if not all(asked):
        die("name --from, --to and --endpoint, or --error", status=FAILURE)
    if arguments.snapshot and arguments.user:
        die("a snapshot knows no users' roles: leave out --user or --snapshot", status=FAILURE)
    verdict = _verdict(arguments, options)
    show(arguments.output, verdict.to_dict(), _lines(verdict))
    return 0 if verdict.allowed else REFUSED


def _verdict(arguments: Namespace, options: Namespace) -> Verdict:
    from gitlab import job_token

    caller: Caller | None
    if arguments.snapshot:
        fleet, caller = read_snapshot(arguments.snapshot), None
    else:
        with (
            connect(options, status=FAILURE) as gl,
            failing_as("Impossible to look", debug=options.debug, status=FAILURE),
        ):
            fleet, caller = job_token.look(
                gl, arguments.origin, arguments.target, user=arguments.user
            )
    try:
        return job_token.explain(
            fleet, arguments.origin, arguments.target, arguments.endpoint, caller
        )
    except (LookupError, ValueError) as error:
        die(str(error.args[0]), status=FAILURE)


def _lines(verdict: Verdict) -> Iterator[str]:
    outcome = {True: "allowed", False: "refused", None: "cannot be told"}[verdict.allowed]
    yield outcome + (f": {verdict.message}" if verdict.message else "")
    for step in verdict.steps:
        yield f"  {MARKS[step.holds]:<3}  {step.text}"
    for fix in verdict.fixes:
        yield f"To mend it, {fix}."


def _read(text: str, arguments: Namespace) -> int:
    from gitlab.job_token import read_message

    reading = read_message(text)
    if reading is None:
        die("GitLab gives no such answer to job tokens", status=FAILURE)
    show(arguments.output, reading._asdict(), _told(reading))
    return 0


def _told(reading: Reading) -> Iterator[str]:
    ends = [reading.source and f"from {reading.source}", reading.target and f"to {reading.target}"]
    named = " ".join(filter(None, ends))
    yield reading.meaning + (f" ({named})" if named else "")
    if reading.policies:
        yield f"  needed: {', '.join(reading.policies)}"
    yield from (f"  - {cause}" for cause in reading.causes)
