from __future__ import annotations

from pathlib import Path

import pytest

from tests.meta._sources import PACKAGE, imported_modules, is_generated, name_of, python_files

LONGEST = 500
CORE_MAY_IMPORT = {
    "__future__",
    "base64",
    "collections",
    "contextlib",
    # Which block of the caller a call happens in: no input, and no output.
    "contextvars",
    "datetime",
    "email",
    "functools",
    "gc",
    "io",
    "json",
    # A parser, and only where it is installed.
    "msgspec",
    "re",
    "secrets",
    # Its locks: what is shared among threads is counted by the core.
    "threading",
    "typing",
    "urllib",
}
# Errors are values that the core makes; the module imports nothing itself.
CORE_MAY_IMPORT_OF_US = ("gitlab._core", "gitlab.exceptions")


@pytest.mark.parametrize("path", python_files("src/gitlab/_core"), ids=name_of)
def test_core_imports_no_clock_no_network_and_nothing_of_ours(path: Path) -> None:
    foreign = {
        module
        for module in imported_modules(path)
        if module.partition(".")[0] not in CORE_MAY_IMPORT
        and not module.startswith(CORE_MAY_IMPORT_OF_US)
    }
    assert not foreign


def test_exceptions_import_nothing_that_the_core_may_not() -> None:
    roots = {module.partition(".")[0] for module in imported_modules(PACKAGE / "exceptions.py")}
    assert roots <= CORE_MAY_IMPORT


@pytest.mark.parametrize("path", python_files("src", "tests", "tools", "benchmarks"), ids=name_of)
def test_files_stay_short_or_say_why_not(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    gives_reason = lines[:1] and lines[0].startswith("# long file: ")
    assert len(lines) <= LONGEST or gives_reason or is_generated(path)
