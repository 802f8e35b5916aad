"""Which server is asked, and as whom: options, variables, files, the CI job, and glab."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli._stub import Stub
    from tests.cli.conftest import Run

GET = ("project", "get", "--id", "1")


@pytest.fixture(autouse=True)
def project(stub: Stub) -> None:
    stub.answers["/projects/1"] = [{"id": 1}]
    stub.answers["/user"] = [{"id": 2, "username": "ada", "web_url": f"{stub.url}/ada"}]


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch, stub: Stub) -> pytest.MonkeyPatch:
    monkeypatch.setenv("GITLAB_URL", stub.url)
    return monkeypatch


def credential(stub: Stub) -> str:
    """The credential of the last request."""
    headers = {name.lower(): value for name, value in stub.asked[-1].headers.items()}
    names = ("private-token", "job-token", "authorization")
    return ", ".join(f"{name} {headers[name]}" for name in names if name in headers)


def config(folder: Path, *lines: str) -> str:
    file = folder / "gitlab.cfg"
    file.write_text("\n".join(["[global]", "default = one", "[one]", *lines]))
    return str(file)


def test_a_ci_job_needs_no_configuration(
    run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_SERVER_URL", stub.url)
    monkeypatch.setenv("CI_JOB_TOKEN", "job")
    assert run(*GET).status == 0
    assert credential(stub) == "job-token job"
    assert [asked.path for asked in stub.asked] == ["/api/v4/projects/1"]


def test_an_option_wins_over_all(
    run: Run, stub: Stub, variables: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    variables.setenv("GITLAB_PRIVATE_TOKEN", "variable")
    file = config(tmp_path, "url = http://127.0.0.1:1", "private_token = file")
    assert run("-c", file, "--private-token", "option", *GET).status == 0
    assert credential(stub) == "private-token option"
    assert run("-c", file, *GET).status == 0
    assert credential(stub) == "private-token variable"


def test_a_file_wins_over_the_ci_job(
    run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CI_SERVER_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("CI_JOB_TOKEN", "job")
    monkeypatch.setenv(
        "PYTHON_GITLAB_CFG", config(tmp_path, f"url = {stub.url}", "oauth_token = o")
    )
    assert run("--skip-login", *GET).status == 0
    assert credential(stub) == "authorization Bearer o"


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("GITLAB_TOKEN", "private-token t"),
        ("GITLAB_ACCESS_TOKEN", "private-token t"),
        ("OAUTH_TOKEN", "authorization Bearer t"),
    ],
)
def test_glabs_variables_are_understood(
    run: Run, stub: Stub, variables: pytest.MonkeyPatch, name: str, sent: str
) -> None:
    variables.setenv(name, "t")
    assert run(*GET).status == 0
    assert credential(stub) == sent
    assert [asked.path for asked in stub.asked] == ["/api/v4/user", "/api/v4/projects/1"]


def test_glabs_variables_come_before_the_ci_jobs_token(
    run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_SERVER_URL", stub.url)
    monkeypatch.setenv("CI_JOB_TOKEN", "job")
    monkeypatch.setenv("GITLAB_TOKEN", "t")
    assert run(*GET).status == 0
    assert credential(stub) == "private-token t"


@pytest.mark.parametrize("token", ["private_token", "oauth_token", "job_token"])
def test_glabs_variables_come_after_the_files(
    run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, token: str
) -> None:
    monkeypatch.setenv("GITLAB_TOKEN", "other")
    file = config(tmp_path, f"url = {stub.url}", f"{token} = mine")
    assert run("-c", file, *GET).status == 0
    assert "other" not in credential(stub)
    assert "mine" in credential(stub)


def test_glabs_host_comes_after_the_files_and_before_the_ci_job(
    run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITLAB_HOST", stub.url)
    monkeypatch.setenv("GITLAB_TOKEN", "t")
    assert run(*GET).status == 0
    monkeypatch.setenv("CI_SERVER_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("CI_JOB_TOKEN", "job")
    assert run(*GET).status == 0
    assert credential(stub) == "private-token t"
    seen = len(stub.asked)
    assert run("-c", config(tmp_path, "url = http://127.0.0.1:2"), *GET).status == 1
    assert run("--server-url", "http://127.0.0.1:1", *GET).status == 1
    assert len(stub.asked) == seen


def glab_file(home: Path, url: str) -> None:
    folder = home / ".config" / "glab-cli"
    folder.mkdir(parents=True)
    host = url.removeprefix("http://")
    text = f"host: {host}\nhosts:\n  {host}:\n    api_protocol: http\n    token: kept\n"
    (folder / "config.yml").write_text(text)


def test_glabs_file_is_the_last_resort(run: Run, stub: Stub, tmp_path: Path) -> None:
    pytest.importorskip("yaml")
    glab_file(tmp_path, stub.url)
    assert run(*GET).status == 0
    assert credential(stub) == "private-token kept"


def test_tokens_of_another_server_are_not_taken(
    run: Run, stub: Stub, variables: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("yaml")
    glab_file(tmp_path, "http://127.0.0.1:1")
    assert run(*GET).status == 0
    assert credential(stub) == ""
    assert run("--server-url", stub.url, *GET).status == 0
    assert credential(stub) == ""
