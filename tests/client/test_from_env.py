"""`from_env()` and `with_options()`."""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any

import pytest

from gitlab import AsyncGitlab, Gitlab
from gitlab._environment import chosen

pytestmark = pytest.mark.parametrize("make", [Gitlab, AsyncGitlab])


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in list(os.environ):
        if name.startswith(
            ("GITLAB_", "CI_", "GL_", "GLAB_", "OAUTH_", "PYTHON_GITLAB", "XDG_CONFIG_HOME")
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


def variables(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def file(path: Path, url: str = "https://file") -> list[str]:
    text = f"[global]\ndefault = a\n[a]\nurl = {url}\nprivate_token = of-file\ntimeout = 7\n"
    path.write_text(text, encoding="utf-8")
    return [str(path)]


def test_a_ci_job_needs_no_configuration(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    variables(monkeypatch, CI_SERVER_URL="https://ci/", CI_JOB_TOKEN="job")
    gl = make.from_env()
    assert (gl.url, gl._credential()) == ("https://ci", ("JOB-TOKEN", "job"))


def test_the_ca_of_the_runner_is_trusted(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    variables(monkeypatch, CI_SERVER_URL="https://ci", CI_SERVER_TLS_CA_FILE="/ca.pem")
    assert make.from_env().ssl_verify == "/ca.pem"


def test_variables_win_over_files_and_files_over_the_job(
    make: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    variables(monkeypatch, CI_SERVER_URL="https://file", CI_JOB_TOKEN="job")
    gl = make.from_env(config_files=file(tmp_path / "cfg"))
    assert (gl.private_token, gl.job_token, gl.timeout) == ("of-file", None, 7)
    variables(monkeypatch, GITLAB_PRIVATE_TOKEN="of-variable", GITLAB_TIMEOUT="3")
    gl = make.from_env(config_files=file(tmp_path / "cfg"))
    assert (gl.url, gl.private_token, gl.timeout) == ("https://file", "of-variable", 3)


def test_a_token_never_goes_to_another_server_than_its_source_names(
    make: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    variables(monkeypatch, GITLAB_URL="https://other", CI_SERVER_URL="https://ci", CI_JOB_TOKEN="j")
    gl = make.from_env(config_files=file(tmp_path / "cfg"))
    assert (gl.url, gl._credential()) == ("https://other", None)


def test_names_of_glab_are_understood(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    variables(monkeypatch, GITLAB_HOST="gitlab.example.com", GITLAB_TOKEN="t")
    gl = make.from_env()
    assert (gl.url, gl.private_token) == ("https://gitlab.example.com", "t")
    variables(monkeypatch, GITLAB_PRIVATE_TOKEN="better")
    assert make.from_env().private_token == "better"


def test_the_log_says_which_source_won_and_never_the_value(
    make: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    variables(monkeypatch, GITLAB_URL="https://host", GITLAB_TOKEN="glpat-secret")
    with caplog.at_level(logging.INFO, logger="gitlab"):
        make.from_env()
    assert "https://host from environment variables" in caplog.text
    assert "secret" not in caplog.text


def test_arguments_win(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    variables(monkeypatch, CI_SERVER_URL="https://ci")
    assert make.from_env(url="https://mine").url == "https://mine"


def test_a_token_for_another_server_is_not_sent_to_the_one_that_is_given(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables(monkeypatch, CI_SERVER_URL="https://ci", CI_JOB_TOKEN="job")
    assert make.from_env(url="https://mine").job_token is None
    assert make.from_env(url="https://ci/").job_token == "job"
    own = make.from_env(private_token="mine")
    assert (own.url, own.private_token, own.job_token) == ("https://ci", "mine", None)


def test_a_number_that_is_none_names_its_variable(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables(monkeypatch, GITLAB_PER_PAGE="many")
    with pytest.raises(ValueError, match="GITLAB_PER_PAGE is a number, not 'many'"):
        make.from_env()


def test_nothing_at_all_is_an_anonymous_client_of_gitlab_com(make: Any) -> None:
    assert chosen({}, None, None).credential_from == "nowhere"
    gl = make.from_env()
    assert (gl.url, gl._credential()) == ("https://gitlab.com", None)


def test_with_options_changes_a_copy_on_the_same_connections(make: Any) -> None:
    gl = make("https://host", private_token="t", transport=object())
    quick = gl.with_options(timeout=1, per_page=50)
    assert (quick.timeout, quick.per_page) == (1, 50)
    assert gl.per_page is None
    assert quick._transport is gl._transport
    assert quick._credential() == gl._credential()
    assert quick.projects.gitlab is quick
    quick.headers["X"] = "y"
    assert "X" not in gl.headers


def test_with_options_takes_options_only(make: Any) -> None:
    with pytest.raises(TypeError, match="private_token is not among the options timeout"):
        make("https://host").with_options(private_token="t")


def test_a_copy_keeps_the_token(make: Any) -> None:
    gl = make("https://host", private_token="t")
    assert copy.copy(gl)._credential() == ("PRIVATE-TOKEN", "t")
