"""Run all benchmarks and print a table: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import NamedTuple

from benchmarks._measure import Command, Cost, medians, script, servers

GETS = 500
PAGES_DECODED = 50
OBJECTS = 10_000
IN_FLIGHT = (16, 64)
HAS_AIOHTTP = find_spec("aiohttp") is not None


class Group(NamedTuple):
    """Candidates for the same work; the first is what the others are compared with."""

    title: str
    candidates: dict[str, Command]
    columns: tuple[str, ...]
    ideal_wall: float | None = None
    """Seconds that the wire alone takes, where latency decides."""
    warm_up: bool = True
    """Whether a round before the others is not counted."""


def groups(addresses: dict[int, str], options: argparse.Namespace) -> Iterator[Group]:
    here, other, nearest = sys.executable, options.other, addresses[min(addresses)]
    yield start(here, other, nearest)
    yield commands(here, other, nearest)
    yield sequential(here, other, nearest)
    for delay in options.latency:
        yield listing(here, other, addresses[delay], delay)
    for delay in options.sweep_latency:
        # Without latency more of them under way only wait for each other.
        for in_flight in IN_FLIGHT if delay else IN_FLIGHT[:1]:
            yield sweep(here, other, addresses[delay], delay, options.projects, in_flight)
    making = {
        "two slots around each dict": script(here, "raw", "making", "-", OBJECTS),
        "Project": script(here, "client", "making", "-", OBJECTS),
    }
    if other:
        making["other: Project"] = script(other, "client", "making", "-", OBJECTS)
    yield Group(f"{OBJECTS:,} projects made of dicts", making, ("cpu", "peak"))
    pages = {
        "json": script(here, "raw", "json_pages", "-", PAGES_DECODED),
        "this client": script(here, "raw", "our_pages", "-", PAGES_DECODED),
    }
    yield Group(f"{PAGES_DECODED} pages decoded", pages, ("cpu",))
    fleet = [here, "-m", "benchmarks.planning"]
    planning: dict[str, Command] = {
        "its snapshot written and read": fleet,
        "and planned": [*fleet, "plan"],
    }
    yield Group("10,000 projects with job token allowlists", planning, ("cpu", "peak"))


def start(here: str, other: str | None, address: str) -> Group:
    get = f"import gitlab; gitlab.Gitlab({address!r}).http_get('/projects/1')"
    code = {
        "an interpreter that does nothing": "",
        "import gitlab": "import gitlab",
        "import, client, one GET": get,
        "import urllib3, one GET": f"import urllib3; urllib3.request('GET', {address!r})",
        "import requests, one GET": f"import requests; requests.get({address!r})",
    }
    candidates: dict[str, Command] = {name: [here, "-c", text] for name, text in code.items()}
    if other:
        candidates["other: import gitlab"] = [other, "-c", "import gitlab"]
        candidates["other: import, client, one GET"] = [other, "-c", get]
    return Group("Start", candidates, ("cpu",))


def commands(here: str, other: str | None, address: str) -> Group:
    words = {
        "gitlab --version": ["--version"],
        "gitlab project get": [
            "--server-url",
            address,
            "-o",
            "json",
            "project",
            "get",
            "--id",
            "1",
        ],
        "gitlab project list, 10,000 as JSON": [
            *("--server-url", address, "-o", "json"),
            *("project", "list", "--get-all", "--per-page", "100"),
        ],
    }
    candidates: dict[str, Command] = {"an interpreter that does nothing": [here, "-c", ""]}
    for name, told in words.items():
        candidates[name] = [here, "-m", "gitlab", *told]
        if other:
            candidates[f"other: {name}"] = [other, "-m", "gitlab", *told]
    return Group("Command line", candidates, ("cpu", "peak"))


def sequential(here: str, other: str | None, address: str) -> Group:
    candidates = {
        "requests": script(here, "raw", "requests_gets", address, GETS),
        "urllib3": script(here, "raw", "urllib3_gets", address, GETS),
        "http_get": script(here, "client", "gets", address, GETS),
        "project.job_token_scope.get": script(here, "client", "objects", address, GETS),
        "httpx2, async": script(here, "raw", "httpx2_gets", address, GETS),
        "project.job_token_scope.get, async": script(here, "aclient", "objects", address, GETS),
    }
    if HAS_AIOHTTP:
        candidates["aiohttp"] = script(here, "raw", "aiohttp_gets", address, GETS)
        candidates["project.job_token_scope.get, async, httpx2"] = script(
            here, "aclient", "httpx2_objects", address, GETS
        )
    if other:
        candidates["other: http_get"] = script(other, "client", "gets", address, GETS)
        candidates["other: project.job_token_scope.get"] = script(
            other, "client", "objects", address, GETS
        )
    return Group(f"{GETS} GETs, one after another", candidates, ("cpu",))


def listing(here: str, other: str | None, address: str, delay: int) -> Group:
    candidates = {
        "dicts, one page after another, requests": script(
            here, "raw", "requests_pages", address, 0
        ),
        "dicts, 16 threads, urllib3": script(here, "raw", "urllib3_pages", address, 0),
        "list(get_all=True)": script(here, "client", "listing", address, 0),
        "list(iterator=True)": script(here, "client", "iterator", address, 0),
        "list(get_all=True), async": script(here, "aclient", "listing", address, 0),
        "async for": script(here, "aclient", "iterator", address, 0),
    }
    if HAS_AIOHTTP:
        candidates["list(get_all=True), async, httpx2"] = script(
            here, "aclient", "httpx2_listing", address, 0
        )
    if other:
        candidates["other: list(get_all=True)"] = script(other, "client", "listing", address, 0)
        candidates["other: list(iterator=True)"] = script(other, "client", "iterator", address, 0)
    return Group(f"10,000 projects listed, {delay} ms latency", candidates, ("wall", "cpu", "peak"))


def sweep(
    here: str, other: str | None, address: str, delay: int, projects: int, in_flight: int
) -> Group:
    def case(python: str, name: str, work: str) -> Command:
        return script(python, name, work, address, projects, in_flight)

    candidates = {
        f"{in_flight} threads, urllib3": case(here, "raw", "urllib3_sweep"),
        f"{in_flight} tasks, httpx2": case(here, "raw", "httpx2_sweep"),
        "gl.map": case(here, "client", "sweep"),
        "gl.map, async": case(here, "aclient", "sweep"),
    }
    if HAS_AIOHTTP:
        candidates[f"{in_flight} tasks, aiohttp"] = case(here, "raw", "aiohttp_sweep")
        candidates["gl.map, async, httpx2"] = case(here, "aclient", "httpx2_sweep")
    if other:
        candidates["other: gl.map, or one after another"] = case(other, "client", "sweep")
    title = (
        f"Job token state of {projects:,} projects, {3 * projects:,} requests, "
        f"{in_flight} in flight, {delay} ms latency"
    )
    ideal = 3 * projects * delay / 1000 / in_flight
    columns = ("wall", "cpu")
    return Group(title, candidates, columns, ideal_wall=ideal or None, warm_up=False)


def print_table(group: Group, costs: dict[str, Cost | str]) -> None:
    first = next(iter(costs.values()))
    assert isinstance(first, Cost)
    heads = " ".join(f"{column:>8}" for column in group.columns)
    print(f"\n{group.title}\n{heads}")
    for name, cost in costs.items():
        if isinstance(cost, str):
            print(f"{'not there':>8}  {name}: {cost}", flush=True)
            continue
        ratios = (
            getattr(cost, column) / (getattr(first, column) or float("nan"))
            for column in group.columns
        )
        line = " ".join(f"{ratio:7.2f}x" for ratio in ratios)
        share = (
            f"  ({cost.wall / group.ideal_wall:.2f} x requests x latency / in flight)"
            if group.ideal_wall
            else ""
        )
        print(f"{line}  {name}{share}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--other", metavar="PYTHON", help="of an environment with another client")
    parser.add_argument("--rounds", type=int, default=3, help="runs of which the median is taken")
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 30, 100], metavar="MS")
    parser.add_argument("--projects", type=int, default=2000, help="how many are swept")
    parser.add_argument(
        "--sweep-latency", type=int, nargs="+", default=[0, 30], metavar="MS", help="of the sweep"
    )
    options = parser.parse_args()
    print("Each line is a ratio to the first of its group; cpu, wall clock and peak memory.")
    delays = sorted({*options.latency, *options.sweep_latency})
    with servers(delays) as addresses:
        for group in groups(addresses, options):
            print_table(group, medians(group.candidates, options.rounds, warm_up=group.warm_up))


if __name__ == "__main__":
    main()
