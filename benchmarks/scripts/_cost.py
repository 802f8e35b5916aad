"""How a script measures its work, and tells the process that started it."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter, process_time

IN_FLIGHT = int(sys.argv[4]) if len(sys.argv) > 4 else 16
"""How many calls are under way where several are."""


def report(**cases: Callable[[str, int], Callable[[], object]]) -> None:
    """Run the case that the command line names: it prepares, and returns the work."""
    case, address, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = cases[case](address, count)
    before = _peak()
    wall, cpu = perf_counter(), process_time()
    result = work()
    cost = perf_counter() - wall, process_time() - cpu, _peak() - before
    del result
    print(json.dumps(cost))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
