"""Deploy tokens publish and fetch packages, by header or as user and password."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from gitlab import Gitlab
from tests.sandbox.tours.conftest import Reply, Wire

FILE = "packages/generic/tool/1.0/a.txt"


@pytest.fixture
def project(gl: Gitlab) -> Any:
    group = gl.groups.create({"name": "g", "path": "g"})
    return gl.projects.create({"name": "app", "namespace_id": group.id})


def send(wire: Wire, project: Any, method: str, token: Any, *, basic: bool = False) -> Reply:
    headers = {"Deploy-Token": token.token}
    if basic:
        pair = base64.b64encode(f"{token.username}:{token.token}".encode()).decode()
        headers = {"Authorization": f"Basic {pair}"}
    headers["Content-Type"] = "application/octet-stream"
    body = "hello" if method == "PUT" else None
    return wire(f"{method} /projects/{project.id}/{FILE}", body, by="", headers=headers)


def test_a_package_goes_up_and_comes_down(wire: Wire, project: Any) -> None:
    scopes = ["read_package_registry", "write_package_registry"]
    token = project.deploytokens.create({"name": "t", "scopes": scopes})
    assert send(wire, project, "PUT", token).status == 201
    assert send(wire, project, "GET", token).body == b"hello"
    assert send(wire, project, "GET", token, basic=True).body == b"hello"
    (package,) = project.packages.list()
    assert (package.name, package.version) == ("tool", "1.0")


def test_a_token_does_what_its_scopes_say_where_it_belongs(
    wire: Wire, gl: Gitlab, project: Any
) -> None:
    writing = project.deploytokens.create({"name": "w", "scopes": ["write_package_registry"]})
    assert send(wire, project, "PUT", writing).status == 201
    assert send(wire, project, "GET", writing).status == 403
    reading = gl.groups.get("g").deploytokens.create(
        {"name": "r", "scopes": ["read_package_registry"]}
    )
    assert send(wire, project, "GET", reading).body == b"hello"
    assert send(wire, project, "PUT", reading).status == 403
    other = gl.projects.create({"name": "other"})
    assert send(wire, other, "GET", reading).status == 404
    assert send(wire, other, "PUT", writing).status == 404


def test_a_token_that_is_gone_counts_no_more(wire: Wire, project: Any) -> None:
    token = project.deploytokens.create({"name": "w", "scopes": ["write_package_registry"]})
    token.delete()
    assert send(wire, project, "PUT", token).status == 401
    headers = {"Deploy-Token": "gldt-unknown"}
    assert wire(f"GET /projects/{project.id}", by="", headers=headers).status == 404
