"""The sandbox's data: SQLite tables whose rows are plain dicts."""

from __future__ import annotations

import json
import sqlite3
import time
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any, TypeAlias, TypeVar

from gitlab.sandbox import clock
from gitlab.sandbox.versions import NEWEST, Version

__all__ = ["TABLES", "Row", "Selection", "Store"]

Row: TypeAlias = dict[str, Any]

_PRAGMAS = "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
T = TypeVar("T")

_LARGEST = 2**63 - 1
_INNER = (list, dict)
_REMEMBERED = 1000
"""Rows that are known without asking SQLite."""
_DECODER = json.JSONDecoder()
_USER = "REFERENCES users ON DELETE CASCADE"
_PROJECT = "REFERENCES projects ON DELETE CASCADE"
_NAMESPACE = "REFERENCES namespaces ON DELETE CASCADE"

TABLES: dict[str, tuple[str, ...]] = {
    "users": ("username TEXT COLLATE NOCASE UNIQUE", "name TEXT COLLATE NOCASE", "state"),
    "namespaces": (
        "kind",
        "name TEXT COLLATE NOCASE",
        "path",
        "full_path TEXT COLLATE NOCASE UNIQUE",
        "visibility",
        f"parent_id {_NAMESPACE}",
        f"owner_id {_USER}",
    ),
    "projects": (
        "name TEXT COLLATE NOCASE",
        "path",
        "full_path TEXT COLLATE NOCASE UNIQUE",
        "visibility",
        f"namespace_id {_NAMESPACE}",
    ),
    "members": (
        f"project_id {_PROJECT}",
        f"namespace_id {_NAMESPACE}",
        f"user_id {_USER}",
        "access_level",
        "expires_at",
        "UNIQUE (project_id, user_id)",
        "UNIQUE (namespace_id, user_id)",
    ),
    "shares": (
        f"project_id {_PROJECT}",
        f"namespace_id {_NAMESPACE}",
        f"group_id {_NAMESPACE}",
        "group_access",
        "expires_at",
    ),
    "tokens": ("token TEXT UNIQUE", f"user_id {_USER}", "kind"),
    "project_links": (
        f"source_project_id {_PROJECT}",
        f"target_project_id {_PROJECT}",
        "direction",
        f"added_by_id {_USER}",
        "UNIQUE (source_project_id, target_project_id, direction)",
    ),
    "group_links": (
        f"source_project_id {_PROJECT}",
        f"target_group_id {_NAMESPACE}",
        f"added_by_id {_USER}",
        "UNIQUE (source_project_id, target_group_id)",
    ),
    "auth_log": (
        f"accessed_project_id {_PROJECT}",
        f"origin_project_id {_PROJECT}",
        "UNIQUE (accessed_project_id, origin_project_id)",
    ),
    "pipelines": (f"project_id {_PROJECT}", f"user_id {_USER}", "status", "ref TEXT", "sha TEXT"),
    "jobs": (
        f"project_id {_PROJECT}",
        f"user_id {_USER}",
        "pipeline_id REFERENCES pipelines ON DELETE CASCADE",
        "status",
        "token TEXT UNIQUE",
    ),
    "resource_groups": (f"project_id {_PROJECT}", "key TEXT", "UNIQUE (project_id, key)"),
    "terraform_states": (f"project_id {_PROJECT}", "name TEXT", "UNIQUE (project_id, name)"),
    "packages": (f"project_id {_PROJECT}", "name TEXT", "version TEXT"),
    "package_files": ("package_id REFERENCES packages ON DELETE CASCADE", "file_name TEXT"),
    "contents": (f"project_id {_PROJECT}", "kind", "owner_id", "content BLOB"),
    "git_objects": (
        f"project_id {_PROJECT}",
        "sha TEXT",
        "kind",
        "content BLOB",
        "UNIQUE (project_id, sha)",
    ),
    "git_refs": (
        f"project_id {_PROJECT}",
        "kind",
        "name TEXT",
        "sha TEXT",
        "UNIQUE (project_id, kind, name)",
    ),
    "redirects": ("old TEXT COLLATE NOCASE UNIQUE", f"project_id {_PROJECT}"),
    "stars": (f"user_id {_USER}", f"project_id {_PROJECT}", "UNIQUE (user_id, project_id)"),
    "follows": (f"user_id {_USER}", f"followed_id {_USER}", "UNIQUE (user_id, followed_id)"),
    "keys": (f"user_id {_USER}", "key TEXT UNIQUE"),
    "gpg_keys": (f"user_id {_USER}", "key TEXT UNIQUE"),
    "emails": (f"user_id {_USER}", "email TEXT COLLATE NOCASE UNIQUE"),
    "settings": (),
    "audit_events": ("entity_type", "entity_id", "author_id"),
    "documents": ("doc_kind", "doc_owner", "doc_owner_id", "doc_key TEXT"),
    "counters": ("name TEXT UNIQUE", "value"),
}
"""Table: its columns, in SQL. Each has an `id` and `data`, a JSON object of further attributes.

Booleans are attributes, never columns: SQLite would give them back as numbers.
"""

