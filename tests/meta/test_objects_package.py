"""The packages of resources show every module to type checkers, and every name at run time."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from gitlab._homes import HOMES
from tests.meta._sources import ROOT


@pytest.mark.parametrize("colour", ["v4", "aio"])
def test_every_resource_module_is_shown_to_type_checkers(colour: str) -> None:
    folder = ROOT / "src/gitlab" / colour / "objects"
    shown = re.findall(
        rf"from gitlab\.{colour}\.objects\.(\w+) import \*",
        (folder / "__init__.py").read_text(encoding="utf-8"),
    )
    assert shown == sorted(path.stem for path in folder.glob("[!_]*.py"))


@pytest.mark.parametrize("colour", ["v4", "aio"])
def test_a_star_import_brings_every_class(colour: str) -> None:
    package = import_module(f"gitlab.{colour}.objects")
    assert set(package.__all__) == set(HOMES)
    assert package.Project.__module__ == f"gitlab.{colour}.objects.projects"
    with pytest.raises(AttributeError):
        package.Projekt  # noqa: B018
