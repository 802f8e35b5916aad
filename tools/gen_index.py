"""Write `gitlab/_index.py` and `gitlab/_homes.py`: `python tools/gen_index.py [--check]`.

The index is the resource files told as data, a few lines for each manager and one for each
operation. It is read off the syntax trees, without importing anything. `gitlab._registry` makes
values of it.
"""

from __future__ import annotations

import ast
import json
import sys
from typing import TYPE_CHECKING

from _described import Operation, Resource, first_line
from _generated import SOURCE, deliver
from _sources import Class, Field, Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TOOL = "gen_index.py"
OBJECTS = "gitlab.v4.objects"
HEADER = """\
# Generated from src/gitlab/v4/objects by tools/gen_index.py; edit those files.
\"\"\"{docstring}\"\"\"

from __future__ import annotations
"""


def generate() -> dict[Path, str]:
    sources = Sources(_read)
    names = sorted(path.stem for path in (SOURCE / "v4/objects").glob("*.py"))
    return {
        SOURCE / "_index.py": index(sources, names),
        SOURCE / "_homes.py": homes(sources, names),
    }


def _read(module: str) -> str | None:
    path = (SOURCE.parent / module.replace(".", "/")).with_suffix(".py")
    return path.read_text(encoding="utf-8") if path.is_file() else None


def index(sources: Sources, names: list[str]) -> str:
    """The text of `gitlab/_index.py`."""
    lines = [HEADER.format(docstring="What the resource files say; read it through `_registry`.")]
    lines.append("ROOTS = (")
    lines += [f"    {root!r}," for root in roots(sources)]
    lines += [")", "RESOURCES = {"]
    for name in names:
        module = sources.module(f"{OBJECTS}.{name}")
        assert module is not None
        for defined, node in module.definitions.items():
            if isinstance(node, ast.ClassDef) and _is_public(defined, "Manager"):
                resource = Resource(Class(sources, module, node))
                if resource.path:
                    lines += _written(resource)
    return "\n".join([*lines, "}", ""])


def _written(resource: Resource) -> Iterator[str]:
    """A line of JSON for the resource, and one for each operation.

    Text is loaded at once, where nested tuples would be made one by one at every start.
    """
    repr_attr = resource.object and resource.literal(resource.object, "_repr_attr")
    doc = first_line(resource.object.docstring) if resource.object else ""
    yield f"    {resource.manager.name!r}: ("
    yield _line(
        resource.name,
        resource.manager.module.name,
        resource.path,
        resource.id_attr,
        repr_attr,
        resource.parents,
        resource.singleton,
        _integer_ids(resource),
        [each.name for each in resource.ids],
        doc,
        resource.docs_url,
        _joined(f"{name}: {text}" for name, text in resource.attributes()),
        _joined(f"{name}: {text}" for name, text in resource.children()),
        [_told(operation) for operation in resource.extras()],
    )
    for operation in resource.operations():
        yield _line(*_told(operation))
    yield "    ),"


def _told(operation: Operation) -> tuple[object, ...]:
    parameters = _joined(map(_field, operation.parameters))
    shape = _joined(f"{field.name}: {field.type}" for field in operation.shape)
    return (*operation[:5], parameters, shape, *operation[7:])


def _line(*values: object) -> str:
    return f"        {json.dumps(values)!r},"


def _integer_ids(resource: Resource) -> tuple[str, ...]:
    found = resource.literal(resource.manager, "_integer_ids", ())
    return found if isinstance(found, tuple) else ()


def _field(field: Field) -> str:
    """`name!: type @style`, with `!` where GitLab wants the parameter."""
    style = f" @{field.style}" if field.style else ""
    return f"{field.name}{'!' if field.required else ''}: {field.type}{style}"


def _joined(parts: Iterable[str]) -> str:
    texts = list(parts)
    assert not any("; " in text for text in texts), texts
    return "; ".join(texts)


def roots(sources: Sources) -> list[tuple[str, str]]:
    """The managers of the client."""
    client = sources.module("gitlab.client")
    found = client and sources.find_class(client, "Gitlab")
    if not found:
        return []
    named = {name: ast.unparse(node) for name, (_, node) in found.annotations(()).items()}
    return [(name, text) for name, text in named.items() if text.endswith("Manager")]


def homes(sources: Sources, names: list[str]) -> str:
    """The text of `gitlab/_homes.py`: small, since the first child manager needs it."""
    lines = [HEADER.format(docstring="The module of each resource class."), "HOMES = {"]
    for name in names:
        module = sources.module(f"{OBJECTS}.{name}")
        assert module is not None
        for defined, node in module.definitions.items():
            if isinstance(node, ast.ClassDef) and _is_coloured(Class(sources, module, node)):
                lines.append(f'    "{defined}": "{name}",')
    return "\n".join([*lines, "}", ""])


def _is_coloured(cls: Class) -> bool:
    return _is_public(cls.name) and any(each.module.name == "gitlab.base" for each in cls.line())


def _is_public(name: str, ending: str = "") -> bool:
    return name.endswith(ending) and not name.startswith("_")


if __name__ == "__main__":
    sys.exit(deliver(generate, TOOL))
