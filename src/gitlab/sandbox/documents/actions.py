"""The endpoints that the registry describes and no rule answers, on stored documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from gitlab.sandbox.answers import Answer, Json, invalid_parameter
from gitlab.sandbox.documents.documents import Documents
from gitlab.sandbox.documents.kinds import Collection, collections, is_declared
from gitlab.sandbox.documents.roles import ANYBODY
from gitlab.sandbox.params import PAGING, Param
from gitlab.sandbox.routes import Route, shape

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["Action", "endpoints", "sent"]


class Action:
    """The rule of a described operation on a collection."""

    def __init__(self, verb: str, collection: Collection) -> None:
        self.verb, self.collection = verb, collection

    def __call__(self, ctx: Context) -> Answer | Json:
        place = "singleton" if self.collection.resource.singleton else "item"
        do = _ACTIONS.get((self.verb, place)) or _ACTIONS[self.verb, "item"]
        writes = self.verb not in ("list", "get")
        return do(Documents(ctx, self.collection, write=writes))


def endpoints(written: Iterable[Route]) -> Iterator[Route]:
    """Of every collection that rules do not hold elsewhere: what they leave to its description."""
    known = {(route.method, shape(route.path)) for route in written}
    held: set[str] = set()
    for place, found in sorted(collections().items(), key=lambda pair: pair[0].count(":")):
        above = shape(found.owner_path)
        reached = ("GET", above) in known or above.removesuffix("/:") in held
        if found.hangs_on_item and not reached:
            continue
        wanted = {(o.method, shape(o.path)): verb for verb, o in found.operations.items()}
        if is_declared(found) or (found.is_kept and known.isdisjoint(wanted)):
            held.add(place)
            for (method, path), verb in wanted.items():
                if (method, path) not in known:
                    yield _route(method, path, verb, found)


def _route(method: str, path: str, verb: str, found: Collection) -> Route:
    kind = found.kind
    params: tuple[Param, ...] = PAGING if verb == "list" else ()
    if verb in ("create", "update", "set"):
        params = kind.params
    on_item = path != shape(found.path)
    if on_item and found.resource.id_attr == "id":
        params = (*params, Param(found.param, "int"))
    return Route(
        method,
        found.item_path if on_item else found.path,
        Action(verb, found),
        params,
        public=method == "GET" and found.read == ANYBODY,
        described=True,
    )


# What the verbs do --------------------------------------------------------------------------------


def _index(documents: Documents) -> Answer:
    return documents.listed()


def _show(documents: Documents) -> Json:
    return documents.shown(documents.find())


def _create(documents: Documents) -> Json:
    return documents.shown(documents.create(sent(documents)), "create")


def _update(documents: Documents) -> Json:
    row = documents.find()
    _demand_a_change(documents)
    return documents.shown(documents.change(row, sent(documents)), "update")


def _delete(documents: Documents) -> None:
    documents.delete(documents.find())


def _set(documents: Documents) -> Json:
    """Change the one that the path names, or make it."""
    param = documents.collection.param
    changes = sent(documents) | {param: documents.ctx.params[param]}
    row = documents.get(changes[param])
    row = documents.change(row, changes) if row else documents.create(changes)
    return documents.shown(row, "set")


def _show_only(documents: Documents) -> Json:
    return documents.shown(documents.only())


def _update_only(documents: Documents) -> Json:
    return documents.shown(documents.change(documents.only(), sent(documents)), "update")


def _delete_only(documents: Documents) -> None:
    documents.delete(documents.only())


_ACTIONS: dict[tuple[str, str], Callable[[Documents], Answer | Json]] = {
    ("list", "item"): _index,
    ("get", "item"): _show,
    ("create", "item"): _create,
    ("update", "item"): _update,
    ("delete", "item"): _delete,
    ("set", "item"): _set,
    ("get", "singleton"): _show_only,
    ("update", "singleton"): _update_only,
    ("delete", "singleton"): _delete_only,
}


def sent(documents: Documents) -> Row:
    """The parameters without those of the path; a body may rename what the path names."""
    ctx = documents.ctx
    placeholders = ctx.route.placeholders
    return {name: value for name, value in ctx.params.items() if name not in placeholders}


def _demand_a_change(documents: Documents) -> None:
    needed = documents.collection.kind.needs_change
    if needed and not any(name in documents.ctx.params for name in needed):
        raise invalid_parameter(
            f"{', '.join(needed)} are missing, at least one parameter must be provided"
        )
