"""Actions that a program of one's own adds before it calls `gitlab.cli.main()`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gitlab._registry import Operation

__all__ = ["CustomAction", "register_custom_action"]

F = TypeVar("F", bound="Callable[..., Any]")


class CustomAction(NamedTuple):
    """What the command line knows of an added action."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    in_object: bool
    requires_id: bool
    help: str | None


_added: dict[str, dict[str, tuple[CustomAction, Callable[..., Any]]]] = {}


def register_custom_action(
    *,
    cls_names: str | tuple[str, ...],
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    custom_action: str | None = None,
    requires_id: bool = True,
    help: str | None = None,
) -> Callable[[F], F]:
    """Offer the decorated function as an action of a class's resource, `Project` or a manager.

    It is called with the object or manager, and with the flags that were given, by name.
    """

    def added(function: F) -> F:
        name = (custom_action or function.__name__).replace("_", "-")
        for cls_name in (cls_names,) if isinstance(cls_names, str) else cls_names:
            in_object = not cls_name.endswith("Manager")
            action = CustomAction(required, optional, in_object, requires_id, help)
            resource = cls_name.removesuffix("Manager")
            _added.setdefault(resource, {})[name] = action, function
        return function

    return added


def operations(resource: str) -> Iterator[Operation]:
    """The actions that were added to a resource."""
    from gitlab._registry import Operation, Parameter

    for name, (action, function) in _added.get(resource, {}).items():
        flags = [*((each, True) for each in action.required)]
        flags += [(each, False) for each in action.optional]
        yield Operation(
            name=name.replace("-", "_"),
            method="",
            path="",
            parameters=tuple(Parameter(each, "str", needed, "") for each, needed in flags),
            shape=(),
            exclusive=(),
            doc=action.help or (function.__doc__ or "").partition("\n")[0],
            on="object" if action.in_object else "manager",
        )


def method(resource: str, name: str, holder: Any) -> Callable[..., Any] | None:
    """The function behind an action that was added, for an object or manager."""
    added = _added.get(resource, {}).get(name)
    return None if added is None else partial(added[1], holder)
