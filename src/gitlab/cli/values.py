"""Text from the command line as what the library takes."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from gitlab.cli.actions import AS_IT_IS, OF_LISTS, UNUSED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gitlab.cli.actions import Action, Flag

_PLAIN = re.compile(r"(list\[)?(str|int|float|bool|bytes|Any|Path)\]?")


def from_file(text: str) -> str | bytes:
    """`@path` is what the file holds, as bytes if it is no UTF-8; `@@text` is `@text`.

    `@-` is what comes on standard input.
    """
    if text.startswith("@@") or not text.startswith("@"):
        return text.removeprefix("@")
    if text == "@-":
        content = sys.stdin.buffer.read()
    else:
        from pathlib import Path

        content = Path(text[1:]).expanduser().read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content


def read(flag: Flag, text: str) -> Any:
    """The value of a flag: lists from comma-separated text, structures from JSON, else text."""
    if flag.style == AS_IT_IS:
        return text
    value = from_file(text)
    if not isinstance(value, str):
        return value
    if flag.style == "json" or _is_structure(flag.type):
        return _json(flag, value)
    if flag.style in ("comma", "array") or "list[" in flag.type:
        return [item.strip() for item in value.split(",")] if value.strip() else []
    return value


def read_argument(flag: Flag, text: str) -> Any:
    """The value of a method's argument: a method may test what GitLab would read from text."""
    value = read(flag, text)
    kinds = {kind.strip() for kind in flag.type.split("|")} - {"None"}
    if kinds == {"bool"} and isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if kinds == {"float"} and isinstance(value, str):
        return _number(flag, value)
    return value


def _number(flag: Flag, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{flag.spelled} takes a number, not {text!r}") from None


def _is_structure(type_text: str) -> bool:
    """Whether a type has parts with names, which only JSON can write."""
    alternatives = re.sub(r"Literal\[[^]]*\]", "str", type_text).split(" | ")
    return not any(_PLAIN.fullmatch(alternative) for alternative in alternatives)


def _json(flag: Flag, text: str) -> Any:
    import json

    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError(f"{flag.spelled} takes JSON: {error}") from None


def read_all(action: Action, given: Mapping[str, str | bool | None]) -> dict[str, Any]:
    """All values that were given for an action, by name."""
    reading = read if action.is_verb or action.name in OF_LISTS else read_argument
    return {
        flag.name: reading(flag, text) if isinstance(text, str) else text
        for flag in action.flags
        if (text := given.get(flag.name)) is not None and flag.style != UNUSED
    }
