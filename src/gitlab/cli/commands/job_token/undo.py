"""`gitlab job-token undo`: take back what `apply` did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token.apply import add_application, carry_out
from gitlab.cli.connection import aconnect

if TYPE_CHECKING:
    from argparse import Namespace

    from gitlab.job_token import Plan


def add_to(actions: Any) -> None:
    """Declare `undo`."""
    parser = actions.add_parser(
        "undo",
        help="take back what `apply` did",
        description="Take back what a journal of `apply` says was done and still is. What others "
        "changed since stays. The status is that of `apply`.",
    )
    parser.add_argument("applied", metavar="JOURNAL", help="the journal that `apply` wrote")
    parser.add_argument(
        "--concurrency", type=int, default=8, metavar="N", help="requests under way at a time"
    )
    add_application(parser)


def run(arguments: Namespace, options: Namespace) -> int:
    """Plan the way back, ask, and carry it out."""
    import anyio

    made = anyio.run(_plan, arguments, options)
    arguments.journal = arguments.journal or f"{arguments.applied}.undo"
    return carry_out(made, arguments, options)


async def _plan(arguments: Namespace, options: Namespace) -> Plan:
    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import aundo_plan

    async with await aconnect(options, status=FAILURE) as client:
        try:
            return await aundo_plan(client, arguments.applied, concurrency=arguments.concurrency)
        except (OSError, GitlabParsingError) as error:
            die("there is nothing to undo", error, status=FAILURE)
