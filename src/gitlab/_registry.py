"""What GitLab's API offers, as values: resources, their operations and parameters.

Read from the generated index, so that no resource module is imported; a value is made when it is
first asked for. The command line, the sandbox and the reference pages are drawn from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

__all__ = [
    "Operation",
    "Parameter",
    "Resource",
    "by_cli_name",
    "commands",
    "module_of",
    "resources",
    "roots",
]


class Parameter(NamedTuple):
    """One parameter of an operation."""

    name: str
    type: str
    """The annotation's text with aliases written out: `list[str]`, `Literal['a', 'b']`."""
    required: bool
    style: str
    """How it is written for GitLab: `comma`, `array`, `file`, `image`, `lower`, `json` or ``."""


class Operation(NamedTuple):
    """One thing that GitLab does with a resource."""

    name: str
    method: str
    path: str
    """The whole template; its last placeholder is the resource's own id, if it has one."""
    parameters: tuple[Parameter, ...]
    shape: tuple[tuple[str, str], ...]
    """The fields of the answer and their types, where they are not the resource's attributes."""
    exclusive: tuple[tuple[str, ...], ...]
    """Groups of parameters of which GitLab takes one."""
    doc: str
    on: str
    """`manager`, or `object` when only an object in hand offers it."""
    streams: bool = False
    """Whether the answer is a file, which can be read in parts."""


class Resource(NamedTuple):
    """A manager and the objects that it makes."""

    name: str
    manager: str
    module: str
    path: str
    id_attr: str | None
    repr_attr: str | None
    parents: tuple[tuple[str, str], ...]
    """Each placeholder of the path and the parent's attribute that fills it."""
    operations: Mapping[str, Operation]
    """By name; by `manager.name` where objects have another action of that name."""
    attributes: tuple[tuple[str, str], ...]
    children: tuple[tuple[str, str], ...]
    doc: str
    docs_url: str
    integer_ids: tuple[str, ...]
    """The operations whose path takes ids as numbers only."""
    singleton: bool
    extras: tuple[Operation, ...] = ()
    """What the classes offer beyond GitLab's operations, such as to wait: without a path."""
    ids: tuple[str, ...] = ()
    """All ids there are, where they are a closed set."""

    @property
    def cli_name(self) -> str:
        return cli_name(self.name)


def resources() -> Mapping[str, Resource]:
    """Every resource, by the name of its manager's class."""
    return _resources


def roots() -> tuple[tuple[str, str], ...]:
    """The attributes of the client and the managers they hold."""
    from gitlab._index import ROOTS

    return ROOTS


def by_cli_name(name: str) -> Resource | None:
    """The resource that the command line calls `name`, such as `project-merge-request`.

    Where several managers make the same objects, it is the one that is called like them.
    """
    # To name all resources would take longer than to look through them.
    plain = name.replace("-", "")
    alike = (pair for pair in _resources.names() if pair[1].lower() == plain)
    manager = _by_cli_name(alike).get(name)
    return None if manager is None else _resources[manager]


def commands() -> list[Resource]:
    """The resources that the command line offers, each name once."""
    return [_resources[manager] for manager in _resources.managers_by_cli_name.values()]


def module_of(class_name: str) -> str:
    """The module of an object's or manager's class; KeyError if there is none of that name."""
    from gitlab._homes import HOMES

    return f"gitlab.v4.objects.{HOMES[class_name]}"


def cli_name(class_name: str) -> str:
    """`ProjectMergeRequest` as `project-merge-request`, `UserGPGKey` as `user-gpg-key`."""
    import re

    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", class_name).lower()


class _Resources(Mapping[str, Resource]):
    """The index, whose entries become values when they are touched."""

    def __init__(self) -> None:
        self._made: dict[str, Resource] = {}

    @cached_property
    def _index(self) -> Mapping[str, tuple[str, ...]]:
        from gitlab._index import RESOURCES

        return RESOURCES

    def __getitem__(self, manager: str) -> Resource:
        if manager not in self._made:
            self._made[manager] = _resource(manager, *self._index[manager])
        return self._made[manager]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def names(self) -> Iterator[tuple[str, str]]:
        """Each manager and the class of its objects; objects without a class have no name."""
        for manager, (told, *_) in self._index.items():
            name = told.split('"', 2)[1]
            if name != "RESTObject":
                yield manager, name

    @cached_property
    def managers_by_cli_name(self) -> dict[str, str]:
        return _by_cli_name(self.names())


def _by_cli_name(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for manager, name in names:
        if manager == f"{name}Manager":
            found[cli_name(name)] = manager
        else:
            found.setdefault(cli_name(name), manager)
    return found


_resources = _Resources()


def _resource(manager: str, told: str, *operations: str) -> Resource:
    import json

    (
        name,
        module,
        path,
        id_attr,
        repr_attr,
        parents,
        singleton,
        integer_ids,
        ids,
        doc,
        docs_url,
        attributes,
        children,
        extras,
    ) = json.loads(told)
    return Resource(
        name=name,
        manager=manager,
        module=module,
        path=path,
        id_attr=id_attr,
        repr_attr=repr_attr,
        parents=tuple((placeholder, attribute) for placeholder, attribute in parents),
        operations=_Operations(operations),
        extras=tuple(_operation(*each) for each in extras),
        attributes=_pairs(attributes),
        children=_pairs(children),
        doc=doc,
        docs_url=docs_url,
        integer_ids=tuple(integer_ids),
        singleton=singleton,
        ids=tuple(ids),
    )


class _Operations(Mapping[str, Operation]):
    """A resource's operations, which become values when they are touched."""

    def __init__(self, told: Iterable[str]) -> None:
        self._told: dict[str, str] = {}
        self._made: dict[str, Operation] = {}
        for each in told:
            name = each.split('"', 2)[1]
            self._told[f"manager.{name}" if name in self._told else name] = each

    def __getitem__(self, name: str) -> Operation:
        if name not in self._made:
            import json

            self._made[name] = _operation(*json.loads(self._told[name]))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def _operation(
    name: str,
    method: str,
    path: str,
    on: str,
    doc: str,
    parameters: str,
    shape: str,
    exclusive: list[list[str]],
    streams: bool,
) -> Operation:
    return Operation(
        name=name,
        method=method,
        path=path,
        parameters=tuple(_parameter(*pair) for pair in _pairs(parameters)),
        shape=_pairs(shape),
        exclusive=tuple(tuple(names) for names in exclusive),
        doc=doc,
        on=on,
        streams=streams,
    )


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """`id: int; name: str` as pairs."""
    pairs = (part.partition(": ") for part in text.split("; ") if part)
    return tuple((name, told) for name, _, told in pairs)


def _parameter(name: str, told: str) -> Parameter:
    type_text, _, style = told.partition(" @")
    return Parameter(name.removesuffix("!"), type_text, name.endswith("!"), style)
