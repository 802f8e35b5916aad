"""Judges allowlists: each rule looks at one project and says what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from gitlab.job_token.access import admitted
from gitlab.job_token.report import Finding, Report, Review
from gitlab.job_token.state import LIMIT, Fleet, ProjectState, above

__all__ = ["audit"]

NEAR = LIMIT * 9 // 10


def audit(fleet: Fleet) -> Report:
    """Go through all projects of a fleet. Nothing is read or changed in GitLab."""
    return Report(
        fleet=fleet,
        reviews=tuple(
            Review(
                project=project,
                access=admitted(project, fleet.tree),
                findings=tuple(finding for rule in RULES for finding in rule(project)),
            )
            for project in fleet.projects
        ),
    )


def unreadable(project: ProjectState) -> Iterator[Finding]:
    """GitLab refused to show the project's scope, so nothing else can be said of it."""
    if project.error is not None:
        yield Finding(
            rule="unreadable",
            severity="warning",
            project=project.path,
            message=f"The job token scope cannot be read with this token ({project.error}).",
            fix="Audit with a token of someone who is at least Maintainer here.",
        )


def open_to_all(project: ProjectState) -> Iterator[Finding]:
    """The allowlist is off."""
    if project.inbound_enabled is False:
        yield Finding(
            rule="open-to-all",
            severity="error",
            project=project.path,
            message="The jobs of every project may use their tokens here: the allowlist is off.",
            fix="List the projects and groups that need access, then switch the allowlist on.",
        )


def limits(project: ProjectState) -> Iterator[Finding]:
    """The allowlist is full, or nearly so. Projects and groups are counted apart."""
    for many, entries in (
        ("projects", project.listed("project")),
        ("groups", project.listed("group")),
    ):
        count = len(entries)
        if count < NEAR:
            continue
        full = count >= LIMIT
        yield Finding(
            rule="limit-reached" if full else "limit-near",
            severity="error" if full else "warning",
            project=project.path,
            subject=many,
            message=f"{count} of at most {LIMIT} {many} are listed"
            + (": GitLab refuses the next one." if full else "."),
            fix="List a group in place of its projects and subgroups, or remove unused entries.",
        )


def redundant_entries(project: ProjectState) -> Iterator[Finding]:
    """An entry lets in nobody whom a listed group does not let in."""
    groups = {entry.path for entry in project.listed("group") if not entry.is_dying}
    for entry in project.foreign:
        cover = next((group for group in above(entry.path) if group in groups), None)
        if cover is not None and not entry.is_dying:
            yield Finding(
                rule="redundant-entry",
                severity="info",
                project=project.path,
                subject=entry.path,
                message=f"The {entry.kind} {entry.path} is let in by the group {cover} already.",
                fix=f"Remove the {entry.kind}'s entry, unless it narrows the permissions: "
                "GitLab's REST API does not show those.",
            )


def dead_entries(project: ProjectState) -> Iterator[Finding]:
    """An entry names something that is being deleted."""
    for entry in project.foreign:
        if entry.is_dying:
            yield Finding(
                rule="dead-entry",
                severity="warning",
                project=project.path,
                subject=entry.path,
                message=f"The {entry.kind} {entry.path} is scheduled for deletion.",
                fix="Remove the entry, or restore what it names.",
            )


RULES = (unreadable, open_to_all, limits, redundant_entries, dead_entries)
