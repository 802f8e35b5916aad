"""Queries of a sandbox, and what comes back."""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import Sandbox
from tests.sandbox.small import ask

PATH = "/api/graphql"


def query(box: Sandbox, text: str, token: str | None = None, **variables: Any) -> Any:
    """The whole answer, with errors, to root or whose token it is."""
    token = box.token if token is None else token
    status, _, answer = ask(box, "POST", PATH, token, json={"query": text, "variables": variables})
    assert status == 200, answer
    return answer


def data(box: Sandbox, text: str, token: str | None = None, **variables: Any) -> Any:
    answer = query(box, text, token, **variables)
    assert "errors" not in answer, answer
    return answer["data"]


def messages(answer: Any) -> list[str]:
    return [error["message"] for error in answer["errors"]]
