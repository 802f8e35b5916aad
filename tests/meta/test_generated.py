from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta._sources import ROOT, name_of


@pytest.mark.parametrize("tool", sorted((ROOT / "tools").glob("gen_*.py")), ids=name_of)
def test_generated_files_are_fresh(tool: Path) -> None:
    answer = subprocess.run(
        [sys.executable, tool, "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
