"""`run(...)`: the command line in this process, against a sandbox behind a socket."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple, Protocol

import pytest

from gitlab.cli import main
from gitlab.sandbox import Sandbox
from tests.cli._stub import Stub

SEED: dict[str, Any] = {
    "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
    "users": [{"id": 2, "username": "ada"}],
    "groups": [{"id": 10, "full_path": "acme", "visibility": "private"}],
    "projects": [
        {
            "id": 1,
            "full_path": "acme/api",
            "visibility": "private",
            "inbound_enabled": True,
            "allowlist": {"projects": [2], "groups": []},
        },
        {"id": 2, "full_path": "acme/web", "visibility": "private", "inbound_enabled": False},
        {"id": 3, "full_path": "acme/docs", "visibility": "private", "inbound_enabled": True},
    ],
}


class Result(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *words: str) -> Result: ...


def modules_after(words: str) -> set[str]:
    """What is imported when `gitlab words` is done."""
    code = f"""
import sys
from gitlab.cli import main
try:
    main({words.split()!r})
except SystemExit:
    pass
print("modules:", *sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("modules:")[2].split())


@pytest.fixture(autouse=True)
def no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is configured on this machine must not reach the tests."""
    for name in os.environ:
        if name.startswith(("GITLAB_", "CI_", "PYTHON_GITLAB_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(autouse=True)
def signals_of_before() -> Iterator[None]:
    """`sandbox serve` takes the signals that stop it; the next test wants them back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `gitlab` with these words."""

    def run(*words: str) -> Result:
        status = 0
        try:
            main(words)
        except SystemExit as end:
            status = int(end.code or 0)
        written = capsys.readouterr()
        return Result(status, written.out, written.err)

    return run


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    """One GitLab for a module's commands."""
    with Sandbox(seed=SEED) as box:
        yield box


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A GitLab that answers what the test says."""
    with Stub() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def gitlab(run: Run, server: Sandbox) -> Run:
    """Run `gitlab` against the server, as its administrator."""

    def run_there(*words: str) -> Result:
        return run("--server-url", server.url, "--private-token", server.token, *words)

    return run_there
