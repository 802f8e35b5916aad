"""Write `tests/behaviour_sync` from `tests/behaviour`: `python tools/gen_tests_sync.py [--check]`.

The tests are written async, since only there the blocking points are visible in the text; the
sync tests are the same without `async` and `await`, so that both colours get the whole suite.
"""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING

from _generated import (
    ROOT,
    Edits,
    Refused,
    deliver,
    header,
    last_line,
    names,
    without_unused_imports,
)

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "gen_tests_sync.py"
WRITTEN = ROOT / "tests/behaviour"
GENERATED = ROOT / "tests/behaviour_sync"
NAMES = {
    "AsyncExitStack": "ExitStack",
    "AsyncGenerator": "Generator",
    "AsyncGitlab": "Gitlab",
    "AsyncIterator": "Iterator",
    "StopAsyncIteration": "StopIteration",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aclose": "close",
    "aiter": "iter",
    "anext": "next",
    "anyio": "time",
    "async_client": "client",
    "asynccontextmanager": "contextmanager",
    "enter_async_context": "enter_context",
}
# All that a test may take from anyio: what else it has needs two tasks, so it has no sync copy.
ANYIO = {"sleep"}

_MODULE = re.compile(r"\bgitlab\.aio\.objects\b|\bgitlab\.aio(?=\.\w| import)")
_MODULES = {"gitlab.aio.objects": "gitlab.v4.objects", "gitlab.aio": "gitlab"}


def generate() -> dict[Path, str]:
    files = {}
    for path in sorted(WRITTEN.glob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = translate(path.read_text(encoding="utf-8"), name)
        files[GENERATED / path.name] = header(name, TOOL) + text
    return files


def translate(source: str, path: str) -> str:
    """The sync text of an async test module."""
    tree = ast.parse(source)
    edits = Edits(source)
    _refuse_what_cannot_be_told(tree, path)
    for first, last in _about_backends(tree):
        edits.replace(edits.line_start(first), edits.line_start(last + 1), "")
    for name, start, end in names(edits, tree):
        if name in ("async", "await"):
            edits.replace(start, end + 1, "")
        elif name in NAMES:
            edits.replace(start, end, NAMES[name])
    text = edits.apply()
    text = _MODULE.sub(lambda found: _MODULES[found[0]], text)
    return without_unused_imports(text, tree)


def _refuse_what_cannot_be_told(tree: ast.Module, path: str) -> None:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Name("anyio"), name) if name not in ANYIO:
                raise Refused(path, node, f"anyio.{name} has no sync twin: test it in tests/aio")
            case ast.JoinedStr() if any(isinstance(part, ast.Await) for part in ast.walk(node)):
                raise Refused(path, node, "take the await out of the f-string")
            case _:
                pass


def _about_backends(tree: ast.Module) -> list[tuple[int, int]]:
    """The lines that speak of event loops: marks and the `anyio_backend` fixture."""
    lines = []
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name="anyio_backend", decorator_list=decorators):
                first = min([node.lineno, *(each.lineno for each in decorators)])
                lines.append((first, last_line(node)))
            case ast.Assign(targets=[ast.Name("pytestmark")], value=mark) if _is_anyio(mark):
                lines.append((node.lineno, last_line(node)))
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                marks = (each for each in node.decorator_list if _is_anyio(each))
                lines += [(mark.lineno, mark.lineno) for mark in marks]
            case _:
                pass
    return lines


def _is_anyio(mark: ast.expr) -> bool:
    return ast.unparse(mark).startswith("pytest.mark.anyio")


if __name__ == "__main__":
    sys.exit(deliver(generate, TOOL, [GENERATED]))
