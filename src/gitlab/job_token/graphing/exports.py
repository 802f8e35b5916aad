"""The access graph for other programs: CSV, JSON, GraphML (yEd, Gephi, networkx), DOT (Graphviz).

All four hold the entries as they are, a listed group being one node with one edge.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from gitlab.job_token.state import Entry, Fleet, ProjectState, above

__all__ = ["EXPORTS", "Listing", "as_csv", "as_dot", "as_graphml", "as_json", "listings"]


class Listing(NamedTuple):
    """One line of an allowlist: `target` lets in what `entry` names."""

    target: ProjectState
    entry: Entry


def listings(fleet: Fleet) -> Iterator[Listing]:
    """All entries of the fleet but the projects' own."""
    for project in fleet.projects:
        for entry in project.foreign:
            yield Listing(project, entry)


def as_csv(fleet: Fleet) -> str:
    """A row for each entry; a project without any has one row with its switch alone."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("project", "allowlist", "kind", "lets_in", "default_permissions", "policies"))
    for project in fleet.projects:
        switch = _switch(project)
        rows.writerows(
            (project.path, switch, entry.kind, entry.path, *_permissions(entry))
            for entry in project.foreign
        )
        if not project.foreign:
            rows.writerow((project.path, switch, "", "", "", ""))
    return text.getvalue()


def _permissions(entry: Entry) -> tuple[str, str]:
    known = "" if entry.default_permissions is None else str(entry.default_permissions).lower()
    return known, " ".join(entry.policies)


def _switch(project: ProjectState) -> str:
    return {True: "on", False: "off", None: "unknown"}[project.inbound_enabled]


def as_json(fleet: Fleet) -> str:
    """Groups and projects as nodes, entries as links."""
    return json.dumps(document(fleet), indent=2) + "\n"


def document(fleet: Fleet, findings: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """What the graph consists of. `findings` are an audit's rules by project."""
    own = {project.id for project in fleet.projects}
    outside = [place for place in fleet.outside if place.id not in own]
    found = findings or {}
    return {
        "url": fleet.url,
        "roots": list(fleet.roots),
        "taken_at": fleet.taken_at,
        "groups": sorted(_groups(fleet)),
        "projects": [
            *(
                {
                    "id": project.id,
                    "path": project.path,
                    "visibility": project.visibility,
                    "allowlist": _switch(project),
                    "findings": sorted(set(found.get(project.path, ()))),
                }
                for project in fleet.projects
            ),
            *({"id": place.id, "path": place.path, "outside": True} for place in outside),
        ],
        "links": [
            {
                "target": project.path,
                "kind": entry.kind,
                "source": entry.path,
                "default_permissions": entry.default_permissions,
                "policies": list(entry.policies),
            }
            for project, entry in listings(fleet)
        ],
    }


def _groups(fleet: Fleet) -> set[str]:
    """All groups that hold or are something in the graph."""
    listed = {entry.path for _, entry in listings(fleet) if entry.kind == "group"}
    held = (above(place.path) for place in fleet.places.values())
    return listed.union(*(above(group) for group in listed), *held)


def as_graphml(fleet: Fleet) -> str:
    """Groups and projects as nodes; `lists` edges from who is let in, `holds` edges downwards."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for owner, name in (
        *(("node", name) for name in ("kind", "path", "visibility", "allowlist")),
        *(("edge", name) for name in ("relation", "permissions")),
    ):
        ET.SubElement(
            root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": "string"}
        )
    graph = ET.SubElement(root, "graph", edgedefault="directed")

    def add(tag: str, attributes: dict[str, str], **data: str | None) -> None:
        element = ET.SubElement(graph, tag, attributes)
        for name, value in data.items():
            if value is not None:
                ET.SubElement(element, "data", key=name).text = value

    groups = _groups(fleet)
    for group in sorted(groups):
        add("node", {"id": f"g:{group}"}, kind="group", path=group)
    states = {project.path: project for project in fleet.projects}
    for path in _project_paths(fleet):
        state = states.get(path)
        add(
            "node",
            {"id": f"p:{path}"},
            kind="project",
            path=path,
            visibility=state.visibility if state else None,
            allowlist=_switch(state) if state else None,
        )
    for node, path in (
        *((f"g:{group}", group) for group in sorted(groups)),
        *((f"p:{path}", path) for path in _project_paths(fleet)),
    ):
        parent = path.rpartition("/")[0]
        if parent:
            add("edge", {"source": f"g:{parent}", "target": node}, relation="holds")
    for project, entry in listings(fleet):
        source = f"{entry.kind[0]}:{entry.path}"
        fine = " ".join(entry.policies) or "none"
        permissions = {True: "default", False: fine, None: None}[entry.default_permissions]
        ends = {"source": source, "target": f"p:{project.path}"}
        add("edge", ends, relation="lists", permissions=permissions)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _project_paths(fleet: Fleet) -> list[str]:
    """Every project in the graph: the known ones, and those that entries alone name."""
    listed = {entry.path for _, entry in listings(fleet) if entry.kind == "project"}
    return sorted(listed.union(place.path for place in fleet.places.values()))


def as_dot(fleet: Fleet) -> str:
    """Groups as nested clusters; an arrow leads from who is let in to who lets in."""
    children: defaultdict[str, set[str]] = defaultdict(set)
    groups = _groups(fleet)
    for path in (*groups, *_project_paths(fleet)):
        children[path.rpartition("/")[0]].add(path)
    off = {project.path for project in fleet.projects if project.inbound_enabled is False}
    lines = ["digraph job_tokens {", "  compound=true; rankdir=LR; node [shape=box];"]

    def draw(path: str, indent: str) -> None:
        label = _quoted(path.rpartition("/")[2])
        if path not in groups:
            style = ", color=red" if path in off else ""
            lines.append(f"{indent}{_quoted(path)} [label={label}{style}];")
            return
        lines.append(f"{indent}subgraph {_quoted(f'cluster {path}')} {{ label={label};")
        lines.append(f"{indent}  {_quoted(f'group {path}')} [shape=point, style=invis];")
        for child in sorted(children[path]):
            draw(child, f"{indent}  ")
        lines.append(f"{indent}}}")

    for top in sorted(children[""]):
        draw(top, "  ")
    for project, entry in listings(fleet):
        arrow = f"-> {_quoted(project.path)}"
        if entry.kind == "group":
            tail = _quoted(f"cluster {entry.path}")
            lines.append(f"  {_quoted(f'group {entry.path}')} {arrow} [ltail={tail}];")
        else:
            lines.append(f"  {_quoted(entry.path)} {arrow};")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


EXPORTS: Mapping[str, Callable[[Fleet], str]] = {
    "csv": as_csv,
    "json": as_json,
    "graphml": as_graphml,
    "dot": as_dot,
}
