"""How far a command is, shown where somebody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@contextmanager
def progress(
    what: str, *, in_bytes: bool = False
) -> Generator[Callable[[int, int | None], object] | None]:
    """A bar on standard error, if that is a terminal and rich can draw it, and None otherwise.

    It is told what is done, and of how much if that is known.
    """
    if not sys.stderr.isatty():
        yield None
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
    except ImportError:
        yield None
        return
    columns = (
        (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
        if in_bytes
        else Progress.get_default_columns()
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)
