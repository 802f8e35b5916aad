"""`gitlab job-token plan`: what has to be done so that a fleet is as its policy wants it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._source import add_source, read_fleet
from gitlab.cli.commands.job_token.policy import add_policy, read_policy, refuse
from gitlab.cli.connection import aconnect

if TYPE_CHECKING:
    from argparse import Namespace

    from gitlab.job_token import Fleet, Plan, PolicyFile

OUTPUTS = ("text", "json", "markdown", "terraform")


def add_to(actions: Any) -> None:
    """Declare `plan`."""
    parser = actions.add_parser(
        "plan",
        help="show what a policy would change",
        description="Compare a fleet with its policy. Nothing is changed. The status is 0, or 1 "
        "when some project cannot be made what the policy wants, 2 when there is no plan.",
    )
    add_source(parser).add_argument(
        "--saved", metavar="PLAN", help="what `--save` wrote, to show it once more"
    )
    add_policy(parser, required=False)
    parser.add_argument(
        "--output",
        choices=OUTPUTS,
        default="text",
        help="text; JSON; Markdown for a merge request; or the counts that GitLab shows as a "
        "Terraform report",
    )
    parser.add_argument("--save", metavar="FILE", help="keep the plan for `apply`")
    parser.add_argument(
        "--detailed-exitcode",
        action="store_true",
        help="the status is 0 when there is nothing to do, 1 on errors, 2 when there are changes",
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Plan, and print the plan."""
    if arguments.saved is not None:
        made = saved_plan(arguments.saved)
    elif arguments.policy is None:
        die("name the policy file with --policy", status=FAILURE)
    else:
        policy = read_policy(arguments.policy)
        made = make_plan(read_fleet(arguments, options), policy, arguments, options)
    if arguments.save is not None:
        save(made, arguments.save)
    show(made, arguments.output)
    if arguments.detailed_exitcode:
        return made.exit_status
    return 1 if made.errors else 0


def make_plan(fleet: Fleet, policy: PolicyFile, arguments: Namespace, options: Namespace) -> Plan:
    """The plan of now. Ends the program when the policy names what is not there."""
    import anyio

    from gitlab.job_token import PolicyError, plan

    if getattr(arguments, "snapshot", None) is None:
        fleet = anyio.run(_named, fleet, policy, options)
    try:
        return plan(fleet, policy, datetime.now(UTC))
    except PolicyError as error:
        refuse(error)


async def _named(fleet: Fleet, policy: PolicyFile, options: Namespace) -> Fleet:
    """The fleet with what the policy names outside of it, as GitLab has it."""
    from gitlab.job_token import awith_names

    async with await aconnect(options, status=FAILURE) as client:
        return await awith_names(client, fleet, policy)


def saved_plan(path: str) -> Plan:
    """The plan in a file. Ends the program with what is wrong if there is none."""
    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import read_plan

    try:
        return read_plan(json.loads(Path(path).read_bytes()))
    except (OSError, ValueError, GitlabParsingError) as error:
        die(f"cannot read the plan {path}", error, status=FAILURE)


def save(made: Plan, path: str) -> None:
    """Write the plan where `apply` reads it."""
    from gitlab.job_token import plan_dict

    Path(path).write_text(json.dumps(plan_dict(made)), encoding="utf-8")


def show(made: Plan, output: str) -> None:
    """Print the plan."""
    from gitlab.job_token import plan_dict, plan_markdown, plan_text

    if output == "json":
        json.dump(plan_dict(made), sys.stdout, indent=2)
        print()
    elif output == "terraform":
        print(json.dumps(made.counts()))
    elif output == "markdown":
        sys.stdout.write(plan_markdown(made))
    else:
        sys.stdout.writelines(f"{line}\n" for line in plan_text(made))
