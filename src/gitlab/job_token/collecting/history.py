"""The authentication log over years: GitLab keeps the last use of each pair for thirty days.

A SQLite file takes in what each snapshot knows. Taking in the same again changes nothing, a kill
leaves it as it was before, and of several writers one goes after the other.

https://docs.gitlab.com/ci/jobs/ci_job_token/#job-token-authentication-log
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token.state import Fleet, ProjectState, Use

__all__ = ["History", "Line"]

_APPLICATION = 0x6A746C67
_VERSION = 1
_PATIENCE_SECONDS = 30.0
_TABLES = """
CREATE TABLE paths (
    url TEXT, id INTEGER, path TEXT NOT NULL,
    PRIMARY KEY (url, id)
) WITHOUT ROWID;
CREATE TABLE uses (
    url TEXT, project_id INTEGER, origin_id INTEGER, at TEXT, policies TEXT,
    PRIMARY KEY (url, project_id, origin_id, at)
) WITHOUT ROWID;
CREATE TABLE pulls (
    url TEXT, taken_at TEXT, projects INTEGER NOT NULL, without_log INTEGER NOT NULL,
    PRIMARY KEY (url, taken_at)
) WITHOUT ROWID;
"""


class Line(NamedTuple):
    """Jobs of `origin` that used their tokens on `project`: when first and last, as was seen.

    `seen` is how many different last times GitLab told. There may have been more uses.
    """

    project: str
    origin: str
    first: str
    last: str
    seen: int
    policies: tuple[str, ...] | None


class History:
    """A file of the log's lines, of one GitLab or several.

    Raises GitlabParsingError for a file that is something else.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._db = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise GitlabParsingError(f"{path} is no log history: {error}") from None
        except GitlabParsingError:
            self._db.close()
            raise

    def _prepare(self) -> None:
        with self._writing() as db:
            (application,) = db.execute("PRAGMA application_id").fetchone()
            (version,) = db.execute("PRAGMA user_version").fetchone()
            (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if not tables:
                for statement in _TABLES.split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {_APPLICATION}")
                db.execute(f"PRAGMA user_version = {_VERSION}")
            elif (application, version) != (_APPLICATION, _VERSION):
                raise GitlabParsingError(
                    f"{self._path} is no log history of this version: name another file"
                )

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        """All or nothing, and nobody else meanwhile."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def add(self, fleet: Fleet) -> int:
        """Take in the logs of a snapshot; return how many lines were new."""
        known = [project for project in fleet.projects if project.log is not None]
        with self._writing() as db:
            before = db.total_changes
            db.executemany(
                "INSERT INTO uses VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET policies = excluded.policies"
                " WHERE policies IS NULL AND excluded.policies IS NOT NULL",
                (
                    (fleet.url, project.id, use.origin_id, _utc(use.last_authorized_at), policies)
                    for project in known
                    for use in project.log or ()
                    for policies in [None if use.policies is None else " ".join(use.policies)]
                ),
            )
            new = db.total_changes - before
            db.executemany(
                "INSERT OR REPLACE INTO paths VALUES (?, ?, ?)",
                {
                    (fleet.url, id, path)
                    for project in known
                    for id, path in [
                        (project.id, project.path),
                        *((use.origin_id, use.origin_path) for use in project.log or ()),
                    ]
                },
            )
            db.execute(
                "INSERT OR REPLACE INTO pulls VALUES (?, ?, ?, ?)",
                (
                    fleet.url,
                    fleet.taken_at or "",
                    len(fleet.projects),
                    len(fleet.projects) - len(known),
                ),
            )
        return new

    def lines(self, *, project: str | None = None, since: str | None = None) -> Iterator[Line]:
        """What is known, by project and origin; `since` leaves out what was used before only."""
        rows = self._db.execute(
            "SELECT project.path, origin.path, min(at), max(at), count(*),"
            " group_concat(policies, ' '), count(policies)"
            " FROM uses"
            " JOIN paths AS project ON (project.url, project.id) = (uses.url, project_id)"
            " JOIN paths AS origin ON (origin.url, origin.id) = (uses.url, origin_id)"
            " WHERE ?1 IS NULL OR lower(project.path) = lower(?1)"
            " GROUP BY uses.url, project_id, origin_id"
            " HAVING ?2 IS NULL OR max(at) >= ?2"
            " ORDER BY project.path, origin.path",
            (project, None if since is None else _utc(since)),
        )
        for path, origin, first, last, seen, policies, told in rows:
            yield Line(path, origin, first, last, seen, _names(policies, told == seen))

    def complete(self, fleet: Fleet) -> Fleet:
        """The fleet, its logs with what was seen before; what has no log now gets the old one."""
        seen: dict[int, dict[int, Use]] = {}
        rows = self._db.execute(
            "SELECT project_id, origin_id, path, max(at), count(*),"
            " group_concat(policies, ' '), count(policies)"
            " FROM uses JOIN paths ON (paths.url, paths.id) = (uses.url, origin_id)"
            " WHERE uses.url = ? GROUP BY project_id, origin_id",
            (fleet.url,),
        )
        for id, origin, path, last, count, policies, told in rows:
            use = Use(origin, path, last, _names(policies, told == count))
            seen.setdefault(id, {})[origin] = use
        return replace(fleet, projects=tuple(_completed(p, seen.get(p.id)) for p in fleet.projects))

    def known_since(self, url: str) -> str | None:
        """When the first snapshot of a GitLab was taken in; thirty days before that are known."""
        row: Any = self._db.execute("SELECT min(taken_at) FROM pulls WHERE url = ?", (url,))
        first: str | None = row.fetchone()[0]
        return first

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _completed(project: ProjectState, seen: dict[int, Use] | None) -> ProjectState:
    if seen is None:
        return project
    merged = dict(seen)
    for use in project.log or ():
        before = merged.get(use.origin_id)
        if before is None or _utc(use.last_authorized_at) > before.last_authorized_at:
            policies = use.policies
        else:
            use, policies = before._replace(origin_path=use.origin_path), before.policies
        merged[use.origin_id] = use._replace(policies=policies)
    return replace(project, log=tuple(sorted(merged.values())))


def _names(policies: str | None, complete: bool) -> tuple[str, ...] | None:
    """The permissions in what the database joined; None unless every use told its own."""
    return tuple(sorted(set((policies or "").split()))) if complete else None


def _utc(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
