"""Texts that mean true and false, in files, in the environment and on the command line."""

from __future__ import annotations

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def boolean(text: str) -> bool:
    """What a text means; ValueError for any other one, an empty one too."""
    word = text.strip().lower()
    if word not in TRUE | FALSE:
        raise ValueError(f"{text!r} is neither true nor false")
    return word in TRUE


def boolean_or_path(text: str) -> bool | str:
    """For `ssl_verify`: what is neither true nor false is a file of CAs."""
    if not text.strip():
        # Nobody shall switch checks off with a variable that happens to be empty.
        raise ValueError("it is empty: say true, false, or which file of CAs to trust")
    try:
        return boolean(text)
    except ValueError:
        return text
