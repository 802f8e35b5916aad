from __future__ import annotations

import re

import pytest

from tests.meta._sources import ROOT

PAGE = (ROOT / "docs/differences.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "| here |" not in line]
TESTS = re.findall(r"`(tests/\S+\.py)::(\w+)`", PAGE)


def test_each_difference_names_its_test() -> None:
    differences = [row for row in ROWS if "| instead |" not in row]
    assert [row for row in differences if "`tests/" not in row] == []
    assert len(differences) == len(TESTS)


@pytest.mark.parametrize(("path", "name"), TESTS, ids=[name for _, name in TESTS])
def test_the_test_exists(path: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text(), re.MULTILINE)
