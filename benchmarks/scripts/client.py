"""The sync client. Only what clients of that interface have in common, but for `map`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from benchmarks._server import project
from benchmarks.scripts._cost import IN_FLIGHT, report
from gitlab import Gitlab


def gets(address: str, count: int) -> Callable[[], object]:
    gl = Gitlab(address, private_token="x")
    gl.http_get("/projects/1")
    return lambda: [gl.http_get("/projects/1/job_token_scope") for _ in range(count)]


def objects(address: str, count: int) -> Callable[[], object]:
    gl = Gitlab(address, private_token="x")
    mine = gl.projects.get(1, lazy=True)
    mine.job_token_scope.get()
    return lambda: [mine.job_token_scope.get() for _ in range(count)]


def listing(address: str, count: int) -> Callable[[], object]:
    gl = Gitlab(address, private_token="x")
    gl.projects.get(1)
    return lambda: gl.projects.list(get_all=True, per_page=100)


def iterator(address: str, count: int) -> Callable[[], object]:
    gl = Gitlab(address, private_token="x")
    gl.projects.get(1)
    return lambda: sum(1 for _ in gl.projects.list(iterator=True, per_page=100))


def state(project: Any) -> Any:
    scope = project.job_token_scope.get()
    return (
        scope,
        scope.allowlist.list(get_all=True),
        scope.groups_allowlist.list(get_all=True),
    )


def sweep(address: str, count: int) -> Callable[[], object]:
    gl = Gitlab(address, private_token="x")
    fleet = [gl.projects.get(number, lazy=True) for number in range(1, count + 1)]
    state(fleet[0])
    if not hasattr(gl, "map"):
        return lambda: [state(each) for each in fleet]
    return lambda: [found for _, found in gl.map(state, fleet, in_flight=IN_FLIGHT)]


def making(address: str, count: int) -> Callable[[], object]:
    manager: Any = Gitlab(address).projects
    cls = manager._obj_cls
    text = json.dumps(project(1))
    answers = [json.loads(text) for _ in range(count)]
    return lambda: [cls(manager, answer, created_from_list=True) for answer in answers]


if __name__ == "__main__":
    report(
        gets=gets,
        objects=objects,
        listing=listing,
        iterator=iterator,
        sweep=sweep,
        making=making,
    )
