"""The JSON of a document: the fields that its description declares, each with a value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gitlab._registry import resources
from gitlab.sandbox.documents.kinds import Collection
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.params import Upload

if TYPE_CHECKING:
    from gitlab.sandbox.documents.documents import Documents
    from gitlab.sandbox.store import Row

__all__ = ["changes", "made_by", "neutral", "scalars", "shown"]

_NEUTRAL: dict[str, Any] = {"bool": False, "int": 0, "float": 0.0, "str": "", "list": []}
_STATES = {"close": "closed", "reopen": "opened", "activate": "active"}
_MADE_FOR = ("author", "user", "owner", "creator")
"""Fields for the user who made a thing."""


def shown(documents: Documents, row: Row, verb: str = "get") -> dict[str, Any]:
    """The fields of the answer to `verb`."""
    kind = documents.collection.kind
    further = dict(kind.show(documents, row)) if kind.show else {}
    other = {"projects": "group_id", "groups": "project_id"}.get(documents.collection.root)
    absent = {*kind.absent, *(() if verb == "create" else kind.once), other} - further.keys()
    found = {
        name: further.pop(name) if name in further else _value(documents, row, name, told)
        for name, told in _declared(documents.collection.resource.manager, verb)
        if name not in absent
    }
    return found | further


def scalars(collection: Collection) -> dict[str, Any]:
    """The plain fields of something new: stored, so that lists can filter and order by them."""
    return {
        name: neutral(kind)
        for name, kind in collection.resource.attributes
        if name not in ("id", "iid", "web_url", "project_id", "group_id")
        and not name.endswith("_at")
        and kind.partition("[")[0] in ("bool", "int", "float", "str", "Literal")
        and "None" not in kind
    }


def neutral(kind: str) -> Any:
    """A value of a type that says nothing; of a closed set the first, as GitLab lists it."""
    if kind.endswith("| None"):
        return None
    if kind.startswith("Literal["):
        first = kind[len("Literal[") : -1].partition(", ")[0]
        return first.strip("'") if first.startswith("'") else int(first)
    found = _NEUTRAL.get(kind.partition("[")[0], {})
    return found if isinstance(found, bool | int | float | str) else type(found)()


def changes(documents: Documents, sent: Row) -> Row:
    """What is to be stored of the parameters."""
    id_attr = documents.collection.resource.id_attr or "id"
    attributes = dict(documents.collection.resource.attributes)
    found: Row = {}
    for name, value in sent.items():
        if name == "state_event":
            if value in _STATES:
                found["state"] = _STATES[value]
        elif name == f"new_{id_attr}":
            if value is not None:
                found[id_attr] = value
        elif value == "" and name.endswith("_date"):
            found[name] = None
        elif isinstance(value, Upload):
            found |= _uploaded(documents, name, value.filename)
        elif isinstance(value, list) and attributes.get(name, "").startswith("str"):
            found[name] = ",".join(map(str, value))
        else:
            found[name] = value
    return found


def made_by(collection: Collection, user: Row | None) -> Row:
    """The references to the user who makes a thing."""
    id = user["id"] if user else None
    return {f"{name}_id": id for name in _MADE_FOR if name in dict(collection.resource.attributes)}


def _uploaded(documents: Documents, name: str, filename: str) -> Row:
    place = f"uploads/-/system/{documents.collection.name}/{name}/{filename}"
    attributes = dict(documents.collection.resource.attributes)
    if f"{name}_url" in attributes:
        return {f"{name}_url": documents.ctx.url(place)}
    return {name: f"/{place}"}


@cache
def _declared(manager: str, verb: str) -> tuple[tuple[str, str], ...]:
    resource = resources()[manager]
    operation = resource.operations.get(verb)
    return (operation.shape if operation else ()) or resource.attributes


def _value(documents: Documents, row: Row, name: str, kind: str) -> Any:
    if name in row and (_is_plain(kind) or not isinstance(row[name], str | int)):
        return row[name]
    if name == "web_url":
        return documents.web_url(row)
    if name in ("project_id", "group_id"):
        return documents.root.id if documents.collection.root == f"{name[:-3]}s" else neutral(kind)
    if "UserBasic" in kind:
        return _users(documents, row, name, kind)
    return neutral(kind)


def _is_plain(kind: str) -> bool:
    """Whether values are sent as they are shown; of things, ids or names are sent."""
    return kind.startswith(("bool", "int", "float", "str", "Literal", "list", "dict"))


def _users(documents: Documents, row: Row, name: str, kind: str) -> Any:
    """From the ids that a document has of them."""
    ctx = documents.ctx
    if kind.startswith("list["):
        ids = row.get(f"{name.removesuffix('s')}_ids") or ()
        return [user_basic(ctx, user) for id in ids if (user := ctx.store.get("users", id))]
    user = ctx.store.get("users", row.get(f"{name}_id"))
    return user_basic(ctx, user) if user else None
