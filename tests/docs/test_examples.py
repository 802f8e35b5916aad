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
import shlex
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
        program, *arguments = shlex.split(command, comments=True)
        assert program == "gitlab", f"{command}: only gitlab can be run here"
        # A terminal shows both streams.
        with (
            redirect_stdout(io.StringIO()) as printed,
            redirect_stderr(printed),
            suppress(SystemExit),
        ):
            cli.main(arguments)
        assert printed.getvalue(), f"{command}: printed nothing"
        if expected.strip():
            _expect(expected, printed.getvalue())


def _expect(expected: str, printed: str) -> None:
    matches = doctest.OutputChecker().check_output(
        expected, printed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert matches, f"the page says\n{expected}\nand the output is\n{printed}"


PARSERS = [
    CodeBlockParser("python", run_python),
    CodeBlockParser("text", compare_output),
    CodeBlockParser("console", run_commands),
]


@pytest.fixture
def namespace(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """What an example may take for granted: a server with a token, a client of it, a folder."""
    monkeypatch.chdir(tmp_path)
    with asyncio.Runner() as loop:
        yield {"url": box.url, "token": box.token, "box": box, "gl": box.client(), "_loop": loop}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_run(page: Path, namespace: dict[str, Any]) -> None:
    document = Sybil(PARSERS, path=str(ROOT), pattern="*.md").parse(page)
    document.namespace.update(namespace)
    for example in document.examples():
        example.evaluate()
