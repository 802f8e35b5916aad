from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "asyncio",
    "dataclasses",
    "httpx2",
    "importlib.metadata",
    "inspect",
    "logging",
    "requests",
    "ssl",
    "urllib3",
}


def modules_loaded_by(code: str) -> set[str]:
    """What a new interpreter loads for `code`, above what it loads to start."""
    script = (
        "import sys; before = set(sys.modules)\n"
        f"{code}\n"
        "print(*(set(sys.modules) - before), sep='\\n')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(answer.stdout.split())


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("import gitlab", 4),
        ("import gitlab; gitlab.Gitlab", 20),
        ("import gitlab; gitlab.Gitlab('https://gitlab.example.com').projects", 80),
    ],
)
def test_import_stays_cheap(code: str, most: int) -> None:
    loaded = modules_loaded_by(code)
    assert not loaded & HEAVY
    assert len(loaded) <= most, sorted(loaded)


def test_version_on_the_command_line_loads_no_http_library() -> None:
    loaded = modules_loaded_by(
        "import gitlab.cli\ntry: gitlab.cli.main(['--version'])\nexcept SystemExit: pass"
    )
    assert not loaded & {"requests", "httpx2", "urllib3", "rich", "yaml", "ruamel"}
