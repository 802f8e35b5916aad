"""The start: what a new interpreter spends on the package, above starting itself.

Every candidate runs with -I and -S and sets the same path, so that neither the environment nor
the .pth files of the development environment count for or against one of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks._turns import medians

SOURCE = Path(__file__).parents[1] / "src"
CODE = {
    "an interpreter that does nothing": "",
    "import gitlab": "import gitlab",
    "import gitlab; gitlab.Gitlab": "import gitlab; gitlab.Gitlab",
    "argparse, for comparison": "import argparse",
}


def cpu_of(code: str) -> float:
    """The CPU seconds of a new interpreter that runs `code`."""
    script = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); {code}"
    arguments = [sys.executable, "-I", "-S", "-c", script]
    child = os.posix_spawn(sys.executable, arguments, os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"failed: {code}")
    return usage.ru_utime + usage.ru_stime


def ratios() -> Iterator[tuple[str, float]]:
    candidates: dict[str, Callable[[], float]] = {
        name: partial(cpu_of, code) for name, code in CODE.items()
    }
    bare, *measured = medians(candidates, rounds=21).items()
    for name, seconds in measured:
        yield f"{name} / {bare[0]}", seconds / bare[1]
