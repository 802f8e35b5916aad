"""`gitlab job-token collect`: write down what GitLab holds of a fleet's job token access."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._source import add_live_source, read_live_fleet

if TYPE_CHECKING:
    from argparse import Namespace

    from gitlab.job_token import Fleet


def add_to(actions: Any) -> None:
    """Declare `collect`."""
    collect = actions.add_parser(
        "collect",
        help="write a snapshot of the fleet to a file",
        description="Read the job token scope of every project in a fleet, and write it to a file "
        "that the other actions take as `--snapshot`.",
    )
    add_live_source(collect)
    collect.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="where to write; compressed if the name ends in .gz, - for standard output",
    )
    collect.add_argument(
        "--resume",
        metavar="FILE",
        help="keep what was read in this file until the snapshot is written; "
        "the same command goes on from there after an interruption",
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Collect, write, and say what could not be read."""
    import json
    from pathlib import Path

    from gitlab.job_token import save

    fleet = read_live_fleet(arguments, options, journal=arguments.resume)
    try:
        if arguments.output == "-":
            json.dump(fleet.to_dict(), sys.stdout, indent=2)
            print()
        else:
            save(fleet, arguments.output)
        if arguments.resume is not None:
            Path(arguments.resume).unlink(missing_ok=True)
    except OSError as error:
        die(f"cannot write the snapshot {arguments.output}", error, status=FAILURE)
    for line in _told(fleet):
        print(line, file=sys.stderr)
    return 0


def _told(fleet: Fleet) -> list[str]:
    read = [project for project in fleet.projects if project.error is None]
    errors = Counter(project.error for project in fleet.projects if project.error is not None)
    without_log = sum(1 for project in read if project.log is None)
    return [
        f"{len(fleet.projects)} projects, {len(read)} of them with their allowlists",
        *(f"{times} could not be read: {error}" for error, times in errors.most_common()),
        *([f"{without_log} without authentication log"] if without_log else []),
    ]
