"""Collections that the registry describes, and what rules add to a description."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from gitlab.sandbox.documents.roles import levels
from gitlab.sandbox.params import Param
from gitlab.sandbox.routes import shape

if TYPE_CHECKING:
    from gitlab._registry import Operation, Resource
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.documents.documents import Documents
    from gitlab.sandbox.store import Row, Selection

__all__ = [
    "Collection",
    "Filter",
    "Kind",
    "collection",
    "collections",
    "declare",
    "is_declared",
    "last_part",
]

ROOTS = ("projects", "groups", "users")
VERBS = ("list", "get", "create", "update", "delete", "set")

_COMPUTED = re.compile(
    "repository/|ci/lint|bulk_imports|mirror/|pipelines|export|service_accounts|discussions|wikis"
    "|invitations|applications|saml_group_links|ldap_group_links|links|related_epics"
    r"|gitlab_subscription|dependency_list_exports|\w*repository_storage_moves"
)
"""Names of what GitLab works out, or makes into something else: a stored answer would be a lie."""


Filter: TypeAlias = Callable[["Context", Any], tuple[str, tuple[Any, ...]]]
"""The SQL that a filter's value stands for, and its arguments."""


class Kind(NamedTuple):
    """What GitLab does with a kind of thing besides keeping it; every part may be left out."""

    thing: str | None = None
    """As in "404 Label Not Found"; an empty text for the bare "404 Not found"."""
    read: int | None = None
    write: int | None = None
    """The levels of `roles`, where they differ from its table."""
    order: str = "id"
    """The SQL of a list's order when the request asks for none."""
    unique: tuple[str, ...] = ()
    """What no two things of one owner have in common. What a path names is unique anyhow."""
    taken: Callable[[Row], Exception] | None = None
    """How a second one is refused; by default as an attribute that "has already been taken"."""
    defaults: Mapping[str, Any] = {}
    """Of new things, where a neutral value is not GitLab's."""
    params: tuple[Param, ...] = ()
    """Of creation and change: what the description lacks, or says otherwise."""
    needs_change: tuple[str, ...] = ()
    """Parameters of which a change must have at least one."""
    once: tuple[str, ...] = ()
    """Fields that only the answer to a creation has, like a secret."""
    absent: tuple[str, ...] = ()
    """Fields that the description has for other owners."""
    param: str = ""
    """The last placeholder's name: GitLab tells it in "hook_id is invalid"."""
    by_id: bool = False
    """Whether a path may also have the id of what is otherwise named by its name."""
    begin: Callable[[Documents], None] | None = None
    """Makes what an owner has of them from the start, before they are looked at."""
    prepare: Callable[[Documents, Row, Row], None] | None = None
    """Given the thing as it is (empty when new) and the changes: refuses, or adds to them."""
    follow: Callable[[Documents, Row, Row], None] | None = None
    """Given the thing before (empty when new) and after: what else comes of it."""
    guard: Callable[[Documents, Row], None] | None = None
    """Refuses callers who may write, but not change or delete this one."""
    show: Callable[[Documents, Row], Mapping[str, Any]] | None = None
    """Fields of the answer that are not stored as they are shown."""
    orders: Mapping[str, str] = {}
    """The SQL of orders by more than a field, by their names; `{}` stands for the direction."""
    filters: Mapping[str, Filter] = {}
    """Those of a list that do more than compare a field, by their parameters."""
    select: Callable[[Documents], Selection] | None = None
    """What reading sees, where that is not just what the owner has."""


class Collection(NamedTuple):
    """The things of one kind below one owner: `/projects/:id/boards/:board_id/lists`."""

    path: str
    resource: Resource
    kind: Kind

    @property
    def name(self) -> str:
        """The last part of the path: `lists`; `repository/commits` is one part."""
        return last_part(self.path)

    @property
    def root(self) -> str:
        """`projects`, `groups`, `users`, or an empty text for what belongs to the instance."""
        first, *below = self.path[1:].split("/")
        return first if first in ROOTS and below and below[0].startswith(":") else ""

    @property
    def owner_path(self) -> str:
        """The path of the item that the collection hangs on."""
        return self.path[: -len(self.name) - 1]

    @property
    def hangs_on_item(self) -> bool:
        """Whether there is an item between the root and the collection."""
        return self.owner_path.count(":") > bool(self.root)

    @property
    def item_path(self) -> str:
        return f"{self.path}/:{self.param}"

    @property
    def param(self) -> str:
        id_attr = self.resource.id_attr or "id"
        if self.kind.param or id_attr not in ("id", "iid"):
            return self.kind.param or id_attr
        return f"{_singular(self.name.rpartition('/')[2])}_{id_attr}"

    @property
    def read(self) -> int:
        level = self.kind.read
        return levels(self.root, self.name).read if level is None else level

    @property
    def write(self) -> int:
        level = self.kind.write
        return levels(self.root, self.name).write if level is None else level

    @property
    def thing(self) -> str:
        """As in "404 Board List Not Found", without the owner that the class is named for."""
        if self.kind.thing is not None:
            return self.kind.thing
        name = self.resource.name
        for owner in ("Project", "Group", "User"):
            name = name.removeprefix(owner) or name
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)

    @property
    def is_kept(self) -> bool:
        """Whether it holds what requests put there, and no more than that."""
        return not _COMPUTED.match(self.name) and any(
            verb in self.operations
            for verb in (("create", "update") if self.resource.singleton else ("create", "set"))
        )

    @property
    def operations(self) -> dict[str, Operation]:
        """The described ones that stand where such a verb stands: most of them at the items."""
        whole = shape(self.path)
        found = self.resource.operations
        return {
            verb: operation
            for verb in VERBS
            if (operation := found.get(verb))
            and shape(operation.path) == (whole if self._is_at_whole(verb) else f"{whole}/:")
        }

    def _is_at_whole(self, verb: str) -> bool:
        return verb in ("list", "create") or self.resource.singleton


_declared: dict[str, Kind] = {}


def declare(kind: Kind, *paths: str) -> Kind:
    """Tell what is particular about the things at these paths (see `gitlab.sandbox.documents`)."""
    for path in paths:
        if shape(path) in _declared:
            raise ValueError(f"two declarations of {path}")
        _declared[shape(path)] = kind
    return kind


def is_declared(collection: Collection) -> bool:
    return shape(collection.path) in _declared


def collection(path: str) -> Collection:
    """The one at a path such as `/projects/:id/labels`; names of placeholders do not matter."""
    return collections()[shape(path)]


@cache
def collections() -> dict[str, Collection]:
    """Every described collection, by the shape of its path. Call it when all rules are loaded."""
    from gitlab._registry import resources

    found: dict[str, Collection] = {}
    for resource in resources().values():
        key = shape(resource.path)
        if key not in found:
            kind = _declared.get(key, Kind())
            found[key] = Collection(_route_path(resource.path), resource, kind)
    return found


def last_part(path: str) -> str:
    """Of a collection's path, what follows the last placeholder."""
    return path.rpartition(":")[2].partition("/")[2] if ":" in path else path[1:]


def _route_path(path: str) -> str:
    """With the placeholder of a project or group called `id`, as rules expect it."""
    path = re.sub(r"\{(\w+)\}", r":\1", "/" + path.strip("/"))
    return re.sub(r"^/(projects|groups)/:\w+", r"/\1/:id", path)


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return re.sub(r"(?<=ch|us)es$|s$", "", name)
