"""Plans for readers: as text, as Markdown for a merge request, and for GitLab's plan widget."""

from __future__ import annotations

from collections.abc import Iterator

from gitlab.job_token.planning.planner import Plan
from gitlab.job_token.planning.steps import Step

__all__ = ["plan_markdown", "plan_text"]

SIGNS = {"add": "+", "remove": "-", "permit": "~", "enable": "~", "disable": "~"}
LONGEST_NOTE = 900_000
"""GitLab takes a million characters in a note."""


def plan_text(plan: Plan) -> Iterator[str]:
    """The lines of a readable diff, project by project in the order of the steps."""
    for change in plan.changes:
        yield change.project.path
        for step in change.steps:
            yield f"  {SIGNS[step.action]} {_said(step)}{_why(step)}"
        for severity, message in change.notes:
            yield f"  ! {severity}: {message}"
        yield ""
    yield _summary(plan)


def plan_markdown(plan: Plan) -> str:
    """A note for a merge request: the numbers, what to look at, and the diff folded away."""
    lines = [f"### Job token plan: {_summary(plan)}", ""]
    notes = [(change.project.path, *note) for change in plan.changes for note in change.notes]
    lines += [
        f"- {':no_entry:' if severity == 'error' else ':warning:'} `{path}`: {_escaped(message)}"
        for path, severity, message in notes
    ]
    steps = [change for change in plan.changes if change.steps]
    if steps:
        lines += ["", "<details><summary>Steps</summary>", "", "```diff"]
        size = sum(map(len, lines))
        for shown, change in enumerate(steps):
            block = [f"# {change.project.path}", *map(_diff_line, change.steps)]
            size += sum(map(len, block))
            if size > LONGEST_NOTE:
                lines.append(f"# and {len(steps) - shown} more projects: see the saved plan")
                break
            lines += block
        lines += ["```", "", "</details>"]
    return "\n".join(lines) + "\n"


def _diff_line(step: Step) -> str:
    # A renderer of diffs colours what begins with plus or minus.
    sign = {"~": "!"}.get(SIGNS[step.action], SIGNS[step.action])
    return f"{sign} {_said(step)}{_why(step)}"


def _said(step: Step) -> str:
    entry = step.entry
    if entry is None:
        return "allowlist on" if step.action == "enable" else "allowlist off: open to all"
    narrow = entry.is_fine_grained and step.action != "remove"
    permits = f" ({', '.join(entry.policies) or 'nothing'})" if narrow else ""
    if step.action == "permit" and not narrow:
        permits = " (all that the job's user may)"
    return f"{entry.kind} {entry.path}{permits}"


def _why(step: Step) -> str:
    said = list(step.reasons)
    if step.owner:
        said.append(f"owner {step.owner}")
    if step.frees:
        said.append("first, as the list is full")
    return f"  # {'; '.join(said)}" if said else ""


def _summary(plan: Plan) -> str:
    counts = plan.counts()
    changed = sum(1 for change in plan.changes if change.steps)
    if not changed and not plan.errors:
        return f"nothing to do, {plan.governed} projects are as the policy wants them"
    text = (
        f"{counts['create']} to add, {counts['update']} to change, {counts['delete']} to remove "
        f"in {changed} of {plan.governed} projects"
    )
    failed = len({path for path, _ in plan.errors})
    return f"{text}; {failed} cannot be planned" if failed else text


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~" else char for char in text)
