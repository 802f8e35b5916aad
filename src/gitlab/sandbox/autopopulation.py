"""Fills an allowlist from the authentication log, with as few entries as it must.

https://docs.gitlab.com/ci/jobs/ci_job_token/#auto-populate-a-projects-allowlist
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from gitlab.sandbox import access
from gitlab.sandbox.allowlist import INBOUND, MAX_LINKS, NotChanged, links_of, new_link, set_inbound
from gitlab.sandbox.store import Row, Store

__all__ = ["autopopulate", "clear", "compact"]

Path: TypeAlias = tuple[str, ...]
"""From the top group down: `("group 1", "group 4", "project 7")`."""

_TABLES = ("project_links", "group_links")


def clear(store: Store, source: Row) -> None:
    """Take off the list what was put there from the log, and nothing else."""
    for table in _TABLES:
        for link in links_of(store, source, table):
            if link["autopopulated"]:
                store.delete(table, link["id"])


def autopopulate(store: Store, source: Row, user: Row) -> None:
    """Let in everything that is in the log, and switch the list on."""
    clear(store, source)
    listed = [
        _target_path(store, link) for table in _TABLES for link in links_of(store, source, table)
    ]
    logged = store.select("auth_log", accessed_project_id=source["id"])
    origins = [store.get("projects", log["origin_project_id"]) for log in logged]
    paths = (_project_path(store, origin) for origin in origins if origin)
    wanted = [path for path in paths if not _is_covered(path, listed)]
    for path in compact(wanted, MAX_LINKS - len(listed)):
        kind, _, id = path[-1].partition(" ")
        target = store.get("projects" if kind == "project" else "namespaces", int(id))
        assert target is not None
        link = new_link(store, source, target, added_by_id=user["id"], autopopulated=True)
        store.insert("project_links" if kind == "project" else "group_links", link)
    set_inbound(store, source, enabled=True)


def compact(paths: Iterable[Path], limit: int) -> list[Path]:
    """At most `limit` paths that cover these: groups stand in for what is below them.

    The lowest group with two or more below it goes first; of several, the one with the most.
    """
    found = list(dict.fromkeys(paths))
    while len(found) > limit:
        below = Counter(above for path in found for above in _above(path))
        shared = [(len(path), count, path) for path, count in below.items() if count > 1]
        if not shared:
            raise NotChanged("CompactionLimitCannotBeAchievedError")
        length = max(length for length, _, _ in shared)
        lowest = [(count, path) for depth, count, path in shared if depth == length]
        _, chosen = max(lowest, key=lambda item: item[0])
        found = list(dict.fromkeys(chosen if path[:length] == chosen else path for path in found))
    return found


def _above(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(1, len(path)))


def _is_covered(path: Path, listed: Iterable[Path]) -> bool:
    return any(path[: len(entry)] == entry for entry in listed)


def _target_path(store: Store, link: Row) -> Path:
    if link.get("direction") != INBOUND:
        return _group_path(store, link["target_group_id"])
    target = store.get("projects", link["target_project_id"])
    assert target is not None
    return _project_path(store, target)


def _project_path(store: Store, project: Row) -> Path:
    return (*_group_path(store, project["namespace_id"]), f"project {project['id']}")


def _group_path(store: Store, id: int) -> Path:
    return tuple(f"group {above}" for above in reversed(access.lineage(store, id)))
