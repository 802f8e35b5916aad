"""Plans as files: written when a change is proposed, applied when it is agreed on."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token.planning.planner import Change, Note, Plan
from gitlab.job_token.planning.steps import Step
from gitlab.job_token.state import Entry, ProjectState, _project_dict, _project_state, _tuples

__all__ = ["PLAN_FORMAT", "plan_dict", "read_plan"]

PLAN_FORMAT = 1
"""The version of the format; a change that older readers misread raises it."""


def plan_dict(plan: Plan) -> dict[str, Any]:
    """The plan as JSON has it; `read_plan` reads it back.

    Each project's list and switch are in it as they were, so that `apply` sees what has changed.
    """
    return {
        "plan_format": PLAN_FORMAT,
        "url": plan.url,
        "gitlab_version": plan.gitlab_version,
        "made_at": plan.made_at,
        "projects": {"governed": plan.governed, "all": plan.fleet},
        "counts": plan.counts(),
        "errors": len(plan.errors),
        "changes": [
            {
                "project": _project_dict(_essential(change.project)),
                "steps": [asdict(step) for step in change.steps],
                "notes": [note._asdict() for note in change.notes],
            }
            for change in plan.changes
        ],
    }


def read_plan(data: Any) -> Plan:
    """Read what `plan_dict` wrote. Raises GitlabParsingError for what is no such plan."""
    if not isinstance(data, dict) or "plan_format" not in data:
        raise GitlabParsingError(
            "this is no job token plan: write one with `gitlab job-token plan --save FILE`"
        )
    if data["plan_format"] != PLAN_FORMAT:
        raise GitlabParsingError(
            f"the plan has format {data['plan_format']}, and this version reads {PLAN_FORMAT}: "
            "plan anew, or use the version of gitlabkit that wrote it"
        )
    try:
        return Plan(
            url=data["url"],
            gitlab_version=data["gitlab_version"],
            made_at=data["made_at"],
            governed=data["projects"]["governed"],
            fleet=data["projects"]["all"],
            changes=tuple(
                Change(
                    project=_project_state(**change["project"]),
                    steps=tuple(read_step(step) for step in change["steps"]),
                    notes=tuple(Note(**note) for note in change["notes"]),
                )
                for change in data["changes"]
            ),
        )
    except (KeyError, TypeError) as error:
        raise GitlabParsingError(f"the plan is damaged: {error}; plan anew") from None


def read_step(data: dict[str, Any]) -> Step:
    """Read a step from JSON."""
    entry = data["entry"] and Entry(**_tuples(data["entry"]))
    return Step(**_tuples({**data, "entry": entry}))


def _essential(project: ProjectState) -> ProjectState:
    """Without what no step depends on."""
    return replace(project, log=None, topics=(), features={})
