"""The documents of one collection, as one request sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access
from gitlab.sandbox.activity import note_thing
from gitlab.sandbox.answers import Answer, Refused, invalid, missing, not_found
from gitlab.sandbox.audit import audit_thing
from gitlab.sandbox.documents import filters
from gitlab.sandbox.documents.fields import changes, made_by, scalars, shown
from gitlab.sandbox.documents.kinds import Collection, collection, last_part
from gitlab.sandbox.documents.owners import Owner, ask, placed, root
from gitlab.sandbox.documents.roles import demand
from gitlab.sandbox.routes import router, shape

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Selection

__all__ = ["Documents"]


class Documents:
    """Finds the owner, 404 where there is none, and demands the level that reading takes."""

    def __init__(self, ctx: Context, found: Collection | str, *, write: bool = False) -> None:
        self.ctx = ctx
        self.collection = collection(found) if isinstance(found, str) else found
        self.root = root(ctx, self.collection.root)
        demand(ctx, self.collection.read, self.root.row)
        self.owner = self._owner()
        self._write = write
        if write:
            self.demand(self.collection.write)
        if self.collection.kind.begin:
            self.collection.kind.begin(self)

    def demand(self, level: int) -> None:
        """403 unless the caller has this level at the head of the path."""
        demand(self.ctx, level, self.root.row)

    # Finding

    def all(self) -> Selection:
        """What reading sees; what is inherited is changed where it comes from."""
        select = self.collection.kind.select
        return select(self) if select and not self._write else self.own()

    def own(self) -> Selection:
        return self.ctx.store.select(
            "documents",
            doc_owner=self.owner.table,
            doc_owner_id=self.owner.id,
            doc_kind=self.collection.name,
        )

    def around(self, *, above: bool = False, below: bool = False) -> Selection:
        """What the project or group has, and the groups above it, and those below a group."""
        store, row = self.ctx.store, self.root.row or {}
        of_project = self.root.table == "projects"
        groups: list[int] = [] if of_project else [row["id"]]
        if above:
            groups += access.lineage(store, row["namespace_id" if of_project else "id"])
        if below:
            groups += access.descendants(store, row["id"])
        marks = ", ".join("?" * len(groups))
        return store.select("documents", doc_kind=self.collection.name).where(
            "doc_owner = 'projects' AND doc_owner_id = ?"
            f" OR doc_owner = 'namespaces' AND doc_owner_id IN ({marks})",
            row["id"] if of_project else None,
            *groups,
        )

    def find(self, value: Any = None) -> Row:
        """The one that a value, by default of the path's last placeholder, names; or 404."""
        value = self.ctx.params[self.collection.param] if value is None else value
        row = self.get(value)
        if row is None:
            raise self.not_found()
        if self._write and self.collection.kind.guard:
            self.collection.kind.guard(self, row)
        return row

    def only(self) -> Row:
        """The single one that the owner has. Unless it is created, it is there from the start."""
        if row := self.all().first():
            return row
        if "create" in self.collection.operations:
            raise self.not_found()
        return self.create({})

    def get(self, value: Any) -> Row | None:
        named = (self.collection.resource.id_attr or "id") != "id"
        row = self.all().where("doc_key = ?", str(value)).first() if named else None
        if row is None and (self.collection.kind.by_id or not named) and str(value).isdecimal():
            row = self.all().where("id = ?", int(value)).first()
        return row

    def by_number(self, id: Any) -> Row:
        """The one with the `id` that no other thing has, where paths name it by that; or 404."""
        found = self.all().where("id = ?", int(id)).first() if str(id).isdecimal() else None
        if found is None:
            raise self.not_found()
        return found

    def not_found(self) -> Refused:
        thing = self.collection.thing
        return not_found(thing) if thing else missing()

    def listed(self) -> Answer:
        """A page, filtered and ordered as the request says."""
        rows = filters.filtered(self.ctx, self.collection, self.all())
        rows = filters.ordered(self.collection, rows, self.ctx.params)
        return self.ctx.paginate(rows, lambda _, row: self.shown(row, "list"))

    def shown(self, row: Row, verb: str = "get") -> dict[str, Any]:
        return shown(self, row, verb)

    def web_url(self, row: Row) -> str:
        """Where people see it. Things of a project or group are below a dash."""
        below = f"{self.collection.name}/{row.get('iid') or row['id']}"
        path = (self.root.row or {}).get("full_path")
        if path is None:
            return self.ctx.url(f"-/{below}")
        prefix = "groups/" if self.collection.root == "groups" else ""
        return self.ctx.url(f"{prefix}{path}/-/{below}")

    # Changing

    def create(self, sent: Row) -> Row:
        kind = self.collection.kind
        now = self.ctx.now()
        row: Row = {"created_at": now, "updated_at": now, **kind.defaults}
        row |= {name: value for name, value in changes(self, sent).items() if value is not None}
        row = scalars(self.collection) | made_by(self.collection, self.ctx.user) | row
        if kind.prepare:
            kind.prepare(self, {}, row)
        self._refuse_taken(row)
        made = self._insert(row)
        if self.root.table == "projects":
            on = None if self.owner is self.root else self.owner.row
            note_thing(self.ctx, int(self.root.id), self.collection.name, made, on)
        audit_thing(self.ctx, self.root.row, self.collection.name, made, "add")
        if kind.follow:
            kind.follow(self, {}, made)
        return made

    def change(self, row: Row, sent: Row) -> Row:
        made = {"updated_at": self.ctx.now(), **changes(self, sent)}
        if self.collection.kind.prepare:
            self.collection.kind.prepare(self, row, made)
        self._refuse_taken(row | made, row["id"])
        key = self._key(row | made)
        changed = self.ctx.store.update("documents", row["id"], **made, doc_key=key)
        audit_thing(self.ctx, self.root.row, self.collection.name, changed, "change")
        if self.collection.kind.follow:
            self.collection.kind.follow(self, row, changed)
        return changed

    def delete(self, row: Row) -> None:
        self.ctx.store.delete("documents", row["id"])
        audit_thing(self.ctx, self.root.row, self.collection.name, row, "remove")

    def _insert(self, row: Row) -> Row:
        if "iid" in dict(self.collection.resource.attributes):
            counter = f"{self.owner.table} {self.owner.id} {self.collection.name}"
            row.setdefault("iid", self.ctx.store.count_on(counter))
        place = {
            "doc_kind": self.collection.name,
            "doc_owner": self.owner.table,
            "doc_owner_id": self.owner.id,
        }
        return self.ctx.store.insert("documents", row | place | {"doc_key": self._key(row)})

    def _key(self, row: Row) -> str | None:
        id_attr = self.collection.resource.id_attr
        return None if id_attr in (None, "id") else str(row.get(id_attr))

    def _refuse_taken(self, row: Row, but: int | None = None) -> None:
        kind = self.collection.kind
        id_attr = self.collection.resource.id_attr or "id"
        names = kind.unique or (() if id_attr in ("id", "iid") else (id_attr,))
        others = self.own().where("id IS NOT ?", but)
        for name in names:
            others = others.where(f"json_extract(data, '$.{name}') IS ?", row.get(name))
        if names and others.exists():
            text = ["has already been taken"]
            raise kind.taken(row) if kind.taken else invalid(**{names[0]: text})

    def _owner(self) -> Owner:
        """The last item of the path, above the collection: kept here, or as its endpoint says."""
        path = self.collection.owner_path
        if not self.collection.hangs_on_item:
            return self.root
        above = path.rpartition("/")[0]
        route = router().by_shape.get(("GET", shape(path)))
        if route is None or route.described:
            parent = Documents(self.ctx, above)
            at = path.count(":") - 1
            value = placed(self.ctx)[at]
            if (
                parent.collection.resource.id_attr == "iid"
                and "iid" not in (self.ctx.route.placeholders[at])
            ):
                row = parent.by_number(value)
            else:
                row = parent.find(value)
            return Owner(parent.collection.name, row["id"], row)
        item = ask(self.ctx, route)
        id = item["id"]
        # Commits are named alike in every fork.
        return Owner(last_part(above), id if isinstance(id, int) else f"{self.root.id} {id}", item)
