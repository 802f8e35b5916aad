"""What the generators share: edits at positions of a source text, writing files, `--check`."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gitlab"


class Refused(Exception):
    """A source that breaks a rule of the generator; the message names file, line and rule."""

    def __init__(self, path: str, node: ast.AST, rule: str) -> None:
        super().__init__(f"{path}:{getattr(node, 'lineno', 1)}: {rule}")


class Edits:
    """Replacements in a source text at the positions of its syntax tree.

    The text is edited, not printed from the tree, so comments and layout survive and the
    result is the same under every Python version.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._edits: list[tuple[int, int, str]] = []

    def offset(self, line: int, column: int) -> int:
        """The index in the text of a tree position, whose columns count UTF-8 bytes."""
        prefix = self._lines[line - 1].encode()[:column]
        return self._starts[line - 1] + len(prefix.decode())

    def line_start(self, line: int) -> int:
        return self._starts[line - 1]

    def span(self, node: ast.stmt | ast.expr | ast.alias) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno, node.end_col_offset),
        )

    def text(self, node: ast.stmt | ast.expr) -> str:
        start, end = self.span(node)
        return self.source[start:end]

    def insert(self, at: int, text: str) -> None:
        self._edits.append((at, at, text))

    def replace(self, start: int, end: int, text: str) -> None:
        self._edits.append((start, end, text))

    def apply(self) -> str:
        """The edited text; an edit inside a stretch that another one replaces is dropped."""

        def order(edit: tuple[int, int, str]) -> tuple[int, bool, int]:
            start, end, _ = edit
            return start, end > start, -end

        result: list[str] = []
        position = 0
        for start, end, text in sorted(self._edits, key=order):
            if start < position:
                continue
            result += (self.source[position:start], text)
            position = end
        return "".join((*result, self.source[position:]))


def header(source: str, tool: str) -> str:
    return f"# Generated from {source} by tools/{tool}; edit that file.\n"


def names(edits: Edits, tree: ast.Module) -> Iterator[tuple[str, int, int]]:
    """The names of a text and where they stand, outside of strings.

    An f-string is a string here: only newer tokenizers look into it.
    """
    strings = [edits.span(node) for node in ast.walk(tree) if is_string(node)]
    for token in tokenize.generate_tokens(io.StringIO(edits.source).readline):
        if token.type == tokenize.NAME:
            start = edits.line_start(token.start[0]) + token.start[1]
            if not any(first <= start < last for first, last in strings):
                yield token.string, start, start + len(token.string)


def is_string(node: ast.AST) -> TypeGuard[ast.Constant | ast.JoinedStr]:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.JoinedStr)


def is_type_checking(node: ast.stmt) -> TypeGuard[ast.If]:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def import_line(module: str, aliases: Iterable[ast.alias], indent: str = "") -> str:
    names = [f"{a.name} as {a.asname}" if a.asname else a.name for a in aliases]
    line = f"from {module} import {', '.join(names)}"
    if len(indent + line) <= 100:
        return line
    inner = "".join(f"{indent}    {name},\n" for name in names)
    return f"from {module} import (\n{inner}{indent})"


def without_unused_imports(text: str, before: ast.Module) -> str:
    """Drop the imports that only the removed part of the source made use of."""
    tree = ast.parse(text)
    unused = used_names(before) - used_names(tree)
    edits = Edits(text)

    def drop(node: ast.stmt) -> None:
        edits.replace(edits.line_start(node.lineno), edits.line_start(last_line(node) + 1), "")

    for block in ast.walk(tree):
        if not isinstance(block, ast.Module | ast.If):
            continue
        emptied = True
        for node in block.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                kept = [alias for alias in node.names if bound_name(alias) not in unused]
                if not kept:
                    drop(node)
                    continue
                if len(kept) < len(node.names) and isinstance(node, ast.ImportFrom):
                    line = import_line(node.module or "", kept, " " * node.col_offset)
                    edits.replace(*edits.span(node), line)
            emptied = False
        if emptied and isinstance(block, ast.If):
            drop(block)
    pruned = edits.apply()
    # An emptied block may have been the last to use a name, such as TYPE_CHECKING.
    return text if pruned == text else without_unused_imports(pruned, before)


def bound_name(alias: ast.alias) -> str:
    return (alias.asname or alias.name).partition(".")[0]


def used_names(tree: ast.AST) -> set[str]:
    """The names that code and quoted annotations speak of; docstrings do not count."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    used: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name):
                used.add(name)
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                used.update(re.findall(r"\w+", text))
            case _:
                pass
    return used


def deliver(
    generate: Callable[[], Mapping[Path, str]], tool: str, folders: Iterable[Path] = ()
) -> int:
    """Write what `generate` returns; with `--check` only name the stale files and return 1.

    A file in `folders` that says it was generated by `tool`, but is no longer, is stale too.
    """
    try:
        wanted = generate()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    stale = [path for path, text in wanted.items() if _read(path) != text]
    orphans = [path for path in _generated_by(tool, folders) if path not in wanted]
    if "--check" in sys.argv[1:]:
        for path in (*stale, *orphans):
            print(f"stale: {path.relative_to(ROOT)} (run python tools/{tool})", file=sys.stderr)
        return 1 if stale or orphans else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in orphans:
        path.unlink()
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _generated_by(tool: str, folders: Iterable[Path]) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted(folder.iterdir() if folder.is_dir() else ())
        if path.suffix in (".py", ".md") and f"by tools/{tool};" in (_read(path) or "")[:300]
    ]
