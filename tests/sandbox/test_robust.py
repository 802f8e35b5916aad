"""Whatever is sent, the sandbox answers as GitLab might: it never breaks."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from gitlab.sandbox import Sandbox
from gitlab.sandbox.routes import Route, router
from tests.sandbox.small import SEED

ODD: tuple[Any, ...] = (
    None, "", " ", "x", "0", "-1", 0, -1, 1.5, 10**30, True, [], ["x"], {}, {"a": 1}, "é" * 300,
)  # fmt: skip
IDS = ("100", "10", "3", "acme%2Ftarget", "x")
ROUTES = [pytest.param(each, id=f"{each.method} {each.path}") for each in router().routes]


@pytest.fixture(scope="module")
def box() -> Any:
    with Sandbox(SEED) as sandbox:
        yield sandbox


@pytest.mark.parametrize("route", ROUTES)
def test_odd_values_are_refused_or_taken_but_break_nothing(box: Sandbox, route: Route) -> None:
    seeded = box.snapshot()
    path = ""
    ids = IDS[::4] if route.described else IDS if ":id" in route.path.split("/") else IDS[:1]
    for number, value in enumerate(ODD):
        body = {param.name: value for param in route.params}
        for own_id in ids:
            path = re.sub(r":id\b", own_id, route.path)
            path = re.sub(r"[:*]\w+", "3", path)
            status = ask(box, route.method, path, body)
            assert status < 500, (path, value)
        for param in route.params[: 40 if number < 2 and not route.described else 0]:
            status = ask(box, route.method, path, {param.name: value})
            assert status < 500, (path, param.name, value)
    box.reset(seeded)


def ask(box: Sandbox, method: str, path: str, values: dict[str, Any]) -> int:
    target, headers = f"/api/v4{path}", {"PRIVATE-TOKEN": box.token}
    if method in ("GET", "DELETE"):
        sent = {name: "" if value is None else value for name, value in values.items()}
        return box.request(method, f"{target}?{urlencode(sent)}", headers=headers)[0]
    return box.request(method, target, headers=headers, json=values)[0]
