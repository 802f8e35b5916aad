"""Terraform states: versions, locks, and the tokens that open them."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from gitlab.sandbox import Sandbox

STATE = "/api/v4/projects/1/terraform/state/prod"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox({"projects": [{"id": 1, "full_path": "root/site"}]}) as sandbox:
        yield sandbox


def send(
    box: Sandbox, method: str, target: str, body: bytes = b"", kind: str = "application/json"
) -> tuple[int, bytes]:
    secret = f"gitlab-ci-token:{box.job_token('root/site')}"
    basic = base64.b64encode(secret.encode()).decode()
    headers = {"Authorization": f"Basic {basic}", "Content-Type": kind}
    status, _, content = box.app.handle(method, target, headers, body)
    return status, content


def test_state_is_written_read_and_deleted_with_a_job_token(box: Sandbox) -> None:
    assert send(box, "GET", STATE)[0] == 204
    assert send(box, "POST", STATE, b'{"serial": 1}')[0] == 200
    assert send(box, "POST", STATE, b'{"serial": 2}', "text/json")[0] == 200
    assert send(box, "GET", STATE) == (200, b'{"serial": 2}')
    assert send(box, "GET", f"{STATE}/versions/1") == (200, b'{"serial": 1}')
    assert send(box, "DELETE", f"{STATE}/versions/2")[0] == 204
    assert send(box, "GET", STATE) == (200, b'{"serial": 1}')
    assert send(box, "DELETE", STATE)[0] == 200
    assert send(box, "GET", STATE)[0] == 204


def test_locked_state_takes_only_what_names_the_lock(box: Sandbox) -> None:
    lock = b'{"ID": "a", "Who": "me"}'
    assert send(box, "POST", f"{STATE}/lock", lock)[0] == 200
    status, told = send(box, "POST", f"{STATE}/lock", b'{"ID": "b"}')
    assert (status, b'"ID":"a"' in told) == (409, True)
    assert send(box, "POST", STATE, b'{"serial": 1}')[0] == 409
    assert send(box, "POST", f"{STATE}?ID=a", b'{"serial": 1}')[0] == 200
    assert send(box, "DELETE", f"{STATE}/lock", b'{"ID": "b"}')[0] == 409
    assert send(box, "DELETE", f"{STATE}/lock", b'{"ID": "a"}')[0] == 200
    assert send(box, "POST", STATE, b'{"serial": 2}')[0] == 200


def test_content_that_is_no_state_is_refused(box: Sandbox) -> None:
    assert send(box, "POST", STATE, b"no state")[0] == 400
    assert send(box, "POST", STATE)[0] == 400
