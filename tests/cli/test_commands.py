"""`sandbox serve`, `job-token audit` and `--sandbox`."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_sandbox_option_needs_no_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("PYTHON_GITLAB_CFG", "/nonexistent")
    status, out, _ = run("--sandbox", "empty", "-o", "json", "project", "list")
    assert (status, json.loads(out)) == (0, [])


def test_sandbox_option_names_a_seed_that_is_not_there(run: Run) -> None:
    status, out, err = run("--sandbox", "/nonexistent.yml", "project", "list")
    assert (status, out) == (1, "")
    assert err.startswith("Impossible to start the sandbox '/nonexistent.yml' (")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_sandbox_serves_until_it_is_told_to_stop(stop: signal.Signals) -> None:
    command = [sys.executable, "-m", "gitlab", "sandbox", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--seed", "empty"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url, token = server.stdout.readline().split()
        ask = [sys.executable, "-m", "gitlab", "--server-url", url, "--private-token", token]
        asked = subprocess.run(
            [*ask, "-o", "json", "metadata", "get"], capture_output=True, text=True, check=True
        )
        server.send_signal(stop)
        out, err = server.communicate(timeout=10)
    assert url.startswith("http://127.0.0.1:")
    assert token.startswith("glpat-")
    assert "version" in json.loads(asked.stdout)
    assert (server.returncode, out, err) == (0, "", "")


def test_sandbox_does_not_listen_to_other_machines_by_a_slip(run: Run) -> None:
    status, out, err = run("sandbox", "serve", "--host", "0.0.0.0")
    assert (status, out) == (2, "")
    assert "--allow-remote" in err


def test_sandbox_names_the_address_that_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, out, err = run("sandbox", "serve", "--seed", "empty", "--port", str(port))
    assert (status, out) == (2, "")
    assert err.startswith(f"cannot listen on 127.0.0.1:{port} (")


def test_data_of_a_killed_sandbox_is_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gitlab", "sandbox", "serve", "--port", "0"]
    create = "create --username mary --email mary@x.example --name Mary --reset-password true"
    for action in (create, "get --id 2"):
        with subprocess.Popen(
            [*command, "--seed", "empty", "--data", str(tmp_path / "gitlab.db")],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                assert server.stdout is not None
                url, token = server.stdout.readline().split()
                ask = [sys.executable, "-m", "gitlab", "--server-url", url]
                asked = subprocess.run(
                    [*ask, "--private-token", token, "-o", "json", "user", *action.split()],
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                )
            finally:
                server.kill()
        assert json.loads(asked.stdout)["username"] == "mary"


def test_audit_of_a_clean_group_ends_with_status_0(run: Run, tmp_path: Path) -> None:
    status, out, err = run("--sandbox", _seed(tmp_path), "job-token", "audit", "--group", "acme")
    assert (status, err) == (0, "")
    assert json.loads(out)["summary"] == {"projects": 1, "findings": {}}


def test_audit_with_findings_ends_with_status_1(run: Run, tmp_path: Path) -> None:
    seed = _seed(tmp_path, inbound_enabled=False)
    status, out, _ = run("--sandbox", seed, "job-token", "audit", "--group", "acme")
    assert status == 1
    assert json.loads(out)["summary"]["findings"] == {"open-to-all": 1}


def test_audit_is_drawn_as_a_table_on_request(run: Run, tmp_path: Path) -> None:
    seed = _seed(tmp_path, inbound_enabled=False)
    words = ("job-token", "audit", "--group", "acme", "--output", "table")
    status, out, _ = run("--sandbox", seed, *words)
    assert status == 1
    assert "open-to-all" in out


def test_audit_that_fails_ends_with_status_2(run: Run) -> None:
    words = ("job-token", "audit", "--group", "nowhere")
    status, out, err = run("--sandbox", "empty", *words)
    assert (status, out) == (2, "")
    assert err.startswith("gitlab job-token audit failed (404: ")


def test_audit_without_a_configuration_file_ends_with_status_2(run: Run) -> None:
    status, _, err = run("-c", "/nonexistent", "job-token", "audit", "--group", "acme")
    assert status == 2
    assert err.startswith("Cannot read config from file")


def _seed(folder: Path, *, inbound_enabled: bool = True) -> str:
    file = folder / "seed.json"
    project = {"id": 1, "full_path": "acme/api", "visibility": "private"}
    group = {"id": 10, "full_path": "acme", "visibility": "private"}
    file.write_text(
        json.dumps(
            {
                "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
                "groups": [group],
                "projects": [{**project, "inbound_enabled": inbound_enabled}],
            }
        )
    )
    return str(file)
