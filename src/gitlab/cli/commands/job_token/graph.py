"""`gitlab job-token graph`: the access graph as a page to look at, or for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._source import add_source, read_fleet

if TYPE_CHECKING:
    from argparse import Namespace

FORMATS = ("html", "csv", "json", "graphml", "dot")


def add_to(actions: Any) -> None:
    """Declare `graph`."""
    graph = actions.add_parser(
        "graph",
        help="draw it: a page, CSV, JSON, GraphML, DOT",
        description="Write who gets in where. The HTML page is one file that needs no network; "
        "its table can be read and used from the keyboard.",
    )
    add_source(graph)
    graph.add_argument("-f", "--format", choices=FORMATS, help="default: by FILE's name, or html")
    graph.add_argument("-o", "--output", metavar="FILE", help="default: standard output")


def run(arguments: Namespace, options: Namespace) -> int:
    """Write the graph."""
    named = Path(arguments.output or "").suffix.removeprefix(".")
    text = _drawn(arguments.format or (named if named in FORMATS else "html"), arguments, options)
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    try:
        Path(arguments.output).write_text(text, "utf-8")
    except OSError as error:
        die(f"cannot write {arguments.output}", error, status=FAILURE)
    return 0


def _drawn(form: str, arguments: Namespace, options: Namespace) -> str:
    from gitlab.job_token import EXPORTS, as_html, audit

    fleet = read_fleet(arguments, options)
    if form == "html":
        return as_html(fleet, audit(fleet).findings)
    return EXPORTS[form](fleet)
