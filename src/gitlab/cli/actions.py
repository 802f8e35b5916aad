"""What can be done with a resource on the command line, read off the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gitlab._registry import Operation, Resource

VERBS = frozenset({"list", "get", "create", "update", "delete"})
OF_LISTS = frozenset({"list", "first", "count"})
WITHOUT_ID = OF_LISTS | {"create"}
UNUSED = "unused"
"""The style of an id that changes nothing."""
AS_IT_IS = "as it is"
"""The style of text that names a file and means no content."""


class Flag(NamedTuple):
    """One flag of an action: `--project-id`."""

    name: str
    """The attribute's or parameter's name, under which its value is passed on."""
    type: str = "str"
    required: bool = False
    style: str = ""
    help: str = ""
    value: bool | None = None
    """What a switch gives; other flags take text."""
    hidden: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        if self.value is False:
            return (f"--no-{_dashed(self.name)}",)
        # `from_` is called so in Python, where `from` is a word of the language.
        return tuple(
            dict.fromkeys((f"--{_dashed(self.name)}", f"--{_dashed(self.name).rstrip('-')}"))
        )

    @property
    def spelled(self) -> str:
        return self.spellings[-1]

    @property
    def is_switch(self) -> bool:
        return self.value is not None


PAGING = (
    Flag("page", "int"),
    Flag("per_page", "int", help="items on a page, at most 100"),
    Flag("get_all", help="all pages, not just one", value=True),
    Flag("get_all", help="one page", value=False),
)
FILE = (
    Flag(
        "output_file",
        style=AS_IT_IS,
        help="where to save it; `-` is standard output, as without the flag",
    ),
    Flag("resume", help="go on with what an attempt that failed has saved", value=True),
)
SUDO = Flag("sudo", help="act for this user (administrators)")


class Action(NamedTuple):
    """One operation of a resource, as a command."""

    resource: Resource
    operation: Operation
    of_one: Operation | None = None
    """What the action does instead when it is given an id."""

    @property
    def name(self) -> str:
        return _dashed(self.operation.name)

    @property
    def is_verb(self) -> bool:
        return self.operation.name in VERBS

    @property
    def flags(self) -> list[Flag]:
        """All of them, those with the same name once."""
        own = [*self.parents, *(each for each in (self.id, self._other_id) if each is not None)]
        more = [*PAGING] if self.name == "list" else [*FILE] if self.operation.streams else []
        if self.is_verb or self.resource.parents:
            # Actions of top-level resources may lack the keyword arguments that would carry it.
            more.append(SUDO)
        known = {flag.name for flag in (*own, *self.parameters)}
        return [*own, *self.parameters, *(flag for flag in more if flag.name not in known)]

    @property
    def exclusive(self) -> list[tuple[str, ...]]:
        """Groups of spellings of which one may be given."""
        groups = [
            tuple(f"--{_dashed(name)}" for name in names) for names in self.operation.exclusive
        ]
        return [*groups, ("--get-all", "--no-get-all")] if self.name == "list" else groups

    @property
    def parents(self) -> tuple[Flag, ...]:
        """The ids that the resource's path is made of."""
        return tuple(
            Flag(placeholder, "int | str", required=True, help=_parent_help(placeholder))
            for placeholder, _ in self.resource.parents
        )

    @property
    def id(self) -> Flag | None:
        """The id of the one resource that is meant, if there are several."""
        name = self.resource.id_attr
        if name is None or not self._is_of_one:
            return None
        return Flag(name, "int | str", required=True, help="the resource's id")

    @property
    def _other_id(self) -> Flag | None:
        """An id without which all are meant, or one that changes nothing.

        Scripts pass it to every action but `list` and `create`.
        """
        name = self.resource.id_attr
        if name is None or self.id is not None or self.flag(name) is not None:
            return None
        if any(flag.name == name for flag in self.parents):
            return None
        if self.of_one is not None:
            return Flag(name, help=f"{self.of_one.doc} All of them without it.")
        return None if self.name in WITHOUT_ID else Flag(name, style=UNUSED, hidden=True)

    @property
    def _is_of_one(self) -> bool:
        operation, resource = self.operation, self.resource
        if operation.name in WITHOUT_ID or (operation.name == "get" and resource.singleton):
            return False
        # Labels are updated with their name in the body.
        if operation.name == "update" or operation.on == "object":
            return True
        if self.is_verb:
            return f"{{{resource.id_attr}}}" in operation.path
        return operation.path.startswith(f"{resource.path}/{{{resource.id_attr}}}")

    @property
    def parameters(self) -> tuple[Flag, ...]:
        """What the operation itself takes."""
        addressed = {flag.name for flag in (*self.parents, self.id) if flag is not None}
        return tuple(
            Flag(*parameter[:2], required=parameter.required, style=parameter.style)
            for parameter in self.operation.parameters
            if parameter.name not in addressed
        )

    def flag(self, name: str) -> Flag | None:
        """The parameter of that name."""
        return next((flag for flag in self.parameters if flag.name == name), None)

    def chosen(self, given: Mapping[str, object]) -> Action:
        """The action that is meant where it depends on whether an id was given."""
        if self.of_one is None or self.resource.id_attr not in given:
            return self
        return Action(self.resource, self.of_one)


def actions_of(resource: Resource) -> dict[str, Action]:
    """The verbs that the manager has, and every other action, by their names in commands."""
    return _actions(resource, (*resource.operations.values(), *_extras(resource)))


def action_of(resource: Resource, name: str) -> Action | None:
    """The action that commands call `name`; other operations are not looked at."""
    keys = (name.replace("-", "_"), f"manager.{name.replace('-', '_')}")
    operations = [resource.operations[key] for key in keys if key in resource.operations]
    return _actions(resource, operations or _extras(resource)).get(name)


def _actions(resource: Resource, operations: Iterable[Operation]) -> dict[str, Action]:
    found: dict[str, Action] = {}
    for operation in operations:
        action = Action(resource, operation)
        if not _is_offered(action):
            continue
        other = found.get(action.name)
        found[action.name] = action._replace(of_one=other.operation if other else None)
    return found


def _extras(resource: Resource) -> Iterator[Operation]:
    """What the library does with several requests, or with none."""
    if (listed := resource.operations.get("list")) is not None:
        yield listed._replace(name="first", doc="Show the first resource that `list` would.")
        yield listed._replace(name="count", doc="Print how many resources `list --get-all` has.")
    yield from resource.extras
    from gitlab.cli import custom

    yield from custom.operations(resource.name)


def _is_offered(action: Action) -> bool:
    # `delete` of an object goes through its manager, so an object alone cannot do it.
    return not action.is_verb or action.operation.on == "manager"


def groups_of(resources: Iterable[Resource]) -> dict[str, list[str]]:
    """The names of all resources, by where they are found."""
    groups: dict[str, list[str]] = {"Projects": [], "Groups": [], "Users": [], "Instance": []}
    places = {"projects": "Projects", "groups": "Groups", "users": "Users", "user": "Users"}
    for resource in resources:
        place = resource.path.split("/")[1] if resource.path else ""
        group = groups[places.get(place, "Instance")]
        if resource.cli_name not in group:
            group.append(resource.cli_name)
    return {title: sorted(names) for title, names in groups.items() if names}


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _parent_help(placeholder: str) -> str:
    if placeholder in ("project_id", "group_id"):
        return "id or full path"
    return ""
