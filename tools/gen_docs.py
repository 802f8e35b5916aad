"""Write the reference pages, `docs/reference`: `python tools/gen_docs.py [--check]`.

One page for each resource file, drawn from the registry: what a manager and its objects do, which
request each of them sends, its parameters, and the attributes that GitLab answers.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from _generated import ROOT, SOURCE, deliver

sys.path.insert(0, str(SOURCE.parent))

from gitlab import _registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gitlab._registry import Operation, Resource

TOOL = "gen_docs.py"
REFERENCE = ROOT / "docs/reference"
INDEX = """\
# Reference

Every resource, one page for each page of GitLab's REST API documentation. Methods of
`AsyncGitlab` are the same with `await`.

```{toctree}
:maxdepth: 1

"""


def generate() -> dict[Path, str]:
    pages: dict[str, list[Resource]] = {}
    for resource in _registry.resources().values():
        pages.setdefault(resource.module.rpartition(".")[2], []).append(resource)
    places = reached_from()
    files = {
        REFERENCE / f"{name}.md": page(name, title(name), resources, places)
        for name, resources in pages.items()
    }
    listed = "".join(f"{name}\n" for name in sorted(pages))
    files[REFERENCE / "index.md"] = f"{_header('index')}{INDEX}{listed}```\n"
    return files


def _header(name: str) -> str:
    source = "src/gitlab/v4/objects" if name == "index" else f"src/gitlab/v4/objects/{name}.py"
    return f"% Generated from {source} by tools/{TOOL}; edit that file.\n\n"


def title(name: str) -> str:
    """The first docstring line of a resource file."""
    tree = ast.parse((SOURCE / f"v4/objects/{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or name).partition("\n")[0].rstrip(".")


def reached_from() -> dict[str, list[str]]:
    """Where a program finds each manager: `gl.projects`, `Project.members`."""
    places: dict[str, list[str]] = {}
    for attribute, manager in _registry.roots():
        places.setdefault(manager, []).append(f"gl.{attribute}")
    for resource in _registry.resources().values():
        for attribute, manager in resource.children:
            place = f"{resource.name}.{attribute}"
            if place not in places.setdefault(manager, []):
                places[manager].append(place)
    return places


def page(name: str, heading: str, resources: list[Resource], places: dict[str, list[str]]) -> str:
    """One page of the reference, as MyST."""
    blocks = [f"# {heading}"]
    for resource in resources:
        blocks += _resource(resource, places.get(resource.manager, []))
    return _header(name) + "\n\n".join(blocks) + "\n"


def _resource(resource: Resource, places: list[str]) -> Iterator[str]:
    yield f"## {resource.manager}"
    if resource.doc:
        yield resource.doc
    yield "\n".join(_facts(resource, places))
    for operation in resource.operations.values():
        yield from _operation(operation)
    if resource.attributes:
        yield f"### Attributes of {resource.name}"
        yield _table(("Attribute", "Type"), ((f"`{n}`", _code(t)) for n, t in resource.attributes))
    if resource.children:
        yield f"### Managers of {resource.name}"
        yield _table(("Attribute", "Manager"), ((f"`{n}`", _code(t)) for n, t in resource.children))


def _facts(resource: Resource, places: list[str]) -> Iterator[str]:
    if places:
        yield f"- Found at {', '.join(f'`{place}`' for place in places)}"
    yield f"- Objects: `{resource.module}.{resource.name}`"
    if resource.id_attr is not None:
        yield f"- Id: `{resource.id_attr}`"
    if resource.docs_url:
        yield f"- [GitLab's documentation]({resource.docs_url})"


def _operation(operation: Operation) -> Iterator[str]:
    whose = " of the object" if operation.on == "object" else ""
    yield f"### `{operation.name}`{whose}"
    yield f"`{operation.method} {operation.path}`"
    if operation.doc:
        yield operation.doc
    if operation.parameters:
        yield _table(
            ("Parameter", "Type", ""),
            (
                (f"`{parameter.name}`", _code(parameter.type), "required" * parameter.required)
                for parameter in operation.parameters
            ),
        )
    for group in operation.exclusive:
        yield f"One of {', '.join(f'`{name}`' for name in group)} at most."
    if operation.shape:
        fields = ((f"`{name}`", _code(told)) for name, told in operation.shape)
        yield _table(("Answer", "Type"), fields)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _code(text: str) -> str:
    return f"`{text}`".replace("|", r"\|")


if __name__ == "__main__":
    sys.exit(deliver(generate, TOOL, [REFERENCE]))
