"""What is wrong with a policy beyond its form, told without GitLab."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from gitlab.job_token.policy_files.demands import Directory
from gitlab.job_token.policy_files.documents import Mark
from gitlab.job_token.policy_files.reading import PolicyFile
from gitlab.job_token.state import Fleet

__all__ = ["Remark", "check_policy"]

SOON = timedelta(days=14)


class Remark(NamedTuple):
    """Something to mend (error) or to know (warning), and where it stands."""

    severity: Literal["error", "warning"]
    mark: Mark
    message: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.severity}: {self.message}"


def check_policy(policy: PolicyFile, now: datetime, fleet: Fleet | None = None) -> list[Remark]:
    """Look for exceptions that have expired or soon will.

    Given a fleet, look too for names that nobody knows, and for selectors that select nothing.
    """
    remarks = [*_exceptions(policy, now), *(() if fleet is None else _names(policy, fleet))]
    return sorted(remarks, key=lambda remark: remark.mark)


def _exceptions(policy: PolicyFile, now: datetime) -> Iterator[Remark]:
    for each in policy.exceptions:
        if each.is_over(now.date()):
            yield Remark(
                "error",
                each.mark,
                f"the exception ({each.reason}) expired on {each.expires} and counts no more: "
                "remove it, or agree on a later date",
            )
        elif each.is_over((now + SOON).date()):
            yield Remark(
                "warning", each.mark, f"the exception ({each.reason}) expires on {each.expires}"
            )


def _names(policy: PolicyFile, fleet: Fleet) -> Iterator[Remark]:
    directory = Directory(fleet)
    for rule in (*policy.rules, *policy.exceptions):
        if not any(rule.select.selects(project) for project in fleet.projects):
            yield Remark("warning", rule.mark, f"{rule.name} selects no project")
        for allowed in rule.allow:
            if allowed.kind == "pattern":
                if not directory.matching(allowed.path):
                    yield Remark("warning", allowed.mark, f"no project matches {allowed.path}")
            elif directory.find(allowed.kind, allowed.path) is None:
                yield Remark("error", allowed.mark, directory.missing(allowed.kind, allowed.path))
