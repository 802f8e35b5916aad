"""`gitlab sandbox serve` for programs in other languages: durable, and controlled by a token."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.sandbox.scenario import exchange

SERVE = (sys.executable, "-m", "gitlab", "sandbox", "serve", "--port", "0", "--seed", "empty")


@contextmanager
def serving(*options: str, **environment: str) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*SERVE, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    ) as server:
        try:
            yield server
        finally:
            server.kill()


def line(server: subprocess.Popen[str]) -> list[str]:
    assert server.stdout is not None
    return server.stdout.readline().split()


def ask(url: str, token: str, method: str, path: str, body: Any = None) -> Any:
    headers = {"PRIVATE-TOKEN": token}
    status, _, content = exchange(url, method, f"/api/v4/{path}", headers, body)
    assert status < 300, content
    return json.loads(content) if content else None


def test_what_was_answered_survives_kill_minus_nine(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "gitlab.db"))
    with serving(*data) as server:
        url, token = line(server)
        for number in range(5):
            ask(url, token, "POST", "projects", {"name": f"app {number}"})
        server.send_signal(signal.SIGKILL)
    with serving(*data) as server:
        url, again = line(server)
        assert again == token
        names = [project["name"] for project in ask(url, token, "GET", "projects")]
    assert sorted(names) == [f"app {number}" for number in range(5)]


def test_control_is_for_who_has_its_token(tmp_path: Path) -> None:
    with serving("--control", "--data", str(tmp_path / "gitlab.db")) as server:
        url, token = line(server)
        word, control = line(server)
        assert word == "control"
        ask(url, token, "POST", "projects", {"name": "app"})
        headers = {"Authorization": f"Bearer {control}"}
        assert exchange(url, "POST", "/-/sandbox/reset", headers)[0] == 204
        assert ask(url, token, "GET", "projects") == []


def test_a_control_token_that_is_known_is_not_printed() -> None:
    with serving("--control", GITLAB_SANDBOX_CONTROL_TOKEN="known") as server:
        url, _ = line(server)
        headers = {"Authorization": "Bearer known"}
        assert exchange(url, "GET", "/-/sandbox/clock", headers)[0] == 200
        server.terminate()
        assert server.communicate(timeout=10) == ("", "")


def test_nobody_controls_a_sandbox_that_does_not_want_it() -> None:
    with serving() as server:
        url, token = line(server)
        headers = {"Authorization": f"Bearer {token}"}
        assert exchange(url, "POST", "/-/sandbox/reset", headers)[0] == 404
