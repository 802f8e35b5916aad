"""An empty GitLab, its administrator's client, and requests as other clients send them."""

from __future__ import annotations

import json as codec
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from gitlab import Gitlab
from gitlab.sandbox import Sandbox


class Reply(NamedTuple):
    status: int
    body: Any
    """Of JSON what it says, else the bytes."""
    headers: dict[str, str]


class Wire:
    """Sends requests as they are; people join by the names they are given."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box
        self._tokens: dict[str, str] = {"root": box.token}

    def __call__(
        self,
        request: str,
        form: Mapping[str, Any] | str | None = None,
        *,
        json: Any = None,
        by: str = "root",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """`wire("POST /projects", {"name": "app"}, by="ann")`: a form, or JSON; "" is a visitor."""
        method, _, path = request.partition(" ")
        sent = dict(headers or {})
        if by and "Authorization" not in sent:
            sent.setdefault("PRIVATE-TOKEN", self.token(by))
        body = b""
        if json is not None:
            sent["Content-Type"], body = "application/json", codec.dumps(json).encode()
        elif form is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
            body = (form if isinstance(form, str) else urlencode(form, doseq=True)).encode()
        status, answered, content = self.box.app.handle(method, f"/api/v4{path}", sent, body)
        is_json = answered.get("Content-Type") == "application/json"
        return Reply(status, codec.loads(content) if is_json and content else content, answered)

    def token(self, name: str) -> str:
        return self._tokens.get(name) or self._tokens.setdefault(name, self.box.token_for(name))

    def join(self, *names: str) -> list[int]:
        """Make users; their ids."""
        about = {"password": "a long password", "skip_confirmation": "true"}
        made = [
            self("POST /users", {"username": n, "name": n.title(), "email": f"{n}@x.org", **about})
            for n in names
        ]
        return [reply.body["id"] for reply in made]


@pytest.fixture(scope="session")
def _empty() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


@pytest.fixture
def box(_empty: Sandbox) -> Sandbox:
    _empty.reset()
    return _empty


@pytest.fixture
def gl(box: Sandbox) -> Gitlab:
    return box.client()


@pytest.fixture
def wire(box: Sandbox) -> Wire:
    return Wire(box)
