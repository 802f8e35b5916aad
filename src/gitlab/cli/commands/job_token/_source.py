"""Where an action's fleet comes from: collected from GitLab now, or a snapshot taken before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.connection import aconnect
from gitlab.cli.progress import progress

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from gitlab.job_token import Fleet, History


def add_source(parser: ArgumentParser) -> Any:
    """Declare the flags that name the fleet, a snapshot among them; answers what holds them."""
    source = _add_groups(parser)
    source.add_argument("--snapshot", metavar="FILE", help="what `collect` wrote, without GitLab")
    return source


def add_history(parser: ArgumentParser) -> None:
    """Declare the flag that completes the fleet's log with what was kept of it."""
    parser.add_argument(
        "--history", metavar="FILE", help="take in what `log pull` has kept of the log"
    )


def add_live_source(parser: ArgumentParser, *, required: bool = True) -> None:
    """Declare the flags that name a fleet in GitLab."""
    _add_groups(parser, required=required)


def _add_groups(parser: ArgumentParser, *, required: bool = True) -> Any:
    source = parser.add_mutually_exclusive_group(required=required)
    source.add_argument(
        "--group",
        metavar="ID_OR_PATH",
        action="append",
        help="the projects below this group; give it again for more groups",
    )
    source.add_argument("--instance", action="store_true", help="all projects that you can see")
    parser.add_argument(
        "--concurrency", type=int, default=8, metavar="N", help="requests under way at a time"
    )
    return source


def read_fleet(arguments: Namespace, options: Namespace) -> Fleet:
    """The fleet that the flags name. Ends the program with what is wrong if there is none."""
    if arguments.snapshot is not None:
        return read_snapshot(arguments.snapshot)
    return read_live_fleet(arguments, options)


def read_completed_fleet(arguments: Namespace, options: Namespace) -> Fleet:
    """The fleet that the flags name, its log with what the history knows."""
    fleet = read_fleet(arguments, options)
    if arguments.history is None:
        return fleet
    with open_history(arguments.history, must_exist=True) as history:
        return history.complete(fleet)


def open_history(file: str, *, must_exist: bool = False) -> History:
    """The log's history in a file. Ends the program with what is wrong with it."""
    from pathlib import Path
    from sqlite3 import Error

    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import History

    if must_exist and not Path(file).exists():
        die(f"there is no {file}: `gitlab job-token log pull` writes it", status=FAILURE)
    try:
        return History(file)
    except (Error, GitlabParsingError) as error:
        die(f"cannot open {file}", error, status=FAILURE)


def read_live_fleet(
    arguments: Namespace, options: Namespace, *, journal: str | None = None
) -> Fleet:
    """The same from GitLab; `journal` keeps what was read, for another try."""
    import anyio

    return anyio.run(_collect, arguments, options, journal)


def read_snapshot(path: str) -> Fleet:
    """What `collect` wrote. Ends the program with what is wrong with it."""
    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import load

    try:
        return load(path)
    except (OSError, GitlabParsingError) as error:
        die(f"cannot read the snapshot {path}", error, status=FAILURE)


async def _collect(arguments: Namespace, options: Namespace, journal: str | None) -> Fleet:
    from gitlab.job_token import acollect

    async with await aconnect(options, status=FAILURE) as client:
        with progress("Reading projects") as tell:
            return await acollect(
                client,
                arguments.group,
                tell,
                concurrency=arguments.concurrency,
                journal=journal,
            )
