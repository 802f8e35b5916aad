from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.meta._sources import PACKAGE, name_of, python_files, tree

RESOURCES = sorted((PACKAGE / "v4" / "objects").glob("[!_]*.py"))
# The insides of these three are private as a whole; the import rules see to that.
PACKAGES_WITH_INSIDES = ("cli", "job_token", "sandbox")


def is_public(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts[0] in PACKAGES_WITH_INSIDES:
        return parts[1:] == ("__init__",)
    return not any(part.startswith("_") for part in parts)


def defined_names(path: Path) -> set[str]:
    """Public classes, functions and constants that a module itself defines."""
    names: set[str] = set()
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")} - {"TYPE_CHECKING"}


def listed_names(path: Path) -> list[str] | None:
    """What `__all__` holds, None when the module has none that can be read."""
    for node in tree(path).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.AnnAssign):
            target = node.target
        if isinstance(target, ast.Name) and target.id == "__all__":
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            return list(ast.literal_eval(node.value)) if node.value else None
    return None


def classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in tree(path).body if isinstance(node, ast.ClassDef)]


def resource_classes(path: Path) -> set[str]:
    """The objects and managers of a module: not its parameters and shapes, which are dicts."""
    found: set[str] = set()
    for node in classes(path):
        bases = {ast.unparse(base).partition("[")[0] for base in node.bases}
        if bases & found or any(
            base.endswith(("Mixin", "RESTObject", "Manager")) for base in bases
        ):
            found.add(node.name)
    return {name for name in found if not name.startswith("_")}


@pytest.mark.parametrize(
    "path", [path for path in python_files("src/gitlab") if is_public(path)], ids=name_of
)
def test_public_modules_list_what_is_public(path: Path) -> None:
    listed = listed_names(path)
    assert listed or not defined_names(path), "no __all__"
    assert len(set(listed or ())) == len(listed or ())


@pytest.mark.parametrize("path", RESOURCES, ids=name_of)
def test_resource_modules_list_their_objects_and_managers(path: Path) -> None:
    assert resource_classes(path) <= set(listed_names(path) or ())


@pytest.mark.parametrize("path", RESOURCES, ids=name_of)
def test_managers_link_to_gitlabs_documentation(path: Path) -> None:
    unlinked = [
        node.name
        for node in classes(path)
        if node.name.endswith("Manager")
        and not (ast.get_docstring(node) or "").startswith("https://docs.gitlab.com/")
    ]
    assert not unlinked
