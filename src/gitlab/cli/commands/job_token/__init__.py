"""`gitlab job-token`: CI/CD job token access across a fleet, a module for each action."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["ACTIONS", "FAILURE", "FINDINGS"]

ACTIONS = (
    "collect",
    "audit",
    "explain",
    "access",
    "graph",
    "compact",
    "policy",
    "plan",
    "apply",
    "undo",
    "log",
)
"""In the order of the help, which is the order of work."""

FINDINGS = 1
FAILURE = 2


class Action(Protocol):
    """What an action's module offers."""

    def add_to(self, actions: Any) -> None:
        """Declare the action and its flags."""
        ...

    def run(self, arguments: Namespace, options: Namespace) -> int:
        """Do it, and return the exit status."""
        ...


def add_to(parser: ArgumentParser) -> None:
    """Declare every action."""
    parser.description = "CI/CD job token access across many projects."
    actions = parser.add_subparsers(dest="action", metavar="action", required=True)
    for name in ACTIONS:
        _action(name).add_to(actions)


def run(arguments: Namespace, options: Namespace) -> int:
    """Run the action that was named."""
    return _action(arguments.action).run(arguments, options)


def _action(name: str) -> Action:
    return cast("Action", import_module(f"{__name__}.{name}"))
