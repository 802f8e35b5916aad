"""`gitlab job-token policy`: write a policy file from what there is, check it, print its schema."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE, FINDINGS
from gitlab.cli.commands.job_token._source import add_source, read_fleet, read_snapshot

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from gitlab.job_token import PolicyFile

STDOUT = "-"


def add_to(actions: Any) -> None:
    """Declare `policy` and its parts."""
    policy = actions.add_parser(
        "policy",
        help="write and check the file that says who may use job tokens where",
        description="Work on a policy file: the allowlists of a fleet as they shall be.",
    )
    parts = policy.add_subparsers(dest="part", metavar="part", required=True)
    init = parts.add_parser("init", help="write a policy that wants what there is")
    add_source(init)
    init.add_argument(
        "--policy", default=STDOUT, metavar="FILE", help="where to; standard output if left out"
    )
    check = parts.add_parser(
        "check",
        help="look for mistakes, without GitLab",
        description="Say what is wrong with a policy file. The status is 0 without errors, 1 "
        "with some, 2 when the file cannot be read.",
    )
    add_policy(check)
    check.add_argument(
        "--snapshot", metavar="FILE", help="also look for names that this snapshot does not know"
    )
    parts.add_parser("schema", help="print the JSON Schema, for editors")


def add_policy(parser: ArgumentParser, *, required: bool = True) -> None:
    """Declare the flag that names the policy file."""
    parser.add_argument(
        "--policy", required=required, metavar="FILE", help="the policy file (YAML)"
    )


def read_policy(path: str) -> PolicyFile:
    """The policy in a file. Ends the program with all that is wrong if it cannot be used."""
    from gitlab.job_token import PolicyError, load_policy

    try:
        return load_policy(path)
    except PolicyError as error:
        refuse(error)
    except (OSError, UnicodeDecodeError) as error:
        die(f"cannot read the policy {path}", error, status=FAILURE)


def refuse(error: Exception) -> NoReturn:
    """End the program with the mistakes, a line for each."""
    die(str(error), status=FAILURE)


def run(arguments: Namespace, options: Namespace) -> int:
    """Do one part."""
    return {"init": _init, "check": _check, "schema": _schema}[arguments.part](arguments, options)


def _init(arguments: Namespace, options: Namespace) -> int:
    from gitlab.job_token import draft_policy

    text = draft_policy(read_fleet(arguments, options))
    if arguments.policy == STDOUT:
        sys.stdout.write(text)
        return 0
    try:
        with open(arguments.policy, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        die(f"{arguments.policy} exists: remove it first, or name another file", status=FAILURE)
    print(f"{arguments.policy} wants what there is", file=sys.stderr)
    return 0


def _check(arguments: Namespace, options: Namespace) -> int:
    from gitlab.job_token import check_policy

    policy = read_policy(arguments.policy)
    fleet = None if arguments.snapshot is None else read_snapshot(arguments.snapshot)
    remarks = check_policy(policy, datetime.now(UTC), fleet)
    for remark in remarks:
        print(remark)
    if not remarks:
        print(f"{arguments.policy}: nothing is wrong with it")
    return FINDINGS if any(remark.severity == "error" for remark in remarks) else 0


def _schema(arguments: Namespace, options: Namespace) -> int:
    import json

    from gitlab.job_token import policy_schema

    json.dump(policy_schema(), sys.stdout, indent=2)
    print()
    return 0
