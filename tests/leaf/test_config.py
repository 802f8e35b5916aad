"""Configuration files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gitlab import config
from gitlab.config import (
    ConfigError,
    GitlabConfigHelperError,
    GitlabConfigMissingError,
    GitlabConfigParser,
    GitlabDataError,
    GitlabIDError,
)

FULL = """
[global]
default = one
ssl_verify = false
timeout = 5
per_page = 20
user_agent = mine/1
keep_base_url = yes

[one]
url = https://one.example.com
private_token = abc

[two]
url = https://two.example.com
oauth_token = def
http_username = me
http_password = pa%%ss
ssl_verify = /etc/ca.pem
timeout = 7
api_version = 4
per_page = 0
pagination = keyset
order_by = id
retry_transient_errors = true
keep_base_url = no
"""

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "some.cfg") -> str:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


@pytest.fixture(autouse=True)
def no_files_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PYTHON_GITLAB_CFG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    defaults = (str(tmp_path / "system.cfg"), "~/.python-gitlab.cfg")
    monkeypatch.setattr(config, "_DEFAULT_FILES", defaults)


def test_defaults_without_any_file() -> None:
    read = GitlabConfigParser()
    assert (read.url, read.private_token, read.per_page) == (None, None, None)
    assert (read.ssl_verify, read.timeout, read.api_version) == (True, 60, "4")
    assert (read.retry_transient_errors, read.keep_base_url) == (False, False)


def test_default_section_with_global_values(write: Write) -> None:
    read = GitlabConfigParser(config_files=[write(FULL)])
    assert (read.gitlab_id, read.url, read.private_token) == (
        "one",
        "https://one.example.com",
        "abc",
    )
    assert (read.ssl_verify, read.timeout, read.per_page) == (False, 5, 20)
    assert (read.user_agent, read.keep_base_url) == ("mine/1", True)


def test_section_wins_over_global(write: Write) -> None:
    read = GitlabConfigParser("two", [write(FULL)])
    assert (read.ssl_verify, read.timeout, read.per_page) == ("/etc/ca.pem", 7, 0)
    assert (read.retry_transient_errors, read.keep_base_url) == (True, False)
    assert (read.oauth_token, read.private_token, read.job_token) == ("def", None, None)
    assert (read.http_username, read.http_password) == ("me", "pa%ss")
    assert (read.pagination, read.order_by) == ("keyset", "id")


def test_given_files_are_read_together(write: Write) -> None:
    more = write("[three]\nurl = https://three.example.com\n", "more.cfg")
    assert GitlabConfigParser("three", [write(FULL), more]).timeout == 5


def test_user_file_wins_over_system_file(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "system.cfg").write_text(FULL, encoding="utf-8")
    (home / ".python-gitlab.cfg").write_text("[global]\ndefault = two\n", encoding="utf-8")
    assert GitlabConfigParser().url == "https://two.example.com"


def test_environment_names_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_GITLAB_CFG", write(FULL))
    assert GitlabConfigParser().gitlab_id == "one"
    other = write("[x]\nurl = https://x.example.com\n", "other.cfg")
    assert GitlabConfigParser("x", [other]).url == "https://x.example.com"


def test_missing_files_are_told_by_their_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GitlabConfigMissingError, match=r"^Cannot read config from file"):
        GitlabConfigParser(config_files=["/nowhere.cfg"])
    monkeypatch.setenv("PYTHON_GITLAB_CFG", "/nowhere.cfg")
    with pytest.raises(GitlabConfigMissingError, match=r"^Cannot read config from PYTHON_GITLAB"):
        GitlabConfigParser()


def test_section_without_any_file_is_an_error() -> None:
    with pytest.raises(GitlabConfigMissingError, match="work"):
        GitlabConfigParser("work")


def test_no_section_chosen(write: Write) -> None:
    with pytest.raises(GitlabIDError):
        GitlabConfigParser(config_files=[write("[one]\nurl = https://x\n")])


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("absent", "absent"),
        ("no_url", "url"),
        ("api", "^Unsupported API version: 3$"),
        ("many", "^Unsupported per_page number: 101$"),
        ("few", "^Unsupported per_page number: -1$"),
        ("timeout", "timeout"),
        ("boolean", "neither true nor false"),
    ],
)
def test_unusable_sections(section: str, text: str, write: Write) -> None:
    file = write(
        "[no_url]\n"
        "[api]\nurl = https://x\napi_version = 3\n"
        "[many]\nurl = https://x\nper_page = 101\n"
        "[few]\nurl = https://x\nper_page = -1\n"
        "[timeout]\nurl = https://x\ntimeout = soon\n"
        "[boolean]\nurl = https://x\nkeep_base_url = perhaps\n"
    )
    with pytest.raises(GitlabDataError, match=text):
        GitlabConfigParser(section, [file])


@pytest.mark.parametrize(
    "text",
    [
        "private_token = s3cret\n",
        "[one]\nurl = https://x\nprivate_token = s3cret%x\n",
        "[one]\nurl = https://x\n[one]\nprivate_token = s3cret\n",
    ],
)
def test_unreadable_files_show_no_secret(text: str, write: Write) -> None:
    with pytest.raises(GitlabDataError) as caught:
        GitlabConfigParser("one", [write(text)])
    assert "s3cret" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("option", ["private_token", "oauth_token", "job_token", "http_password"])
def test_helper_prints_a_credential(
    option: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRIPT", "print(' s3cret ')")
    file = write(f"[one]\nurl = https://x\n{option} = helper: {sys.executable} -c $SCRIPT\n")
    assert getattr(GitlabConfigParser("one", [file]), option) == "s3cret"


@pytest.mark.parametrize(
    "command", [f"{sys.executable} -c 'raise SystemExit(3)'", "/no/such/command", "'unclosed", ""]
)
def test_failing_helper_is_told(command: str, write: Write) -> None:
    file = write(f"[one]\nurl = https://x\nprivate_token = helper: {command}\n")
    with pytest.raises(GitlabConfigHelperError, match="private_token of section 'one'"):
        GitlabConfigParser("one", [file])


def test_all_errors_are_config_errors() -> None:
    errors = [GitlabIDError, GitlabDataError, GitlabConfigMissingError, GitlabConfigHelperError]
    assert all(error.__bases__ == (ConfigError,) for error in errors)
