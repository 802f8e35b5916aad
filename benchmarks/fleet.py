"""What the job token tools take for a fleet of 5,000 projects: `python -m benchmarks.fleet [N]`.

Teams of 25 projects, each on the lists of a dozen others, and a policy that switches every list
on and gives each team its own group. GitLab is a sandbox in a process of its own.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from benchmarks.sandbox import serving
from gitlab import Gitlab
from gitlab.job_token import apply, audit, collect, plan, read_policy

PROJECTS, TEAM, ENTRIES = 5_000, 25, 12
T = TypeVar("T")

SERVED = """
import sys
from benchmarks.fleet import seed
from gitlab.sandbox import Sandbox

with Sandbox(seed=seed({count})) as box:
    print(box.url, box.token, flush=True)
    sys.stdin.read()
"""


def seed(count: int) -> dict[str, Any]:
    """Every fifth list is off; what a project lists is spread over the fleet."""
    teams = range(-(-count // TEAM))
    return {
        "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
        "groups": [
            {"id": 1, "full_path": "acme"},
            *({"id": 2 + team, "full_path": f"acme/t{team}"} for team in teams),
        ],
        "projects": [
            {
                "id": 1 + n,
                "full_path": f"acme/t{n // TEAM}/p{n}",
                "inbound_enabled": n % 5 != 0,
                "allowlist": {"projects": sorted(_listed(n, count)), "groups": []},
            }
            for n in range(count)
        ],
    }


def _listed(n: int, count: int) -> set[int]:
    return {1 + (n * 7 + k * 331) % count for k in range(ENTRIES)} - {1 + n}


def policy(count: int) -> str:
    """A rule for each team, as `policy init` would not write it and a person would."""
    rules = [
        f"""
  - name: team {team}
    select: {{groups: [acme/t{team}]}}
    enabled: true
    allow: {{groups: [acme/t{team}]}}"""
        for team in range(-(-count // TEAM))
    ]
    return "version: 1\nmode: at_least\nrules:" + "".join(rules)


class Clock:
    """Prints what each piece of work took, and how many requests it sent."""

    def __init__(self, client: Gitlab) -> None:
        self.client = client

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        sent = self.client.rate_budget.requests
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        requests = self.client.rate_budget.requests - sent
        print(f"{name:34}{wall:8.1f} s{cpu:8.1f} s CPU{requests:8} requests", flush=True)
        return result


def main() -> None:
    """Collect, audit, plan, apply, and collect again."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PROJECTS
    now = datetime.now(UTC)
    with serving(SERVED.format(count=count)) as (url, token), TemporaryDirectory() as folder:
        client = Gitlab(url, private_token=token)
        clock = Clock(client)
        fleet = clock("collect, by GraphQL", lambda: collect(client, "acme"))
        report = clock("audit", lambda: audit(fleet))
        wanted = clock("read the policy", lambda: read_policy(policy(count)))
        made = clock("plan", lambda: plan(fleet, wanted, now))
        journal = os.path.join(folder, "journal")
        outcome = clock("apply", lambda: apply(client, made, journal=journal))
        again = clock("collect again", lambda: collect(client, "acme"))
        left = len(plan(again, wanted, now).steps)
    print(
        f"{len(fleet.projects)} projects, {len(report.findings)} findings, {len(made.steps)} "
        f"steps; complete: {outcome.is_complete}, steps left: {left}"
    )


if __name__ == "__main__":
    main()