INDEXES: dict[str, tuple[str, ...]] = {
    "audit_events": ("(entity_type, entity_id)",),
    "contents": ("(kind, owner_id)",),
    "jobs": ("(pipeline_id, status)",),
    "projects": (
        "(name)",
        "(json_extract(data, '$.created_at'))",
        "(json_extract(data, '$.last_activity_at'))",
        "(json_extract(data, '$.updated_at'))",
        "(id) WHERE json_extract(data, '$.pending_delete')",
    ),
    "namespaces": ("(kind, name)",),
    "documents": ("(doc_owner, doc_owner_id, doc_kind, doc_key)", "(doc_kind)"),
}
"""Table: what is indexed besides references and what is unique."""


_OWNERS = {"users", "namespaces", "projects", "issues", "merge_requests", "documents"}
"""What documents may hang on."""


class Store:
    """The tables of one sandbox, in memory or in a file."""

    def __init__(self, path: str = ":memory:", clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        # Nobody else sees a database in memory.
        self._in_memory = path == ":memory:"
        self.delay_seconds = 0.0
        self.version: Version = NEWEST
        self._memory: dict[tuple[Any, ...], Any] = {}
        self._known: dict[tuple[Any, ...], tuple[Row | None, list[str]]] = {}
        self._is_waiting = False
        self._columns = {table: _names(columns) for table, columns in TABLES.items()}
        self._use(_opened(path))
        if self._in_memory:
            self._db.deserialize(_blank())
        else:
            self._db.executescript(_schema())

    def _use(self, db: sqlite3.Connection) -> None:
        self._db = db
        # In a shell or an example nobody closes a sandbox, and nothing is lost when it goes.
        self._closed = weakref.finalize(self, db.close)

    def get(self, table: str, id: int | None) -> Row | None:
        return self.first(table, id=id)

    def remembered(self, what: tuple[Any, ...], find: Callable[[], T]) -> T:
        """What `find` finds; it is not looked for again before something is written."""
        if what not in self._memory:
            self._memory[what] = find()
        found: T = self._memory[what]
        return found

    def first(self, table: str, **equal: Any) -> Row | None:
        # Asked several times in each request: without the way through a selection, and from
        # memory as long as nothing is written. Others may write into a file, but not during a
        # transaction.
        key = (table, *equal.items())
        if key not in self._known:
            sql = _first(table, tuple(equal))
            found = next(iter(self.rows(sql, *equal.values())), None)
            if not (self._in_memory or self._db.in_transaction):
                return found
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            inner = [name for name, value in (found or {}).items() if isinstance(value, _INNER)]
            self._known[key] = found, inner
        # A copy: rows belong to whoever asked for them.
        known, inner = self._known[key]
        if known is None:
            return None
        row = known.copy()
        for name in inner:
            row[name] = _copy(row[name])
        return row

    def select(self, table: str, **equal: Any) -> Selection:
        """Rows whose columns have these values; nothing is read yet."""
        selection = Selection(self, table)
        for column, value in equal.items():
            selection = selection.where(f"{column} IS ?", value)
        return selection

    def insert(self, table: str, row: Row) -> Row:
        names, values = self._split(table, row)
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        return row | {"id": self._write(sql, values).lastrowid}

    def update(self, table: str, id: int, **changes: Any) -> Row:
        before = self.get(table, id)
        if before is None:
            raise KeyError(f"{table} {id}")
        names, values = self._split(table, before | changes)
        marks = ", ".join(f"{name} = ?" for name in names)
        self._write(f"UPDATE {table} SET {marks} WHERE id = ?", (*values, id))
        return before | changes

    def delete(self, table: str, id: int) -> None:
        """Delete a row, and the rows that refer to it."""
        self._write(f"DELETE FROM {table} WHERE id = ?", (id,))

    def _write(self, sql: str, args: Iterable[Any]) -> sqlite3.Cursor:
        if self._is_waiting:
            self._db.execute("BEGIN")
            self._is_waiting = False
        self._memory.clear()
        self._known.clear()
        return self._db.execute(sql, _storable(args))

    def count_on(self, counter: str) -> int:
        """The next number of a counter; none is given out twice, like an `iid` in a project."""
        found = self.first("counters", name=counter)
        if found is None:
            return int(self.insert("counters", {"name": counter, "value": 1})["value"])
        return int(self.update("counters", found["id"], value=found["value"] + 1)["value"])

    def column(self, sql: str, *args: Any) -> list[Any]:
        """The first column of any query."""
        return [row[0] for row in self._db.execute(sql, _storable(args))]

    def plan(self, sql: str, *args: Any) -> list[str]:
        """How SQLite would run a query: which tables it scans, which indexes it uses."""
        steps = self._db.execute(f"EXPLAIN QUERY PLAN {sql}", _storable(args))
        return [detail for *_, detail in steps]

    def rows(self, sql: str, *args: Any) -> list[Row]:
        """The rows of any query of whole rows (`SELECT projects.* ...`)."""
        found = self._db.execute(sql, _storable(args))
        names = [column[0] for column in found.description]
        return [_row(names, values) for values in found]

    @contextmanager
    def transaction(self) -> Generator[None]:
        # Other sandboxes may have the file open: they take turns, from the first reading on.
        # In memory it begins with the first writing.
        if self._in_memory:
            self._is_waiting = True
        else:
            self._db.execute("BEGIN IMMEDIATE")
            self._known.clear()
        self._memory.clear()
        try:
            yield
        except BaseException:
            self._known.clear()
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        else:
            if self._db.in_transaction:
                self._db.execute("COMMIT")
        finally:
            self._memory.clear()
            if not self._in_memory:
                self._known.clear()
            self._is_waiting = False

    def snapshot(self) -> bytes:
        """A copy of all tables: the bytes of a SQLite file."""
        return self._db.serialize()

    def restore(self, snapshot: bytes) -> None:
        self._memory.clear()
        self._known.clear()
        if self._in_memory:
            # Into a new database: SQLite forgets, when it replaces one, to forget the tables that
            # functions like json_each stand for, and crashes when they are used next.
            fresh = _opened(":memory:")
            fresh.deserialize(snapshot)
            self._closed()
            self._use(fresh)
            return
        # By way of a copy: to deserialize into a database in a file would detach it from the file.
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(snapshot)
            copy.backup(self._db)

    def close(self) -> None:
        self._db.close()

    def timestamp(self, seconds: float | None = None) -> str:
        """A moment (now) as GitLab writes it."""
        return clock.timestamp(self.clock() if seconds is None else seconds)

    def seconds(self, timestamp: str) -> float:
        """Of a moment or date in any notation; without an offset it is UTC."""
        return clock.seconds_of(timestamp)

    def later(self) -> float:
        """The moment at which GitLab is done with what it does in the background from now on."""
        return self.clock() + self.delay_seconds

    def is_past(self, moment: float) -> bool:
        return moment <= self.clock()

    def today(self) -> str:
        return self.timestamp()[:10]

    def _split(self, table: str, row: Row) -> tuple[list[str], list[Any]]:
        columns = self._columns[table]
        data = {name: value for name, value in row.items() if name not in columns and name != "id"}
        names = [name for name in ("id", *columns) if name in row]
        return [*names, "data"], [*(row[name] for name in names), json.dumps(data)]


class Selection:
    """A query of whole rows of one table. Immutable; it runs when it is read."""

    def __init__(
        self,
        store: Store,
        table: str,
        where: tuple[str, ...] = (),
        args: tuple[Any, ...] = (),
        order: str = "id",
        walks: bool = False,
    ) -> None:
        self.store, self.table, self.order = store, table, order
        self._where, self._args, self._walks = where, args, walks

    def where(self, sql: str, *args: Any) -> Selection:
        where = (*self._where, f"({sql})")
        return Selection(
            self.store, self.table, where, (*self._args, *args), self.order, self._walks
        )

    def walking(self) -> Selection:
        """Read along the index of the order, until the page is full.

        For conditions that many rows meet: to find all of these and sort them would take longer.
        """
        return Selection(self.store, self.table, self._where, self._args, self.order, walks=True)

    def where_in(self, column: str, values: Iterable[Any]) -> Selection:
        listed = tuple(values)
        return self.where(f"{column} IN ({', '.join('?' * len(listed))})", *listed)

    def order_by(self, sql: str) -> Selection:
        return Selection(self.store, self.table, self._where, self._args, sql, self._walks)

    def page(self, limit: int, offset: int = 0) -> list[Row]:
        sql = f"{self._page} LIMIT ? OFFSET ?"
        return self.store.rows(sql, *self._args, limit, offset)

    def count(self, most: int = -1) -> int:
        """How many there are; beyond `most` nobody counts."""
        sql = f"SELECT count(*) FROM (SELECT 1 {self._from} LIMIT ?)"
        (count,) = self.store.column(sql, *self._args, most)
        return int(count)

    def plan(self) -> list[str]:
        """How SQLite would read a page: the details of its query plan."""
        return self.store.plan(f"{self._page} LIMIT 1", *self._args)

    def ids(self) -> tuple[Any, ...]:
        """The arguments of a `where` of any table whose ids these are."""
        return f"id IN (SELECT id {self._from})", *self._args

    def condition(self) -> tuple[Any, ...]:
        """The arguments of a `where` that holds for these rows of the table alone."""
        return self._condition, *self._args

    def exists(self) -> bool:
        return bool(self.store.column(f"SELECT 1 {self._from} LIMIT 1", *self._args))

    def first(self) -> Row | None:
        return next(iter(self.page(1)), None)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.page(-1))

    @property
    def _page(self) -> str:
        # With the plus, SQLite looks for no rows by the condition.
        where = f"+({self._condition})" if self._walks else self._condition
        return f"SELECT * FROM {self.table} WHERE {where} ORDER BY {self.order}"

    @property
    def _from(self) -> str:
        return f"FROM {self.table} WHERE {self._condition}"

    @property
    def _condition(self) -> str:
        return " AND ".join(self._where) or "1"


