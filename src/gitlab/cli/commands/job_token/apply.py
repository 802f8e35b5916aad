"""`gitlab job-token apply`: carry out a plan."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._source import add_live_source, read_live_fleet
from gitlab.cli.commands.job_token.plan import make_plan, saved_plan, show
from gitlab.cli.commands.job_token.policy import read_policy
from gitlab.cli.connection import aconnect
from gitlab.cli.progress import progress

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from gitlab.job_token import Outcome, Plan

INCOMPLETE = 1


def add_to(actions: Any) -> None:
    """Declare `apply`."""
    parser = actions.add_parser(
        "apply",
        help="carry out a plan",
        description="Carry out a saved plan, or the plan of a policy as it is now. The status is "
        "0 when every project is as planned, 1 when some are not, 2 when nothing was done.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("plan", nargs="?", metavar="PLAN", help="what `plan --save` wrote")
    what.add_argument("--policy", metavar="FILE", help="plan anew from this policy file")
    what.add_argument("--resume", metavar="JOURNAL", help="finish what was interrupted")
    add_live_source(parser, required=False)
    add_application(parser)
    parser.add_argument(
        "--only-possible",
        action="store_true",
        help="leave out projects that cannot be planned or managed, in place of doing nothing",
    )


def add_application(parser: ArgumentParser) -> None:
    """Declare the flags of whatever carries out a plan."""
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--journal",
        metavar="FILE",
        help="where to keep what is done, for `undo` and for going on after an interruption",
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Plan or read the plan, ask, and carry it out."""
    if arguments.resume is not None:
        made, arguments.journal = _journalled(arguments.resume), arguments.resume
    elif arguments.policy is not None:
        if arguments.group is None and not arguments.instance:
            die("name the projects with --group or --instance", status=FAILURE)
        policy = read_policy(arguments.policy)
        made = make_plan(read_live_fleet(arguments, options), policy, arguments, options)
    else:
        made = saved_plan(arguments.plan)
        arguments.journal = arguments.journal or f"{arguments.plan}.journal"
    return carry_out(made, arguments, options)


def carry_out(made: Plan, arguments: Namespace, options: Namespace) -> int:
    """Show the plan, ask unless told not to, and apply it."""
    import anyio

    show(made, "text")
    if not made.steps:
        return INCOMPLETE if made.errors else 0
    if not arguments.yes:
        _ask()
    if arguments.journal is None:
        arguments.journal = f"job-token-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.journal"
    outcome = anyio.run(_apply, made, arguments, options)
    for result in outcome.results:
        why = f": {result.message}" if result.message else ""
        print(f"{result.path}: {result.status}{why}")
    print(f"The journal is {arguments.journal}.", file=sys.stderr)
    return 0 if outcome.is_complete else INCOMPLETE


async def _apply(made: Plan, arguments: Namespace, options: Namespace) -> Outcome:
    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import PlanRefused, aapply

    async with await aconnect(options, status=FAILURE) as client:
        with progress("Changing projects") as tell:
            try:
                return await aapply(
                    client,
                    made,
                    concurrency=arguments.concurrency,
                    only_possible=getattr(arguments, "only_possible", False),
                    journal=arguments.journal,
                    progress=tell,
                )
            except (PlanRefused, GitlabParsingError, OSError) as error:
                die(f"nothing was done: {error}", status=FAILURE)


def _ask() -> None:
    if not sys.stdin.isatty():
        die("nothing was done: nobody can be asked here, so say --yes", status=FAILURE)
    print("Apply these steps? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        die("nothing was done", status=FAILURE)


def _journalled(path: str) -> Plan:
    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import read_ledger

    try:
        return read_ledger(path)[0]
    except (OSError, GitlabParsingError) as error:
        die("there is nothing to resume", error, status=FAILURE)
