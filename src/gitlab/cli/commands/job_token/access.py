"""`gitlab job-token access`: whose jobs get in where, directly and through others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gitlab.cli import die
from gitlab.cli.commands.job_token import FAILURE
from gitlab.cli.commands.job_token._output import add_output, show
from gitlab.cli.commands.job_token._source import add_source, read_fleet, read_snapshot

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from gitlab.job_token import Change, Edge, Fleet, Graph


def add_to(actions: Any) -> None:
    """Declare `access`."""
    access = actions.add_parser(
        "access",
        help="whose jobs get in where",
        description="Who gets in where by the allowlists. With --from and --to: the shortest way "
        "from the one into the other, and status 1 if there is none. What a job may do there "
        "depends on its user too: see explain.",
    )
    add_source(access)
    access.add_argument("--from", dest="origin", metavar="PROJECT", help="where its jobs get")
    access.add_argument("--to", dest="target", metavar="PROJECT", help="whose jobs get in")
    access.add_argument(
        "--through-others", action="store_true", help="go on from there, as far as it leads"
    )
    access.add_argument(
        "--islands", action="store_true", help="sets of projects that nothing ties to the others"
    )
    access.add_argument("--since", metavar="FILE", help="what differs from this older snapshot")
    add_output(access)


def run(arguments: Namespace, options: Namespace) -> int:
    """Answer the question that the flags ask."""
    asked = [arguments.origin or arguments.target, arguments.islands, arguments.since]
    if sum(map(bool, asked)) != 1:
        die("name --from, --to or both, or else --islands, or --since", status=FAILURE)
    from gitlab.job_token import Graph

    before = read_snapshot(arguments.since) if arguments.since else None
    fleet = read_fleet(arguments, options)
    graph = Graph(fleet)
    _warn(graph)
    if before is not None:
        return _tell_changes(before, fleet, arguments.output)
    if arguments.islands:
        islands = graph.islands()
        show(arguments.output, islands, map(", ".join, islands))
        return 0
    edges = _edges(graph, arguments)
    show(arguments.output, [_edge(each) for each in edges or ()], map(_line, edges or ()))
    return 0 if edges is not None else 1


def _edges(graph: Graph, arguments: Namespace) -> tuple[Edge, ...] | None:
    origin, target, far = arguments.origin, arguments.target, arguments.through_others
    for path in filter(None, (origin, target)):
        if not graph.knows(path):
            die(f"the fleet holds no project {path}: collect its group too", status=FAILURE)
    if origin and target:
        return graph.path(origin, target)
    if origin:
        return graph.reached_from(origin, through_others=far)
    return graph.reaching(target, through_others=far)


def _tell_changes(before: Fleet, fleet: Fleet, output: str) -> int:
    from gitlab.job_token import difference

    changes = difference(before, fleet)
    show(output, [_change(each) for each in changes], _change_lines(changes))
    return 0


def _warn(graph: Graph) -> None:
    """Say on standard error what the answer cannot know."""
    for paths, what in (
        (graph.unreadable, "allowlists could not be read"),
        (graph.unsurveyed, "listed groups could not be looked into"),
    ):
        if paths:
            some = ", ".join(paths[:3]) + (" ..." if len(paths) > 3 else "")
            print(f"{len(paths)} {what}, and are left out: {some}", file=sys.stderr)


def _edge(edge: Edge) -> dict[str, Any]:
    entry = edge.entry
    by = {"kind": entry.kind, "path": entry.path} if entry else None
    return {"source": edge.source, "target": edge.target, "entry": by}


def _line(edge: Edge) -> str:
    by = f"{edge.entry.kind} {edge.entry.path}" if edge.entry else "allowlist off"
    return f"{edge.source} -> {edge.target}  ({by})"


def _change(change: Change) -> dict[str, Any]:
    entries = {
        name: [{"kind": entry.kind, "path": entry.path} for entry in getattr(change, name)]
        for name in ("added", "removed")
    }
    return {**change._asdict(), **entries}


def _change_lines(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield change.target
        if change.switched is not None:
            yield f"  allowlist switched {'on' if change.switched else 'off'}"
        yield from (f"  + {entry.kind} {entry.path}" for entry in change.added)
        yield from (f"  - {entry.kind} {entry.path}" for entry in change.removed)
        if change.gained:
            yield f"  gets in now: {', '.join(change.gained)}"
        if change.lost:
            yield f"  no longer gets in: {', '.join(change.lost)}"
