"""Ids that GitLab takes as numbers only: full paths and objects are looked up first.

A manager names the operations where that is so in `_integer_ids`. Text with a slash is a full
path; other text is GitLab's to refuse. What is looked up is told by the name: `target_project_id`
is a project, `target_group_id` a group.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from gitlab._core import decode
from gitlab._core.encode import split_options
from gitlab._core.flow import Flow, ask
from gitlab._core.values import Call
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab.exceptions import GitlabError


class Manager(Protocol):
    """A manager of either colour."""

    _own_parent_attrs: dict[str, Any] | None
    _own_path: str | None

    @property
    def parent_attrs(self) -> dict[str, Any]: ...


def number_parents(
    manager: Manager, error: type[GitlabError], kwargs: Mapping[str, Any]
) -> Flow[None]:
    """Replace the paths among the manager's parent ids; it keeps the numbers for later calls."""
    known = manager.parent_attrs
    numbers = dict(known)
    for name, value in known.items():
        numbers[name] = yield from numbered(name, value, error, kwargs)
    if numbers != known:
        manager._own_parent_attrs, manager._own_path = numbers, None


def numbered(
    name: str, value: Any, error: type[GitlabError], kwargs: Mapping[str, Any]
) -> Flow[Any]:
    """The numeric id behind `value`, asked of GitLab when it is a path."""
    path = _path_of(value)
    if path is None:
        return id_of(value)
    collection = "/projects" if name.endswith("project_id") else "/groups"
    # Who is asked for matters to what can be found; filters of the caller do not.
    sudo = {"sudo": kwargs["sudo"]} if "sudo" in kwargs else {}
    found = yield from ask(
        Call(
            "GET",
            f"{collection}/{EncodedId(path)}",
            decode.to_dict,
            query=sudo,
            error=error,
            options=split_options(kwargs)[1],
        )
    )
    return found["id"]


def id_of(value: Any) -> Any:
    """The id of an object; anything else as it is."""
    get_id = getattr(value, "get_id", None)
    return value if get_id is None else get_id()


def _path_of(value: Any) -> str | None:
    found = id_of(value)
    if isinstance(found, EncodedId):
        from urllib.parse import unquote

        found = unquote(found)
    if not isinstance(found, str) or found.isdigit():
        return None
    # An object made from a path is a path for certain, a top-level group has no slash.
    return found if "/" in found or found is not value else None
