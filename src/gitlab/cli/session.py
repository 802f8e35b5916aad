"""One run of the command line, from its words to its exit status."""

from __future__ import annotations

import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

from gitlab.cli import die, tree, values
from gitlab.cli.actions import actions_of
from gitlab.cli.commands import COMMANDS, command
from gitlab.cli.connection import connect
from gitlab.cli.failing import failing_as

if TYPE_CHECKING:
    from argparse import Namespace

    from gitlab._registry import Resource
    from gitlab.cli.actions import Action


def run(words: list[str]) -> None:
    """Do what the words of the command line say."""
    if "_ARGCOMPLETE" in os.environ:
        _complete()
    parser = tree.global_parser()
    options = parser.parse_args(words)
    if options.version:
        from gitlab._version import __version__

        print(__version__)
        sys.exit(0)
    if options.gitlab_resource is None:
        parser.error("a resource and an action are required")
    format_warning = warnings.formatwarning
    warnings.formatwarning = _plain_warning
    try:
        if options.gitlab_resource in COMMANDS:
            _run_command(options)
        else:
            _run_action(_resource(options.gitlab_resource, parser), options)
    finally:
        warnings.formatwarning = format_warning


def _run_action(resource: Resource, options: Namespace) -> None:
    action, given = _parsed(resource, options.words)
    action = action.chosen(given)
    from gitlab.cli import output, perform

    fields = [name.strip() for name in (options.fields or "").split(",") if name.strip()]
    printer = output.printer(options.output, fields, verbose=options.verbose)
    failing = failing_as(lambda error: perform.failure(action, error), debug=options.debug)
    with connect(options) as client, failing:
        result = perform.perform(client, action, given)
        output.write(result, printer)
    if status := perform.exit_status(action, result):
        sys.exit(status)


def _run_command(options: Namespace) -> None:
    name, words = options.gitlab_resource, options.words
    arguments = tree.command_parser(name).parse_args(words)
    text = f"gitlab {name} {arguments.action} failed"
    with failing_as(text, debug=options.debug, status=2):
        status = command(name).run(arguments, options)
    if status:
        sys.exit(status)


def _parsed(resource: Resource, words: list[str]) -> tuple[Action, dict[str, Any]]:
    action = actions_of(resource).get(words[0]) if words else None
    if action is None:
        # Prints the help that was asked for, or says what is wrong.
        tree.resource_parser(resource).parse_args(words)
        raise AssertionError(f"an unknown action was accepted: {words}")
    parser = tree.action_parser(action)
    given = vars(parser.parse_args(words[1:]))
    try:
        return action, values.read_all(action, given)
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        die(str(error))


def _resource(name: str, parser: tree.GlobalParser) -> Resource:
    from gitlab._registry import by_cli_name

    resource = by_cli_name(name)
    return resource or parser.error(f"there is no resource {name!r}{_meant(name)}")


def _meant(name: str) -> str:
    from difflib import get_close_matches

    from gitlab._registry import commands

    known = {*COMMANDS, *(resource.cli_name for resource in commands())}
    close = get_close_matches(name, sorted(known), n=3)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def _plain_warning(message: Warning | str, *_where: object, **_line: object) -> str:
    """Where in the source a warning arose says nothing to those who typed a command."""
    return f"Warning: {message}\n"


def _complete() -> None:
    """Answer the shell, which waits at a TAB; returns only without the package for it."""
    try:
        import argcomplete
    except ImportError:
        return
    typed = os.environ.get("COMP_LINE", "").split()
    argcomplete.autocomplete(tree.whole_parser(filled=typed))
