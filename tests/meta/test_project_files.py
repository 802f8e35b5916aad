from __future__ import annotations

import re
import tomllib

from tests.meta._sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def plain(requirement: str) -> str:
    """The normalized name of a requirement."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_are_names_and_exact_versions() -> None:
    assert [line for line in PINS if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_whatever_make_installs_is_pinned() -> None:
    groups = PROJECT["dependency-groups"].values()
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = {plain(item) for group in groups for item in group if isinstance(item, str)}
    wanted |= {plain(item) for item in PROJECT["project"]["dependencies"]}
    wanted |= {plain(item) for name in extras if name != "keyring" for item in extras[name]}
    wanted |= {"pip", "hatchling"}
    assert wanted <= {plain(pin) for pin in PINS}


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
