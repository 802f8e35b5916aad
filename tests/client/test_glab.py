"""glab's configuration file as the last source of `from_env()`."""

from __future__ import annotations

import builtins
import logging
import os
from pathlib import Path
from typing import Any

import pytest

from gitlab import AsyncGitlab, Gitlab

FILE = """\
# What glab writes.
host: git.example.com
hosts:
    gitlab.com:
        token: of-com
    git.example.com:
        token: !!null of-example
        api_protocol: http
        api_host: api.example.com:8080
        subfolder: /gitlab/
        skip_tls_verify: "true"
        user: mary
    oauth.example.com:
        token: of-oauth
        is_oauth2: "true"
        ca_cert: /ca.pem
    jobs.example.com:
        token:
        job_token: of-job
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in list(os.environ):
        if name.startswith(("GITLAB_", "CI_", "GL_", "GLAB_", "OAUTH_", "PYTHON_GITLAB", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def write(folder: Path, text: str = FILE) -> Path:
    file = folder / "config.yml"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def glab(home: Path) -> Path:
    return write(home / ".config/glab-cli")


@pytest.mark.parametrize("make", [Gitlab, AsyncGitlab])
def test_glabs_default_host_is_the_last_resort(
    make: Any, glab: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "gitlab")
    gl = make.from_env()
    assert gl.url == "http://api.example.com:8080/gitlab"
    assert gl._credential() == ("PRIVATE-TOKEN", "of-example")
    assert gl.ssl_verify is False
    assert "credential from glab's configuration file" in caplog.text
    assert "of-example" not in caplog.text


@pytest.mark.parametrize(
    ("host", "credential", "verify"),
    [
        ("gitlab.com", ("PRIVATE-TOKEN", "of-com"), True),
        ("oauth.example.com", ("Authorization", "Bearer of-oauth"), "/ca.pem"),
        ("jobs.example.com", ("JOB-TOKEN", "of-job"), True),
        ("other.example.com", None, True),
    ],
)
def test_a_named_server_gets_its_own_token_and_no_other(
    glab: Path, monkeypatch: pytest.MonkeyPatch, host: str, credential: Any, verify: Any
) -> None:
    monkeypatch.setenv("GITLAB_HOST", host)
    gl = Gitlab.from_env()
    assert gl.url == f"https://{host}"
    assert gl._credential() == credential
    assert gl.ssl_verify == verify


def test_earlier_sources_win(glab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_SERVER_URL", "https://ci")
    monkeypatch.setenv("CI_JOB_TOKEN", "job")
    gl = Gitlab.from_env()
    assert (gl.url, gl.job_token, gl.private_token) == ("https://ci", "job", None)
    monkeypatch.setenv("GITLAB_TOKEN", "mine")
    assert Gitlab.from_env().private_token == "mine"


@pytest.mark.parametrize("variable", ["GLAB_CONFIG_DIR", "XDG_CONFIG_HOME"])
def test_the_file_is_found_where_glab_is_told_to_keep_it(
    glab: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    folder = tmp_path / "elsewhere"
    monkeypatch.setenv(variable, str(folder))
    write(
        folder if variable == "GLAB_CONFIG_DIR" else folder / "glab-cli", FILE.replace("of", "at")
    )
    assert Gitlab.from_env().private_token == "at-example"


@pytest.mark.parametrize("text", ["hosts: [", "[]", "hosts: nothing", "host: x"])
def test_a_file_that_says_nothing_useful_is_no_obstacle(glab: Path, text: str) -> None:
    glab.write_text(text, encoding="utf-8")
    if text == "hosts: [":
        with pytest.warns(UserWarning, match="cannot be read"):
            gl = Gitlab.from_env()
    else:
        gl = Gitlab.from_env()
    assert (gl.url, gl._credential()) == ("https://gitlab.com", None)


def without(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    real = builtins.__import__

    def refusing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".", maxsplit=1)[0] in modules:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refusing)


def test_either_yaml_library_will_do(glab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "yaml")
    assert Gitlab.from_env().private_token == "of-example"


def test_without_a_yaml_library_the_warning_says_what_to_install(
    glab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "yaml", "ruamel")
    with pytest.warns(UserWarning, match=r"gitlabkit\[yaml\]"):
        assert Gitlab.from_env()._credential() is None
