"""Global ids: `gid://gitlab/Project/1`."""

from __future__ import annotations

import re

from graphql import GraphQLError

__all__ = ["from_global_id", "to_global_id"]

_GLOBAL_ID = re.compile(r"gid://gitlab/([\w:]+)/(\d+)", re.ASCII)


def to_global_id(model: str, id: int) -> str:
    return f"gid://gitlab/{model}/{id}"


def from_global_id(text: str, model: str) -> int:
    """The number in a global id of a model, refused when it is one of another or none."""
    found = _GLOBAL_ID.fullmatch(text)
    if found is None:
        raise GraphQLError(f"{text} is not a valid GitLab ID.")
    if found[1] != model:
        raise GraphQLError(f"{text} is not a valid ID for {model}.")
    return int(found[2])
