"""Every example of the README and the guides runs, in the order of its page, on the demo sandbox.

Python may use `await` at the top. A `text` block is what the Python block before it prints; a
`console` block holds commands, and what they print unless that is left out.
"""

from __future__ import annotations

import ast
import asyncio
import doctest
import inspect
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser

from gitlab import cli
from gitlab.sandbox import Sandbox
from tests.meta._sources import ROOT, name_of

PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in page.parts),
]
NOT_RUN = ("make ", "pip ", "gitlab sandbox serve")
SHELL_SIGNS = (" | ", " && ", " || ")
# They print nothing when they worked.
SILENT = {"delete", "cancel", "repository-archive"}
PAGES_URL, PAGES_TOKEN = "http://127.0.0.1:8929", "glpat-demo"


def run_python(example: Example) -> None:
    line = example.line + example.parsed.line_offset
    code = compile(
        "\n" * line + example.parsed,
        example.path,
        "exec",
        ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
        dont_inherit=True,
    )
    with redirect_stdout(io.StringIO()) as printed:
        result = eval(code, example.namespace)
        if code.co_flags & inspect.CO_COROUTINE:
            example.namespace["_loop"].run(result)
    example.namespace["_printed"] = printed.getvalue()


def compare_output(example: Example) -> None:
    _expect(example.parsed, example.namespace["_printed"])


def run_commands(example: Example) -> None:
    for part in f"\n{example.parsed}".split("\n$ ")[1:]:
        command, _, expected = part.partition("\n")
        if command.startswith(NOT_RUN):
            continue
        if command.startswith(("export ", "unset ")):
            change_environment(example, command)
            continue
        if any(sign in command for sign in SHELL_SIGNS):
            _expect(expected, in_a_shell(command))
            continue
        program, *arguments = shlex.split(command, comments=True)
        assert program == "gitlab", f"{command}: only gitlab can be run here"
        # A terminal shows both streams, and takes bytes.
        written = io.BytesIO()
        terminal = io.TextIOWrapper(written, encoding="utf-8", write_through=True)
        with redirect_stdout(terminal), redirect_stderr(terminal), suppress(SystemExit):
            cli.main(arguments)
        printed = written.getvalue().decode()
        assert printed or SILENT & set(arguments), f"{command}: printed nothing"
        if expected.strip():
            _expect(expected, printed)


def change_environment(example: Example, command: str) -> None:
    """`export` and `unset`, for the commands that follow. The page's server is the fixture's."""
    environment = example.namespace["_environment"]
    what, *words = shlex.split(command)
    for word in words:
        name, _, value = _here(example, word).partition("=")
        if what == "export":
            environment.setenv(name, value)
        else:
            environment.delenv(name)


def configure(example: Example) -> None:
    """An `ini` block is what the user's configuration file holds."""
    (Path.home() / ".python-gitlab.cfg").write_text(_here(example, example.parsed))
    (Path.home() / "token").write_text(example.namespace["token"])


def _here(example: Example, text: str) -> str:
    told = {PAGES_URL: example.namespace["url"], PAGES_TOKEN: example.namespace["token"]}
    for page, here in told.items():
        text = text.replace(page, here)
    return text


def in_a_shell(command: str) -> str:
    """What a command with pipes and the like writes to both streams."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def _expect(expected: str, printed: str) -> None:
    matches = doctest.OutputChecker().check_output(
        expected, printed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert matches, f"the page says\n{expected}\nand the output is\n{printed}"


PARSERS = [
    CodeBlockParser("python", run_python),
    CodeBlockParser("text", compare_output),
    CodeBlockParser("console", run_commands),
    CodeBlockParser("ini", configure),
]


@pytest.fixture
def namespace(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """What an example may take for granted: a server with a token, a client of it, a folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with asyncio.Runner() as loop:
        yield {
            "url": box.url,
            "token": box.token,
            "box": box,
            "gl": box.client(),
            "_loop": loop,
            "_environment": monkeypatch,
        }


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_run(page: Path, namespace: dict[str, Any]) -> None:
    document = Sybil(PARSERS, path=str(ROOT), pattern="*.md").parse(page)
    document.namespace.update(namespace)
    for example in document.examples():
        example.evaluate()
