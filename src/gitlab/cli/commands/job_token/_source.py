"""Where an action's fleet comes from: collected from GitLab now, or a snapshot taken before."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.connection import aconnect

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Generator

    from gitlab.job_token import Fleet


def add_source(parser: ArgumentParser) -> None:
    """Declare the flags that name the fleet."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--group", metavar="ID_OR_PATH", help="the projects below this group")
    source.add_argument("--snapshot", metavar="FILE", help="what `collect` wrote, without GitLab")
    parser.add_argument(
        "--concurrency", type=int, default=8, metavar="N", help="requests under way at a time"
    )


def read_fleet(arguments: Namespace, options: Namespace) -> Fleet:
    """The fleet that the flags name. Ends the program with what is wrong if there is none."""
    if arguments.snapshot is not None:
        return read_snapshot(arguments.snapshot)
    import anyio

    return anyio.run(_collect, arguments, options)


def read_snapshot(path: str) -> Fleet:
    """What `collect` wrote. Ends the program with what is wrong with it."""
    from gitlab.exceptions import GitlabParsingError
    from gitlab.job_token import Fleet

    try:
        return Fleet.from_dict(json.loads(Path(path).read_bytes()))
    except (OSError, ValueError, GitlabParsingError) as error:
        die(f"cannot read the snapshot {path}", error, status=FAILURE)


async def _collect(arguments: Namespace, options: Namespace) -> Fleet:
    from gitlab.job_token import acollect

    async with await aconnect(options, status=FAILURE) as client:
        with progress("Reading projects") as tell:
            return await acollect(client, arguments.group, tell, concurrency=arguments.concurrency)


@contextmanager
def progress(what: str) -> Generator[Callable[[int, int], object] | None]:
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
        bar = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)
