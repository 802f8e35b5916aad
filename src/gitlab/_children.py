"""Child managers: `project.job_token_scope`, `gl.projects`.

A class annotation whose type name ends in `Manager` is a child manager. Each becomes a class-level
descriptor, found once when the class is made; the manager itself is made on first touch and then
lies in the instance's `__dict__`, so that an object costs nothing for children nobody asks for.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ChildManager:
    """Makes the manager named in the annotation, once for each object."""

    __slots__ = ("class_name", "name")

    def __init__(self, name: str, class_name: str) -> None:
        self.name = name
        self.class_name = class_name

    def __get__(self, owner: Any, owner_type: type[Any] | None = None) -> Any:
        if owner is None:
            return self
        manager = owner.__dict__[self.name] = owner._make_manager(self._class_for(type(owner)))
        return manager

    def _class_for(self, owner_type: type[Any]) -> type[Any]:
        """The class of that name, as the module that annotates it would see it."""
        import sys

        for holder in owner_type.__mro__:
            if self.name in holder.__dict__.get("__annotations__", ()):
                namespace = vars(sys.modules[holder.__module__])
                if self.class_name in namespace:
                    found: type[Any] = namespace[self.class_name]
                    return found
                return described_class(self.class_name, like=holder.__module__)
        raise AttributeError(f"{owner_type.__name__} has no child manager {self.name!r}")


def described_class(class_name: str, like: str) -> type[Any]:
    """A class of the resource descriptions, of the colour that the module `like` has."""
    from importlib import import_module

    from gitlab._homes import HOMES

    colour = "aio" if like.startswith("gitlab.aio.") else "v4"
    module = import_module(f"gitlab.{colour}.objects.{HOMES[class_name]}")
    found: type[Any] = getattr(module, class_name)
    return found


def install(cls: type[Any]) -> None:
    """Put a descriptor on `cls` for each of its own annotations that names a manager."""
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        class_name = annotation if isinstance(annotation, str) else annotation.__name__
        if class_name.endswith("Manager") and name not in cls.__dict__:
            setattr(cls, name, ChildManager(name, class_name.rpartition(".")[2]))