def _opened(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    db.executescript(_PRAGMAS)
    return db


def _storable(values: Iterable[Any]) -> list[Any]:
    """Numbers that no column can hold become the largest one: no row has it as its id."""
    return [
        max(-_LARGEST, min(value, _LARGEST)) if isinstance(value, int) else value
        for value in values
    ]


def _row(names: Iterable[str], values: Iterable[Any]) -> Row:
    row: Row = dict(zip(names, values, strict=True))
    row.update(_DECODER.raw_decode(row.pop("data"))[0])
    return row


def _copy(value: list[Any] | dict[str, Any]) -> list[Any] | dict[str, Any]:
    # Most of what they hold is plain: calling this for it would take longer than copying.
    if isinstance(value, dict):
        return {
            name: _copy(inner) if isinstance(inner, _INNER) else inner
            for name, inner in value.items()
        }
    return [_copy(inner) if isinstance(inner, _INNER) else inner for inner in value]


@cache
def _first(table: str, columns: tuple[str, ...]) -> str:
    where = " AND ".join(f"{column} IS ?" for column in columns) or "1"
    return f"SELECT * FROM {table} WHERE {where} ORDER BY id LIMIT 1"


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(column.split()[0] for column in columns if not column.startswith("UNIQUE"))


@cache
def _blank() -> bytes:
    """A database without rows: copying it is faster than making the tables again."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_schema())
        return db.serialize()


def _schema() -> str:
    statements: list[str] = []
    for table, columns in TABLES.items():
        # AUTOINCREMENT: the id of something deleted is never given out again.
        # Constraints come last, SQLite wants them after all columns.
        parts = ["id INTEGER PRIMARY KEY AUTOINCREMENT", "data TEXT", *columns]
        statements.append(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(parts)})")
        statements += [
            f"CREATE INDEX IF NOT EXISTS {table}_{name} ON {table} ({name})"
            for name in _names(column for column in columns if "REFERENCES" in column)
        ]
        statements += [
            f"CREATE INDEX IF NOT EXISTS {table}_by_{number} ON {table} {index}"
            for number, index in enumerate(INDEXES.get(table, ()))
        ]
    for table in _OWNERS & TABLES.keys():
        # What hangs on a row goes with it, and what hangs on that.
        owner = "OLD.doc_kind" if table == "documents" else f"'{table}'"
        statements.append(
            f"CREATE TRIGGER IF NOT EXISTS {table}_owns AFTER DELETE ON {table} BEGIN"
            f" DELETE FROM documents WHERE doc_owner = {owner} AND doc_owner_id = OLD.id; END"
        )
    return ";".join(statements)
