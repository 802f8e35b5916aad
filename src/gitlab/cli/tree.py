"""The parsers: one for the global options, one for the action that the command line names.

A parser for all of it takes a quarter of a second to build, so it is made for completion and
manuals only.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from gitlab.cli.actions import Action, Flag, actions_of, groups_of
from gitlab.cli.commands import COMMANDS, command
from gitlab.cli.options import add_global_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gitlab._registry import Resource

_LONG_TYPE = 60


class Parser(argparse.ArgumentParser):
    """Says what is wrong in two lines: the usage of forty flags would hide it."""

    def error(self, message: str) -> NoReturn:
        if message.startswith("unrecognized arguments: -"):
            message += " (global options stand before the resource)"
        self.exit(2, f"{self.prog}: error: {message}\nSee `{self.prog} --help`.\n")


class GlobalParser(Parser):
    """Reads the global options, and leaves what follows the resource alone."""

    def __init__(self) -> None:
        super().__init__(
            prog="gitlab",
            usage="gitlab [global options] <resource> <action> [--flags]",
            description="GitLab's API from the command line.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        add_global_options(self)

    def format_help(self) -> str:
        self.epilog = _overview()
        return super().format_help()


def global_parser() -> GlobalParser:
    """The global options, then a resource, then words for the parser of its action."""
    parser = GlobalParser()
    parser.add_argument("gitlab_resource", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def resource_parser(resource: Resource) -> argparse.ArgumentParser:
    """All actions of a resource: for its help, and to say what is wrong with an action's name."""
    parser = Parser(prog=f"gitlab {resource.cli_name}", description=_described(resource))
    _add_actions(parser, resource)
    return parser


def action_parser(action: Action) -> argparse.ArgumentParser:
    """The flags of one action."""
    prog = f"gitlab {action.resource.cli_name} {action.name}"
    parser = Parser(prog=prog, description=_described(action.operation))
    _add_flags(parser, action)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """Everything in one parser."""
    from gitlab._registry import commands

    parser = GlobalParser()
    names = _add_names(parser)
    for resource in commands():
        inner = names.add_parser(resource.cli_name, description=_described(resource))
        _add_actions(inner, resource)
    for name in COMMANDS:
        command(name).add_to(names.add_parser(name))
    return parser


def completion_parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    """What may come next after the words typed so far: somebody waits for it at a TAB."""
    from gitlab._registry import by_cli_name, commands

    parser = GlobalParser()
    for position, word in enumerate(typed):
        if word in COMMANDS:
            command(word).add_to(_add_names(parser).add_parser(word))
            return parser
        if (resource := by_cli_name(word)) is not None:
            inner = _add_names(parser).add_parser(word)
            _add_actions(inner, resource, typed[position + 1 :])
            return parser
    known = [*(resource.cli_name for resource in commands()), *COMMANDS]
    parser.add_argument("gitlab_resource", choices=known)
    return parser


def _add_names(parser: argparse.ArgumentParser) -> Any:
    return parser.add_subparsers(
        dest="gitlab_resource",
        metavar="resource",
        required=True,
        prog="gitlab",
        parser_class=Parser,
    )


def command_parser(name: str) -> argparse.ArgumentParser:
    """The actions and flags of a command that is no resource."""
    parser = Parser(prog=f"gitlab {name}")
    command(name).add_to(parser)
    return parser


def _add_actions(
    parser: argparse.ArgumentParser, resource: Resource, typed: Sequence[str] | None = None
) -> None:
    """All actions; if `typed` is given, with the flags of those that are in it only."""
    names = parser.add_subparsers(dest="resource_action", metavar="action", required=True)
    for name, action in actions_of(resource).items():
        doc = action.operation.doc
        inner = names.add_parser(name, help=_escaped(doc), description=doc)
        if typed is None or name in typed:
            _add_flags(inner, action)


def _add_flags(parser: argparse.ArgumentParser, action: Action) -> None:
    groups: dict[tuple[str, ...], Any] = {}
    for flag in action.flags:
        names = next((each for each in action.exclusive if flag.spellings[0] in each), None)
        if names is not None and names not in groups:
            groups[names] = parser.add_mutually_exclusive_group()
        _add(parser if names is None else groups[names], flag)


def _add(parser: Any, flag: Flag) -> None:
    how: dict[str, Any] = {"metavar": _metavar(flag), "required": flag.required}
    if flag.is_switch:
        how = {"action": "store_const", "const": flag.value}
    told = argparse.SUPPRESS if flag.hidden else _escaped(flag.help or _type_help(flag))
    parser.add_argument(*flag.spellings, dest=flag.name, help=told, **how)


def _metavar(flag: Flag) -> str:
    if flag.style in ("file", "image"):
        return "@FILE"
    return flag.name.rpartition("_")[2].upper()


def _type_help(flag: Flag) -> str:
    text = flag.type.removesuffix(" | None").replace(" | RESTObject", "")
    if flag.style in ("comma", "array") or "list[" in text:
        text = f"comma-separated: {text}"
    return text if len(text) <= _LONG_TYPE else f"{text[:_LONG_TYPE]}..."


def _described(what: Any) -> str:
    parts = (what.doc, getattr(what, "docs_url", ""))
    return " ".join(part for part in parts if part)


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _overview() -> str:
    """The names of everything that may follow the global options."""
    from textwrap import fill

    from gitlab._registry import commands

    parts = [f"commands:\n  {', '.join(COMMANDS)}"]
    for title, names in groups_of(commands()).items():
        listed = fill(
            ", ".join(names),
            98,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
        parts.append(f"resources, {title.lower()}:\n{listed}")
    parts.append("`gitlab <resource> --help` lists its actions.")
    return "\n\n".join(parts)
