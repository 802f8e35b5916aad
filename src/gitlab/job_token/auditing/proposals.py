"""The smallest allowlists that let in what the log has seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from gitlab.job_token.access import listed, nearest
from gitlab.job_token.compacting.compaction import compact
from gitlab.job_token.compacting.merging import Limits
from gitlab.job_token.policies import fewest
from gitlab.job_token.state import LIMIT, Entry, Fleet, Place, ProjectState, Use, is_dying

__all__ = ["Proposal", "propose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The list that a project needs, as far as the log knows, beside the one that it has.

    `entries` are whom the log has seen: projects, or groups where they are too many; `extra` are
    the projects that these groups let in besides. An entry is fine-grained where the log tells
    what every use needed, keeps its permissions where it is listed already, and has None for them
    where neither is known. `missing` are origins that the present list would keep out; `unused`
    are present entries by which nobody came.
    """

    project: ProjectState
    entries: tuple[Entry, ...]
    extra: tuple[Place, ...]
    missing: tuple[Use, ...]
    unused: tuple[Entry, ...]

    def to_dict(self) -> dict[str, Any]:
        """The proposal as JSON has it."""
        return {
            "project": self.project.path,
            "entries": [asdict(entry) for entry in self.entries],
            "extra": [place.path for place in self.extra],
            "missing": [use._asdict() for use in self.missing],
            "unused": [asdict(entry) for entry in self.unused],
        }


def propose(
    project: ProjectState, fleet: Fleet, *, days: int | None = None, limit: int = LIMIT
) -> Proposal:
    """Find the smallest list that lets in the log's origins of the last `days` before `fleet`.

    Raises ValueError if the log could not be read, or no list of `limit` entries lets all in.
    """
    if project.log is None:
        raise ValueError(
            f"the authentication log of {project.path} could not be read: it needs GitLab 17.6, "
            "GraphQL and the Maintainer role"
        )
    uses = [use for use in _recent(project.log, fleet, days) if not is_dying(use.origin_path)]
    present = listed(project.foreign)
    through: defaultdict[Entry | None, list[Use]] = defaultdict(list)
    for use in uses:
        through[nearest(present, use.origin_path)].append(use)
    entries = tuple(_entry(use, nearest(present, use.origin_path)) for use in uses)
    extra: tuple[Place, ...] = ()
    if len(entries) > limit:
        entries, extra = _merged(project, entries, fleet, Limits(projects=limit, groups=limit))
    return Proposal(
        project=project,
        entries=tuple(sorted(entries, key=lambda entry: (entry.kind == "group", entry.path))),
        extra=extra,
        missing=tuple(through[None]),
        unused=tuple(entry for entry in project.foreign if entry not in through),
    )


def _recent(log: Iterable[Use], fleet: Fleet, days: int | None) -> Iterable[Use]:
    if days is None:
        return log
    if fleet.taken_at is None:
        raise ValueError("the snapshot does not tell when it was taken: collect it anew")
    since = datetime.fromisoformat(fleet.taken_at) - timedelta(days=days)
    return (use for use in log if datetime.fromisoformat(use.last_authorized_at) >= since)


def _entry(use: Use, present: Entry | None) -> Entry:
    if use.policies is not None:
        return Entry("project", use.origin_id, use.origin_path, False, fewest(use.policies))
    if present is None:
        return Entry("project", use.origin_id, use.origin_path)
    return Entry(
        "project",
        use.origin_id,
        use.origin_path,
        present.default_permissions,
        present.policies,
    )


def _merged(
    project: ProjectState, entries: tuple[Entry, ...], fleet: Fleet, limits: Limits
) -> tuple[tuple[Entry, ...], tuple[Place, ...]]:
    """The same in fewer entries, groups among them."""
    needed = replace(project, entries=(*project.listed("self"), *entries))
    best = compact(needed, fleet, limits).best
    if best is None:
        raise ValueError(
            f"no allowlist lets in all {len(entries)} projects that used {project.path}"
        )
    return tuple(entry for entry in best.entries if entry.kind != "self"), best.extra
