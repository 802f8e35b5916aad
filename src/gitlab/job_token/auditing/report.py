"""What an audit found, as values, as JSON and as a table."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from gitlab.job_token.access import Access
from gitlab.job_token.state import INSTANCE, Fleet, ProjectState

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Finding", "Report", "Review", "Severity", "table"]

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The worst first."""
COLUMNS = ("Project", "List", "Projects", "Groups", "Let in", "Findings")
STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong with a project's job token scope.

    `rule`, `project` and `subject` together name the finding from one audit to the next.
    """

    rule: str
    severity: Severity
    project: str
    subject: str = ""
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Review:
    """One project: its state, who gets in (None when unreadable), and what is wrong."""

    project: ProjectState
    access: Access | None
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        project, access = self.project, self.access
        return {
            "id": project.id,
            "path": project.path,
            "visibility": project.visibility,
            "inbound_enabled": project.inbound_enabled,
            "outbound_enabled": project.outbound_enabled,
            "error": project.error,
            "entries": [asdict(entry) for entry in project.entries],
            "let_in": access
            and {
                "everyone": access.everyone,
                "projects": len(access.projects),
                "unknown_groups": [entry.path for entry in access.unknown],
            },
            "findings": [asdict(finding) for finding in self.findings],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An audited fleet. `rules` are the ids of the rules that were applied."""

    fleet: Fleet
    reviews: tuple[Review, ...]
    rules: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, project by project."""
        return tuple(finding for review in self.reviews for finding in review.findings)

    def at_least(self, severity: Severity) -> Report:
        """The report without findings of lesser severity."""
        wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return replace(
            self,
            reviews=tuple(
                replace(review, findings=tuple(f for f in review.findings if f.severity in wanted))
                for review in self.reviews
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "url": self.fleet.url,
            "roots": list(self.fleet.roots),
            "summary": {
                "projects": len(self.reviews),
                "findings": dict(Counter(finding.rule for finding in self.findings)),
            },
            "projects": [review.to_dict() for review in self.reviews],
        }


def table(report: Report, console: Console | None = None, *, findings_only: bool = False) -> None:
    """Print every project, or those with findings, and below what was found and what to do.

    On a terminal (or a given `console`) rich draws it if it is installed; else it is plain text.
    """
    shown = [review for review in report.reviews if review.findings or not findings_only]
    console = console or _terminal()
    if console is None:
        sys.stdout.writelines(f"{line}\n" for line in (*_plain(shown), *summary(report)))
        return
    if shown:
        console.print(_rich(report, shown))
    for line in summary(report):
        console.print(line, highlight=False, soft_wrap=True)


def summary(report: Report) -> Iterator[str]:
    """How many projects and findings there are, and for each rule what mends it."""
    rules = Counter(finding.rule for finding in report.findings)
    count, bad = len(report.reviews), sum(1 for review in report.reviews if review.findings)
    projects = f"{count} project{'' if count == 1 else 's'} below {scope_of(report.fleet)}"
    yield f"{projects}, {bad} with findings" if rules else f"{projects}: no findings"
    fixes = {finding.rule: finding.fix for finding in reversed(report.findings)}
    width = max(map(len, rules), default=0)
    for rule, times in rules.most_common():
        yield f"{times:>5} {rule:<{width}}  {fixes[rule]}"


def scope_of(fleet: Fleet) -> str:
    """What the fleet is, in words."""
    return "the instance" if INSTANCE in fleet.roots else ", ".join(fleet.roots)


def _terminal() -> Console | None:
    """The console to draw on; None where the output goes to a file or rich is not installed."""
    if not sys.stdout.isatty():
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console()


def _cells(review: Review) -> tuple[str, ...]:
    project, access = review.project, review.access
    findings = ", ".join(dict.fromkeys(finding.rule for finding in review.findings))
    if access is None:
        return project.path, "?", "", "", "", findings
    return (
        project.path,
        "off" if access.everyone else "on",
        str(len(project.listed("project"))),
        str(len(project.listed("group"))),
        "everyone" if access.everyone else _at_least(access),
        findings,
    )


def _at_least(access: Access) -> str:
    return f"{len(access.projects)}+" if access.unknown else str(len(access.projects))


def _rich(report: Report, reviews: Sequence[Review]) -> Any:
    from rich.table import Table
    from rich.text import Text

    title = f"Job token access to {scope_of(report.fleet)}"
    drawn = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in COLUMNS:
        numeric = name in ("Projects", "Groups", "Let in")
        drawn.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for review in reviews:
        *cells, findings = _cells(review)
        worst = [severity for severity in STYLES if severity in _severities(review)]
        style = STYLES[worst[0]] if worst else ""
        drawn.add_row(*map(Text, cells), Text(findings.replace(", ", "\n"), style))
    return drawn


def _severities(review: Review) -> set[str]:
    return {finding.severity for finding in review.findings}


def _plain(reviews: Sequence[Review]) -> Iterator[str]:
    rows = [COLUMNS, *map(_cells, reviews)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()
