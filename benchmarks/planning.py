"""A fleet of 10,000 projects, all of which a policy wants changed."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from gitlab.job_token import Fleet, plan, read_policy
from gitlab.job_token.state import Entry, Place, ProjectState, Use

PROJECTS = 10_000
NOW = datetime(2026, 11, 26, tzinfo=UTC)
POLICY = """\
version: 1
mode: exact
rules:
  - name: everybody
    select: {groups: [acme]}
    enabled: true
    allow: {projects: [acme/t0/p0], used_within_days: 30}
  - name: teams
    select: {paths: ["acme/*/p*"], exclude: ["acme/t7/**"]}
    allow: {groups: [acme/t1], patterns: ["acme/t9/p1*"]}
"""


def fleet() -> Fleet:
    """Teams of a hundred projects; each lists and is used by a dozen others."""
    paths = [f"acme/t{n // 100}/p{n}" for n in range(PROJECTS)]
    return Fleet(
        url="https://gitlab.example.com",
        roots=("acme",),
        surveyed=("acme",),
        groups=(Place(1, "acme"), *(Place(2 + n, f"acme/t{n}") for n in range(PROJECTS // 100))),
        projects=tuple(
            ProjectState(
                id=n + 1,
                path=path,
                visibility="private",
                inbound_enabled=n % 5 != 0,
                stored_inbound_enabled=n % 5 != 0,
                entries=tuple(
                    Entry("project", other + 1, paths[other], True)
                    for other in ((n * 7 + k * 331) % PROJECTS for k in range(12))
                    if other != n
                ),
                log=tuple(
                    Use(other + 1, paths[other], "2026-11-20T00:00:00Z")
                    for other in ((n * 11 + k * 97) % PROJECTS for k in range(12))
                ),
            )
            for n, path in enumerate(paths)
        ),
    )


def main() -> None:
    """Make the snapshot and read it back; with the word `plan` plan it too."""
    read = Fleet.from_dict(json.loads(json.dumps(fleet().to_dict())))
    if "plan" in sys.argv:
        print(plan(read, read_policy(POLICY), NOW).counts())


if __name__ == "__main__":
    main()
