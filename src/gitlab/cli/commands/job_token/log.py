"""`gitlab job-token log`: who used job tokens where, kept for longer than GitLab keeps it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._source import (
    add_history,
    add_source,
    open_history,
    read_completed_fleet,
    read_fleet,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from gitlab.job_token import Fleet, Proposal

_FILE = "job-token-log.db"


def add_to(actions: Any) -> None:
    """Declare `log` and what it does."""
    log = actions.add_parser(
        "log",
        help="keep, show and use the authentication log",
        description="GitLab keeps the last use of each pair of projects for thirty days. Pull it "
        "regularly, and the file holds what rare pipelines need, too.",
    )
    works = log.add_subparsers(dest="work", metavar="work", required=True)
    pull = works.add_parser("pull", help="take the fleet's log into the file")
    add_source(pull)
    _add_file(pull)
    show = works.add_parser("show", help="print what the file holds")
    _add_file(show)
    show.add_argument("--project", metavar="PATH", help="who came into this project only")
    show.add_argument("--since", metavar="DATE", help="leave out what was used before only")
    show.add_argument(
        "--output",
        choices=("table", "json", "csv"),
        default="table" if sys.stdout.isatty() else "json",
        help="lines on a terminal, JSON otherwise",
    )
    propose = works.add_parser(
        "propose",
        help="the smallest allowlists that let in what the log has seen",
        description="For each project: whom to list, as far as the log knows. What runs rarely may "
        "not be in it, so pull for a while first.",
    )
    add_source(propose)
    add_history(propose)
    propose.add_argument("--project", metavar="PATH", action="append", help="only this project")
    propose.add_argument("--days", type=int, metavar="N", help="leave out what is older")
    propose.add_argument(
        "--output",
        choices=("table", "json"),
        default="table" if sys.stdout.isatty() else "json",
        help="lines on a terminal, JSON otherwise",
    )


def _add_file(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--history", metavar="FILE", default=_FILE, help=f"the file, {_FILE} by default"
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Do what was named."""
    return {"pull": _pull, "show": _show, "propose": _propose}[arguments.work](arguments, options)


def _pull(arguments: Namespace, options: Namespace) -> int:
    fleet = read_fleet(arguments, options)
    with open_history(arguments.history) as history:
        new = history.add(fleet)
    without = sum(1 for project in fleet.projects if project.log is None)
    print(f"{new} new lines from {len(fleet.projects) - without} projects", file=sys.stderr)
    if without:
        print(
            f"{without} projects showed no log: it needs GitLab 17.6, GraphQL and the Maintainer "
            "role",
            file=sys.stderr,
        )
    return 0


def _show(arguments: Namespace, options: Namespace) -> int:
    with open_history(arguments.history, must_exist=True) as history:
        try:
            lines = [*history.lines(project=arguments.project, since=arguments.since)]
        except ValueError as error:
            die(f"--since {arguments.since} is no date", error, status=FAILURE)
    if arguments.output == "json":
        import json

        json.dump([line._asdict() for line in lines], sys.stdout, indent=2)
        print()
    elif arguments.output == "csv":
        import csv

        from gitlab.job_token import Line

        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(Line._fields)
        rows.writerows((*line[:-1], " ".join(line.policies or ())) for line in lines)
    else:
        for line in lines:
            print(f"{line.last}  {line.project} <- {line.origin}")
    return 0


def _propose(arguments: Namespace, options: Namespace) -> int:
    fleet = read_completed_fleet(arguments, options)
    proposals = _proposals(fleet, arguments)
    if arguments.output == "json":
        import json

        json.dump([proposal.to_dict() for proposal in proposals], sys.stdout, indent=2)
        print()
        return 0
    for proposal in proposals:
        _print(proposal)
    return 0


def _proposals(fleet: Fleet, arguments: Namespace) -> list[Proposal]:
    from gitlab.job_token import propose

    wanted = [path.lower() for path in arguments.project or ()]
    for path in wanted:
        if path not in fleet.by_path:
            die(f"the fleet has no project {path}", status=FAILURE)
    proposals: list[Proposal] = []
    for project in fleet.projects:
        if wanted and project.path.lower() not in wanted:
            continue
        try:
            proposals.append(propose(project, fleet, days=arguments.days))
        except ValueError as error:
            print(f"{project.path}: {error}", file=sys.stderr)
    return proposals


def _print(proposal: Proposal) -> None:
    print(proposal.project.path)
    missing = {use.origin_path for use in proposal.missing}
    for entry in proposal.entries:
        sign = "+" if entry.path in missing else " "
        permits = f"  ({', '.join(entry.policies) or 'nothing'})" if entry.is_fine_grained else ""
        print(f"  {sign} {entry.kind} {entry.path}{permits}")
    for entry in proposal.unused:
        print(f"  - {entry.kind} {entry.path}  (nobody came by it)")
    if proposal.extra:
        print(f"    {len(proposal.extra)} projects get in besides, through the groups")
