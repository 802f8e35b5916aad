"""Answers for people and for programs: lines on a terminal, JSON where it goes elsewhere."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable


def add_output(parser: ArgumentParser) -> None:
    """Declare `--output`."""
    parser.add_argument(
        "--output",
        choices=("table", "json"),
        default="table" if sys.stdout.isatty() else "json",
        help="lines on a terminal, JSON otherwise",
    )


def show(output: str, value: Any, lines: Iterable[str]) -> None:
    """Print the one or the other."""
    if output == "json":
        json.dump(value, sys.stdout, indent=2)
        print()
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
