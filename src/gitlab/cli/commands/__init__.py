"""Commands that are no resource of GitLab's API.

A command's module has `add_to(parser)`, which declares its actions and flags, and
`run(arguments, options)`, which takes these and the global options and returns the exit status.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["COMMANDS", "Command", "command"]


class Command(Protocol):
    """What a command's module offers."""

    def add_to(self, parser: ArgumentParser) -> None: ...

    def run(self, arguments: Namespace, options: Namespace) -> int: ...


COMMANDS = ("job-token", "sandbox")


def command(name: str) -> Command:
    """The module behind a command's name, imported when it is used."""
    return cast(Command, import_module(f"{__name__}.{name.replace('-', '_')}"))
