"""Running candidates in turns, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter
from typing import NamedTuple, TypeAlias

ROOT = Path(__file__).parents[1]


class Cost(NamedTuple):
    """What a piece of work took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of the process that did it."""
    peak: float
    """MiB of memory above what was in use before."""


Command: TypeAlias = Sequence[str]
"""A Python and its arguments. Scripts measure themselves; of others the whole process counts."""


@contextmanager
def servers(delays: Sequence[int]) -> Generator[dict[int, str]]:
    """The address of a server for each delay in milliseconds."""
    command = [sys.executable, "-m", "benchmarks._server", *map(str, delays)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        ports = process.stdout.readline().split()
        yield {delay: f"http://127.0.0.1:{port}" for delay, port in zip(delays, ports, strict=True)}
        process.stdin.close()


class FailedError(Exception):
    """A candidate that ended with an error, which this is the last line of."""


def medians(
    candidates: Mapping[str, Command], rounds: int, *, warm_up: bool = True
) -> dict[str, Cost | str]:
    """The medians over rounds in which each has its turn, after one that warms up.

    Text says why another environment's Python could not do it. Our own has to.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in candidates}
    failures: dict[str, str] = {}
    with TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # It would put one environment's packages into the other.
        environment.pop("PYTHONPATH", None)
        for turn in range(0 if warm_up else 1, rounds + 1):
            for name, command in candidates.items():
                if name in failures:
                    continue
                try:
                    cost = _cost_of(command, environment)
                except FailedError as error:
                    if command[0] == sys.executable:
                        raise
                    failures[name] = str(error)
                else:
                    if turn:
                        costs[name].append(cost)
    return {
        name: failures.get(name) or Cost(*(median(values) for values in zip(*each, strict=True)))
        for name, each in costs.items()
    }


def script(python: str, name: str, case: str, *arguments: object) -> Command:
    """A case of a module in `scripts/`."""
    return [python, "-m", f"benchmarks.scripts.{name}", case, *map(str, arguments)]


def _cost_of(command: Command, environment: Mapping[str, str]) -> Cost:
    begin = perf_counter()
    with (
        TemporaryFile("w+") as complaints,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, cwd=ROOT, env=dict(environment)
        ) as process,
    ):
        assert process.stdout
        # Nothing is kept of a long output: reading it must not be what is measured.
        last = b""
        while piece := process.stdout.read(1 << 20):
            last = piece[-1000:]
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            said = complaints.read().strip().splitlines()
            raise FailedError(said[-1] if said else f"exit {process.returncode}")
    if any(part.startswith("benchmarks.scripts.") for part in command):
        return Cost(*json.loads(last))
    return Cost(perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
