"""Who really gets in: an allowlist with its groups written out as projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gitlab.job_token.state import Entry, GroupTree, Kind, ProjectState, above

__all__ = ["Access", "Listed", "admitted", "listed", "nearest"]

Listed: TypeAlias = Mapping[tuple[Kind, str], Entry]
"""Entries by their kind and their path in lower case, as GitLab compares paths."""


@dataclass(frozen=True, slots=True)
class Access:
    """The projects whose jobs get in; the job's user needs a role there all the same.

    `everyone` means that the allowlist is off; `projects` are those it names even so, the project
    itself included. `unknown` are listed groups whose projects the token could not list.
    """

    everyone: bool
    projects: frozenset[int]
    unknown: tuple[Entry, ...] = ()


def admitted(project: ProjectState, tree: GroupTree) -> Access | None:
    """Who gets into a project; None when its scope could not be read."""
    if project.error is not None:
        return None
    admitted = {project.id}
    unknown = []
    for entry in project.entries:
        if entry.is_dying:
            continue
        if entry.kind != "group":
            admitted.add(entry.id)
        elif (below := tree.below(entry.path)) is not None:
            admitted |= below
        else:
            unknown.append(entry)
    return Access(not project.inbound_enabled, frozenset(admitted), tuple(unknown))


def listed(entries: Iterable[Entry]) -> Listed:
    """The entries, to look them up with `nearest`."""
    return {(entry.kind, entry.path.lower()): entry for entry in entries}


def nearest(listed: Listed, path: str) -> Entry | None:
    """The entry that decides for a project: its own, else that of its nearest listed group."""
    path = path.lower()
    if ("project", path) in listed:
        return listed["project", path]
    groups = (listed.get(("group", group)) for group in above(path))
    return next((group for group in groups if group is not None), None)
