"""Starting: the version, help, usage errors and configuration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitlab import __version__
from tests.cli.conftest import modules_after

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_version_is_printed(run: Run) -> None:
    assert run("--version") == (0, f"{__version__}\n", "")


def test_version_is_printed_among_other_options(run: Run) -> None:
    assert run("-o", "json", "--version") == (0, f"{__version__}\n", "")


def test_version_needs_no_parser() -> None:
    assert not {"argparse", "requests", "gitlab.base"} & modules_after("--version")


def test_help_imports_no_resource() -> None:
    loaded = modules_after("--help")
    assert not {"requests", "gitlab.base"} & loaded
    assert not [name for name in loaded if name.startswith("gitlab.v4")]


def test_help_lists_resources_and_commands(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert out.startswith("usage: gitlab")
    assert "project-job-token-scope" in out
    assert "job-token, sandbox" in out


def test_help_of_a_resource_lists_its_actions(run: Run) -> None:
    status, out, _ = run("allowlist-project", "--help")
    assert status == 0
    assert all(action in out for action in ("list", "create", "delete"))


def test_help_of_an_action_lists_its_flags(run: Run) -> None:
    status, out, _ = run("allowlist-project", "create", "--help")
    assert status == 0
    assert all(flag in out for flag in ("--project-id", "--target-project-id", "--sudo"))


def test_help_is_printed_although_the_configuration_is_missing(run: Run) -> None:
    status, out, _ = run("-c", "/nonexistent", "--help")
    assert status == 0
    assert "usage: gitlab" in out


def test_missing_configuration_is_told_in_a_sentence(run: Run) -> None:
    status, out, err = run("-c", "/nonexistent", "project", "list")
    assert (status, out) == (1, "")
    assert err.startswith("Cannot read config from file")


def test_section_of_the_configuration_is_used(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "gitlab.cfg"
    file.write_text("[global]\ndefault = one\n[one]\nurl = http://127.0.0.1:1\n")
    status, _, err = run("-c", str(file), "-g", "two", "project", "list")
    assert status == 1
    assert "'two'" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "a resource and an action are required"),
        (("projet", "list"), "did you mean project"),
        (("project",), "action"),
        (("project", "explode"), "invalid choice: 'explode'"),
        (("project", "get"), "--id"),
        (("project-job-token-scope", "get"), "--project-id"),
        (("project", "list", "-o", "json"), "global options stand before the resource"),
        (("--outp", "json", "project", "list"), "--outp"),
        (("-o", "xml", "project", "list"), "invalid choice: 'xml'"),
        (("project", "list", "--get-all", "--no-get-all"), "not allowed with"),
        (("--private-token", "a", "--oauth-token", "b", "project", "list"), "not allowed with"),
    ],
)
def test_usage_errors_end_with_status_2(run: Run, words: tuple[str, ...], told: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert told in err


def test_settings_are_read_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("GITLAB_PRIVATE_TOKEN", "glpat-from-environment")
    status, _, err = run("project", "list")
    assert status == 1
    assert "Impossible to log in" in err
    assert "127.0.0.1" in err
    assert "from-environment" not in err


def test_numbers_in_the_environment_are_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_TIMEOUT", "soon")
    status, _, err = run("project", "list")
    assert status == 2
    assert "--timeout" in err


def test_failure_shows_a_traceback_only_to_those_who_debug(run: Run) -> None:
    words = ("--server-url", "http://127.0.0.1:1", "project", "list")
    status, _, err = run(*words)
    assert status == 1
    assert err.startswith("Impossible to list objects (")
    assert "Traceback" not in err
    with_debug = subprocess.run(
        [sys.executable, "-m", "gitlab", "--debug", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert with_debug.returncode == 1
    assert "Traceback" in with_debug.stderr


def test_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m gitlab --help | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def completed(line: str) -> set[str]:
    """What the shell is offered at the end of a line."""
    code = "import os, sys; os.dup2(1, 8); from gitlab.cli import main; main()"
    pytest.importorskip("argcomplete")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line))}
        | {"_ARGCOMPLETE_SUPPRESS_SPACE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return set(done.stdout.split("\x0b"))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("gitlab project-job-tok", {"project-job-token-scope"}),
        ("gitlab -o ", {"json", "legacy", "table", "yaml"}),
        ("gitlab --skip", {"--skip-login"}),
        ("gitlab -o json project-pipeline wa", {"wait"}),
        ("gitlab project-pipeline wait --ti", {"--timeout"}),
        ("gitlab job-token au", {"audit"}),
    ],
)
def test_the_shell_is_offered_what_may_come_next(line: str, offered: set[str]) -> None:
    assert offered <= completed(line)


def test_text_that_the_terminal_cannot_show_stops_nothing() -> None:
    code = "from gitlab.cli import die; from gitlab.cli import main, _write_any_text as w; w()"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print('Gr\u00f6\u00dfe'); die('\u2713')"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Gr\\xf6\\xdfe\n", "\\u2713\n")


def test_objects_without_a_class_of_their_own_are_no_resource() -> None:
    from gitlab._registry import by_cli_name, commands

    assert by_cli_name("rest-object") is None
    names = [resource.cli_name for resource in commands()]
    assert len(names) == len(set(names))
    assert {"project", "allowlist-group"} <= set(names)
