"""Words that are read without argparse mean what argparse takes them to mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from gitlab._registry import by_cli_name
from gitlab.cli.actions import Action, action_of
from gitlab.cli.options import OPTIONS, Options, read_plainly
from gitlab.cli.reading import Unusual, plainly
from gitlab.cli.session import _given
from gitlab.cli.tree import action_parser, global_parser
from tests.cli.conftest import modules_after

SPELLINGS = [spelling for option in OPTIONS for spelling in option.spellings]
TEXTS = ["json", "4", "a b", "", "true", "/ca.pem", "project", "-", "-1", "@file", "list"]
JOINED = [f"{spelling}={text}" for spelling in SPELLINGS for text in ("4", "", "json", "a=b")]


def action(resource: str, name: str) -> Action:
    described = by_cli_name(resource)
    assert described is not None
    found = action_of(described, name)
    assert found is not None
    return found


def parsed(parser: Any, words: list[str], into: Any = None) -> dict[str, Any] | None:
    """What argparse makes of it; None when it refuses."""
    try:
        return dict(vars(parser.parse_args(words, into)))
    except SystemExit:
        return None


@given(st.lists(st.sampled_from([*SPELLINGS, *TEXTS, *JOINED]), max_size=6))
def test_global_options_are_read_as_argparse_reads_them(words: list[str]) -> None:
    try:
        options = read_plainly(words)
    except Unusual:
        return
    assert vars(options) == parsed(global_parser(), words, Options())


LISTED = action("project-issue", "list")
CREATED = action("project-member", "create")
ISSUE_FLAGS = [spelling for flag in LISTED.flags for spelling in flag.spellings]
MEMBER_FLAGS = [spelling for flag in CREATED.flags for spelling in flag.spellings]


@given(st.lists(st.sampled_from([*ISSUE_FLAGS, *TEXTS]), max_size=6))
def test_flags_are_read_as_argparse_reads_them(words: list[str]) -> None:
    words = ["--project-id", "1", *words]
    try:
        found, rest = plainly(words, LISTED.flags, LISTED.exclusive)
    except Unusual:
        return
    expected = parsed(action_parser(LISTED), words)
    if rest:
        assert expected is None
    else:
        given = {flag.name: text if flag.value is None else flag.value for flag, text in found}
        assert expected is not None
        assert given == {name: text for name, text in expected.items() if text is not None}


@given(st.lists(st.tuples(st.sampled_from(MEMBER_FLAGS), st.just("7")), max_size=5))
def test_flags_that_are_missing_or_excluded_are_argparses_business(
    pairs: list[tuple[str, str]],
) -> None:
    words = [word for pair in pairs for word in pair]
    expected = parsed(action_parser(CREATED), words)
    try:
        found = _given(CREATED, words)
    except SystemExit:
        assert expected is None
    else:
        assert expected is not None
        assert {k: v for k, v in found.items() if v is not None} == {
            k: v for k, v in expected.items() if v is not None
        }


def test_environment_is_heeded_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {
        "GITLAB_URL": "http://a",
        "GITLAB_TIMEOUT": "7",
        "GITLAB_SSL_VERIFY": "no",
        "GITLAB_DEBUG": "0",
        "GITLAB_VERBOSE": "1",
        "GITLAB_SKIP_LOGIN": "",
    }.items():
        monkeypatch.setenv(name, text)
    options = read_plainly(["project"])
    assert vars(options) == parsed(global_parser(), ["project"], Options())
    assert (options.timeout, options.ssl_verify) == (7, False)
    assert (options.debug, options.verbose, options.skip_login) == (False, True, False)


@pytest.mark.parametrize("words", ["--help", "project --help", "project list --help"])
def test_help_comes_from_argparse(words: str) -> None:
    assert "argparse" in modules_after(words)


def test_a_plain_command_needs_no_argparse() -> None:
    words = "--server-url=http://127.0.0.1:1 -o json project get --id 1"
    assert "argparse" not in modules_after(words)
