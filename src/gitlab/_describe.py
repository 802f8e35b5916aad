"""Reading a manager's description off its type arguments, when the class is made.

`CreateMixin[Project, ProjectCreate]` says which objects the manager makes and which parameters
GitLab takes; nothing is said twice. Only the text of annotations is looked at: evaluating them
would import half the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin

from gitlab import types as g_types

_STYLES: dict[str, type[g_types.GitlabAttribute]] = {
    "Array": g_types.ArrayAttribute,
    "CommaSeparated": g_types.CommaSeparatedListAttribute,
    "CommaSeparatedList": g_types.CommaSeparatedListAttribute,
    "CommaSeparatedString": g_types.CommaSeparatedStringAttribute,
    "Lowercase": g_types.LowercaseStringAttribute,
    "LowercaseString": g_types.LowercaseStringAttribute,
    "File": g_types.FileAttribute,
    "Image": g_types.ImageAttribute,
    "Json": g_types.JsonAttribute,
}


class Parameter(NamedTuple):
    """One parameter of an operation, as its TypedDict has it."""

    name: str
    required: bool
    style: type[g_types.GitlabAttribute] | None


def parameters(described: Any) -> Iterator[Parameter]:
    """The parameters of a TypedDict, in the order they are written."""
    required: frozenset[str] = getattr(described, "__required_keys__", frozenset())
    for name, annotation in getattr(described, "__annotations__", {}).items():
        text = getattr(annotation, "__forward_arg__", None) or str(annotation)
        # On Python 3.11 and 3.12 a quoted Required[...] does not reach __required_keys__.
        head = text.removeprefix("typing.").partition("[")[0]
        is_required = {"Required": True, "NotRequired": False}.get(head, name in required)
        yield Parameter(name, is_required, _style(text))


def _style(text: str) -> type[g_types.GitlabAttribute] | None:
    if "Annotated[" not in text:
        return None
    marker = text.rstrip("]").rpartition(",")[2].strip().rpartition(".")[2].rstrip("'>")
    return _STYLES.get(marker.removesuffix("Attribute"))


def describe_manager(manager: Any) -> None:
    """Fill `_obj_cls`, `_create_attrs`, `_update_attrs`, `_list_filters` and `_types`.

    What the class body sets itself stands.
    """
    own = manager.__dict__
    styles: dict[str, type[g_types.GitlabAttribute]] = dict(manager._types)
    for base in own.get("__orig_bases__", ()):
        roles = getattr(get_origin(base), "_type_roles", None)
        for role, argument in zip(roles or (), get_args(base), strict=False):
            if not isinstance(argument, type):
                continue
            if role == "object":
                _set(manager, "_obj_cls", argument)
                continue
            described = list(parameters(argument))
            styles.update({item.name: item.style for item in described if item.style})
            if role == "filters":
                _set(manager, "_list_filters", tuple(item.name for item in described))
            else:
                groups = own.get("_exclusive" if role == "create" else "_exclusive_update", ())
                _set(manager, f"_{role}_attrs", _required_optional(described, groups))
    if styles and "_types" not in own:
        manager._types = styles


def _set(manager: Any, name: str, value: Any) -> None:
    if name not in manager.__dict__:
        setattr(manager, name, value)


def _required_optional(
    described: list[Parameter], groups: tuple[tuple[str, ...], ...]
) -> g_types.RequiredOptional:
    exclusive = tuple(name for group in groups for name in group)
    required = tuple(item.name for item in described if item.required)
    optional = tuple(
        item.name for item in described if not item.required and item.name not in exclusive
    )
    return g_types.RequiredOptional(required=required, optional=optional, exclusive=exclusive)
