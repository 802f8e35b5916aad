"""The tests that the guide to testing shows are run as tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.meta._sources import ROOT

if TYPE_CHECKING:
    import pytest

pytest_plugins = ["pytester"]

PAGE = (ROOT / "docs" / "guides" / "testing.md").read_text("utf-8")
BLOCKS = [
    block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "def test_" in block
]


def test_the_tests_of_the_guide_pass(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    for number, block in enumerate(BLOCKS):
        pytester.path.joinpath(f"test_block_{number}.py").write_text(block, "utf-8")
    done = pytester.runpytest_subprocess("-W", "error", "--strict-markers")
    backends = PAGE.count("async def test_")
    done.assert_outcomes(passed=PAGE.count("def test_") + backends)
