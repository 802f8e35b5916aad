from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta._sources import ROOT

CODE = Path(__file__).with_name("users_code.py")


def mypy(file: Path) -> subprocess.CompletedProcess[str]:
    """The verdict for someone who installed the package: none of this project's settings."""
    pytest.importorskip("mypy")
    options = ("--strict", "--config-file=", f"--cache-dir={ROOT / '.mypy_cache/users'}")
    return subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(file)],
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_type_checkers_know_what_the_package_takes_and_gives() -> None:
    checked = mypy(CODE)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_errors_are_told_in_the_words_of_the_package(tmp_path: Path) -> None:
    file = tmp_path / "script.py"
    file.write_text(
        "from gitlab import Gitlab\n"
        "project = Gitlab().projects.get(1)\n"
        "reveal_type(project.name)\n"
        "project.foobar\n"
        'Gitlab().projects.create({"nmae": "x"})\n',
        encoding="utf-8",
    )
    name, attribute, create, *_ = mypy(file).stdout.splitlines()
    assert name.endswith('Revealed type is "str"')
    assert '"Project" has no attribute "foobar"' in attribute
    assert 'expected "ProjectCreate | None"' in create
