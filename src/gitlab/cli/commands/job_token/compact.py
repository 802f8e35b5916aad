"""`gitlab job-token compact`: what full allowlists can be merged to, and who gets in with them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._source import add_source, read_fleet
from gitlab.cli.commands.job_token.plan import save

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from gitlab.job_token import Compaction, Fleet, Option, ProjectState

LINES = 8


def add_to(actions: Any) -> None:
    """Declare `compact`."""
    compact = actions.add_parser(
        "compact",
        help="fit long allowlists under the limit",
        description="Show which groups could stand for the projects on an allowlist, and how "
        "many other projects each choice lets in. Nothing is changed, but `--save` keeps a plan "
        "of the best lists.",
    )
    add_source(compact)
    compact.add_argument(
        "--project",
        action="append",
        metavar="PATH",
        help="whose allowlist; may be repeated. Else those that are full, or nearly",
    )
    compact.add_argument(
        "--limit",
        type=int,
        default=200,
        metavar="N",
        help="how many projects, and how many groups, a list may hold (default: GitLab's 200)",
    )
    compact.add_argument(
        "--output",
        choices=("table", "json"),
        default="table" if sys.stdout.isatty() else "json",
        help="table on a terminal, JSON otherwise",
    )
    compact.add_argument(
        "--save", metavar="FILE", help="keep the plan of the best lists for `apply`"
    )


def run(arguments: Namespace, options: Namespace) -> int:
    """Print what each list can be merged to."""
    from gitlab.job_token import Limits, compact, compaction_plan

    fleet = read_fleet(arguments, options)
    limits = Limits(arguments.limit, arguments.limit)
    results = [compact(project, fleet, limits) for project in _projects(arguments, fleet)]
    if arguments.save is not None:
        save(compaction_plan(fleet, results, datetime.now(UTC)), arguments.save)
    if arguments.output == "json":
        import json

        json.dump([result.to_dict() for result in results], sys.stdout, indent=2)
        print()
    elif not results:
        print("No allowlist is full, or nearly.")
    else:
        for result in results:
            _show(result)
    return 0


def _projects(arguments: Namespace, fleet: Fleet) -> Iterable[ProjectState]:
    if arguments.project is None:
        return [
            project
            for project in fleet.projects
            if project.error is None
            and 10 * max(len(project.listed("project")), len(project.listed("group")))
            >= 9 * arguments.limit
        ]
    return [_project(path, fleet) for path in arguments.project]


def _project(path: str, fleet: Fleet) -> ProjectState:
    project = fleet.by_path.get(path.lower())
    if project is None:
        die(f"there is no project {path} in the fleet", status=FAILURE)
    if project.error is not None:
        die(f"the allowlist of {path} could not be read: {project.error}", status=FAILURE)
    return project


def _show(result: Compaction) -> None:
    from gitlab.cli.table import draw

    rows = [_row("as it is", result.present, result)]
    rows += [_row("", option, result) for option in _some(result)]
    if result.best is not None:
        rows.append(_row("best that fits", result.best, result))
    if result.gitlabs is not None:
        rows.append(_row("GitLab's way", result.gitlabs, result))
    print(result.project.path)
    draw(["option", "projects", "groups", "extra projects", "fits"], rows)
    for line in _remarks(result):
        print(line)
    print()


def _row(name: str, option: Option, result: Compaction) -> list[str]:
    extra = f"{len(option.extra)}{'+' if option.unknown else ''}"
    fits = "yes" if option.fits(result.limits) else "no"
    return [name, str(option.projects), str(option.groups), extra, fits]


def _some(result: Compaction) -> Sequence[Option]:
    """A few points of the curve, evenly spread over the number of extra projects."""
    curve = result.curve
    if len(curve) <= LINES:
        return curve
    return [curve[round(n * (len(curve) - 1) / (LINES - 1))] for n in range(LINES)]


def _remarks(result: Compaction) -> Iterable[str]:
    best = result.best
    if best is None:
        yield _sentence(result.hint)
    else:
        merged = [entry.path for entry in best.entries if entry not in result.present.entries]
        if merged:
            yield f"The best list names {', '.join(merged)}."
    yield from map(_sentence, result.cautions)
    if result.gap:
        yield f"A list with up to {result.gap} fewer extra projects might exist."
    if result.apart:
        yield f"{len(result.apart)} fine-grained entries, or entries below such, are kept."
    if result.unsurveyed:
        yield f"Not considered, as their projects are not known: {', '.join(result.unsurveyed)}."


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
