"""One run of the command line, from its words to its exit status."""

from __future__ import annotations

import os
import sys
import warnings
from typing import TYPE_CHECKING, Any, NoReturn

from gitlab.cli import die, values
from gitlab.cli.actions import action_of
from gitlab.cli.commands import COMMANDS, command
from gitlab.cli.connection import connect
from gitlab.cli.failing import failing_as
from gitlab.cli.options import Options, read_plainly
from gitlab.cli.reading import Unusual, plainly

if TYPE_CHECKING:
    from gitlab._registry import Resource
    from gitlab.cli.actions import Action


def run(words: list[str]) -> None:
    """Do what the words of the command line say."""
    if "_ARGCOMPLETE" in os.environ:
        _complete()
    options = _options(words)
    if options.version:
        from gitlab._version import __version__

        print(__version__)
        sys.exit(0)
    if options.gitlab_resource is None:
        _refuse("a resource and an action are required")
    format_warning = warnings.formatwarning
    warnings.formatwarning = _plain_warning
    try:
        if options.gitlab_resource in COMMANDS:
            _run_command(options)
        else:
            _run_action(_resource(options.gitlab_resource), options)
    finally:
        warnings.formatwarning = format_warning


def _options(words: list[str]) -> Options:
    try:
        return read_plainly(words)
    except Unusual:
        from gitlab.cli.tree import global_parser

        return global_parser().parse_args(words, Options())


def _run_action(resource: Resource, options: Options) -> None:
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


def _run_command(options: Options) -> None:
    from gitlab.cli.tree import command_parser

    name = str(options.gitlab_resource)
    arguments = command_parser(name).parse_args(options.words)
    text = f"gitlab {name} {arguments.action} failed"
    with failing_as(text, debug=options.debug, status=2):
        status = command(name).run(arguments, options)
    if status:
        sys.exit(status)


def _parsed(resource: Resource, words: list[str]) -> tuple[Action, dict[str, Any]]:
    action = action_of(resource, words[0]) if words else None
    if action is None:
        from gitlab.cli.tree import resource_parser

        # Prints the help that was asked for, or says what is wrong.
        resource_parser(resource).parse_args(words)
        raise AssertionError(f"an unknown action was accepted: {words}")
    try:
        return action, values.read_all(action, _given(action, words[1:]))
    except ValueError as error:
        from gitlab.cli.tree import action_parser

        action_parser(action).error(str(error))
    except OSError as error:
        die(str(error))


def _given(action: Action, words: list[str]) -> dict[str, str | bool | None]:
    """The texts of an action's flags, by name."""
    try:
        found, rest = plainly(words, action.flags, action.exclusive)
        given: dict[str, str | bool | None] = {
            flag.name: text if flag.value is None else flag.value for flag, text in found
        }
        if rest or any(flag.required and flag.name not in given for flag in action.flags):
            raise Unusual
    except Unusual:
        from gitlab.cli.tree import action_parser

        given = vars(action_parser(action).parse_args(words))
    return given


def _resource(name: str) -> Resource:
    from gitlab._registry import by_cli_name

    return by_cli_name(name) or _refuse(f"there is no resource {name!r}{_meant(name)}")


def _refuse(text: str) -> NoReturn:
    """Say what is wrong with the words of the command line."""
    from gitlab.cli.tree import global_parser

    global_parser().error(text)


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
    from gitlab.cli.tree import completion_parser

    # The last word may still grow.
    typed = os.environ.get("COMP_LINE", "").split(" ")[1:-1]
    argcomplete.autocomplete(completion_parser(typed))
