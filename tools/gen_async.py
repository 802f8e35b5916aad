"""Write `gitlab.aio` from the sync sources: `python tools/gen_async.py [--check]`.

The sync file is the one that people open and edit; its async twin is the same text with
`async` and `await` at the blocking points. A method has at most one of them, so that a rule
of the API is never told by the order of two awaits: what needs two requests is a flow, which
has no colour and is copied unchanged. Parameters (TypedDict) and closed sets (Literal) have no
colour either and are imported from the sync file.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from _generated import (
    ROOT,
    SOURCE,
    Edits,
    Refused,
    deliver,
    header,
    import_line,
    is_string,
    is_type_checking,
    last_line,
    names,
    used_names,
    without_unused_imports,
)

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "gen_async.py"
OBJECTS = "gitlab.v4.objects"
MODULES = {
    OBJECTS: "gitlab.aio.objects",
    "gitlab.client": "gitlab.aio.client",
    "gitlab.base": "gitlab.aio.base",
    "gitlab.mixins": "gitlab.aio.mixins",
    "gitlab._drive": "gitlab.aio._drive",
    "gitlab._lists": "gitlab.aio._lists",
}
TWINS = tuple(MODULES)
NAMES = {
    "Gitlab": "AsyncGitlab",
    "Iterator": "AsyncIterator",
    "__enter__": "__aenter__",
    "__exit__": "__aexit__",
}
ALWAYS_ASYNC = ("__enter__", "__exit__")
LIST_CALL = "from gitlab.aio._lists import ListCall"
# What a parent class or a manager answers without asking the server.
LOCAL = {"asdict", "to_json", "pformat", "pprint", "get_id"}

_MODULE = re.compile(r"\bgitlab\.(?:v4\.objects|client|base|mixins|_drive|_lists)\b")
_NAME = re.compile(r"(?<![\w.])Gitlab\b")

Function = ast.FunctionDef
Shared = Mapping[str, frozenset[str]]


def sources() -> list[Path]:
    top = [SOURCE / f"{name}.py" for name in ("client", "base", "mixins")]
    return [path for path in (*top, *sorted((SOURCE / "v4/objects").glob("*.py"))) if path.exists()]


def target(source: Path) -> Path:
    folder = "objects" if source.parent.name == "objects" else ""
    return SOURCE / "aio" / folder / source.name


def generate() -> dict[Path, str]:
    texts = {path: path.read_text(encoding="utf-8") for path in sources()}
    trees = {_module(path): ast.parse(text) for path, text in texts.items()}
    shared = colourless({name: tree for name, tree in trees.items() if name.startswith(OBJECTS)})
    files = {}
    for path, text in texts.items():
        module = _module(path)
        if needs_twin(trees[module], shared.get(module, frozenset())):
            name = path.relative_to(ROOT).as_posix()
            twin = _Translation(text, name, module, shared).text()
            files[target(path)] = header(name, TOOL) + twin
    return files


def translate(source: str, path: str, module: str = "") -> str:
    """The async text of one sync source; `module` is its name if it describes resources."""
    shared = colourless({module: ast.parse(source)}) if module else {}
    return _Translation(source, path, module, shared).text()


def _module(path: Path) -> str:
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def needs_twin(tree: ast.Module, shared: frozenset[str]) -> bool:
    """Whether a file has more than parameters, fields and closed sets."""
    defined = {_defined_name(node) for node in tree.body} - shared - {"", "__all__"}
    return bool(defined)


def colourless(trees: Mapping[str, ast.Module]) -> Shared:
    """The top-level names of each resource file that its twin imports instead of repeating.

    They are the classes without methods, aliases and constants that speak of nothing coloured.
    """
    shared = {
        module: {_defined_name(node) for node in tree.body if _may_be_shared(node)}
        for module, tree in trees.items()
    }
    settled = False
    while not settled:
        settled = True
        for module, tree in trees.items():
            coloured = _coloured_names(tree, module, shared)
            for node in tree.body:
                name = _defined_name(node)
                if name in shared[module] and _spoken_names(node) & coloured:
                    shared[module].remove(name)
                    settled = False
    return {module: frozenset(found) for module, found in shared.items()}


def _may_be_shared(node: ast.stmt) -> bool:
    if isinstance(node, ast.ClassDef):
        return not any(isinstance(part, Function) for part in node.body)
    return isinstance(node, ast.Assign | ast.AnnAssign) and not _defined_name(node).startswith("__")


def _coloured_names(tree: ast.Module, module: str, shared: Mapping[str, set[str]]) -> set[str]:
    """What a file defines or imports, less the shared names."""
    names = {_defined_name(node) for node in tree.body} - shared[module]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(TWINS):
            imported = {alias.name for alias in node.names}
            names |= imported - shared.get(node.module, set())
    return names


def _spoken_names(node: ast.stmt) -> set[str]:
    return used_names(node) - {_defined_name(node)}


def _defined_name(node: ast.stmt) -> str:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


class _Translation:
    def __init__(self, source: str, path: str, module: str, shared: Shared) -> None:
        self.path = path
        self.module = module
        self.shared = shared
        self.tree = ast.parse(source)
        self.edits = Edits(source)
        self.here = shared.get(module, frozenset())

    def text(self) -> str:
        uses_list_call = False
        for functions in _scopes(self.tree):
            for function in functions:
                uses_list_call |= self._function(function, functions)
        self._imports(uses_list_call)
        self._remove_shared()
        self._rename_tokens()
        self._rename_strings()
        return without_unused_imports(self.edits.apply(), self.tree)

    # Colour

    def _function(self, function: Function, siblings: list[Function]) -> bool:
        """Colour a function and its overloads; whether it answers a `ListCall`."""
        points = self._points(function)
        if not points:
            if function.name in ALWAYS_ASYNC:
                self._make_async(function)
            return False
        if len(points) > 1:
            raise Refused(self.path, points[1], "a second blocking point: write it as a flow")
        overloads = [
            other for other in siblings if other.name == function.name and _has(other, "overload")
        ]
        [point] = points
        if _is_list_call(point):
            self._check_returned(point, function)
            for each in (*overloads, function):
                self._answer_list_call(each)
            return True
        self._check_colourable(function)
        for each in (*overloads, function):
            self._make_async(each)
        self._await(point, function)
        return False

    def _points(self, function: Function) -> list[ast.Call]:
        points = [
            node for node in ast.walk(function) if isinstance(node, ast.Call) and blocks(node)
        ]
        for nested in _nested_scopes(function):
            for node in ast.walk(nested):
                if node in points:
                    raise Refused(self.path, node, "a blocking point in a nested scope")
        return points

    def _check_colourable(self, function: Function) -> None:
        if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function)):
            raise Refused(self.path, function, "a flow yields its calls, it does not block")
        if _has(function, "property", "cached_property"):
            raise Refused(self.path, function, "a property cannot block: make it a method")
        if function.name.startswith("__") and function.name not in ALWAYS_ASYNC:
            raise Refused(self.path, function, f"{function.name} cannot be awaited")

    def _check_returned(self, call: ast.Call, function: Function) -> None:
        returned = (node.value for node in ast.walk(function) if isinstance(node, ast.Return))
        if call not in returned:
            raise Refused(self.path, call, "return the list as it is, or write it as a flow")

    def _make_async(self, function: Function) -> None:
        self.edits.insert(self.edits.offset(function.lineno, function.col_offset), "async ")

    def _await(self, call: ast.Call, function: Function) -> None:
        start, end = self.edits.span(call)
        if _is_operand(call, function):
            self.edits.insert(start, "(await ")
            self.edits.insert(end, ")")
        else:
            self.edits.insert(start, "await ")

    def _answer_list_call(self, function: Function) -> None:
        if function.returns is None:
            raise Refused(self.path, function, "a list method needs a return annotation")
        item = next(_items(function.returns), None)
        if item is not None:
            answer = f"ListCall[{self.edits.text(function.returns)}, {self.edits.text(item)}]"
        elif _is_open(function.returns):
            answer = "ListCall[Any, Any]"
        else:
            raise Refused(self.path, function, "no list[...] or RESTObjectList[...] to be found")
        self.edits.replace(*self.edits.span(function.returns), _NAME.sub(NAMES["Gitlab"], answer))

    # Names

    def _imports(self, uses_list_call: bool) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                self._import_from(node)
            elif isinstance(node, ast.Import):
                start, end = self.edits.span(node)
                self.edits.replace(start, end, _async_modules(self.edits.source[start:end]))
        if self.here:
            shared = [ast.alias(name) for name in sorted(self.here)]
            self._add_import(self.tree.body, import_line(self.module, shared))
        if uses_list_call:
            typing = (node.body for node in self.tree.body if is_type_checking(node))
            self._add_import(next(typing, self.tree.body), LIST_CALL)

    def _add_import(self, block: list[ast.stmt], line: str) -> None:
        """Put a line below the imports of a block, or at its top if it has none."""
        imports = [node for node in block if isinstance(node, ast.Import | ast.ImportFrom)]
        after = last_line(imports[-1]) if imports else block[0].lineno - 1
        indent = " " * block[0].col_offset
        self.edits.insert(self.edits.line_start(after + 1), f"{indent}{line}\n")

    def _import_from(self, node: ast.ImportFrom) -> None:
        """Point an import to the twins, but that of a colourless name to the sync file."""
        module = node.module or ""
        if node.level or (module == "gitlab" and {a.name for a in node.names} & _submodules()):
            raise Refused(self.path, node, "name the whole module: from gitlab.base import ...")
        twin = _async_modules(module)
        if twin == module:
            return
        kept = [alias for alias in node.names if alias.name in self.shared.get(module, ())]
        if not kept:
            at = self.edits.source.index(module, self.edits.span(node)[0])
            self.edits.replace(at, at + len(module), twin)
            return
        indent = " " * node.col_offset
        moved = [_async_alias(alias) for alias in node.names if alias not in kept]
        lines = [import_line(module, kept, indent)]
        if moved:
            lines.insert(0, import_line(twin, moved, indent))
        self.edits.replace(*self.edits.span(node), f"\n{indent}".join(lines))

    def _remove_shared(self) -> None:
        lines = self.edits.source.split("\n")
        for node in self.tree.body:
            if _defined_name(node) in self.here:
                first = node.lineno
                while lines[first - 2].startswith("#") or not lines[first - 2].strip():
                    first -= 1
                start, end = (
                    self.edits.line_start(first),
                    self.edits.line_start(last_line(node) + 1),
                )
                self.edits.replace(start, end, "")

    def _rename_tokens(self) -> None:
        for name, start, end in names(self.edits, self.tree):
            if name in NAMES:
                self.edits.replace(start, end, NAMES[name])

    def _rename_strings(self) -> None:
        """Module names in strings (they are imported by name), and class names in annotations."""
        quoted = {id(node) for node in _quoted_names(self.tree)}
        inner = {
            id(part)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.JoinedStr)
            for part in ast.walk(node)
            if part is not node
        }
        for node in ast.walk(self.tree):
            if id(node) in inner or not is_string(node):
                continue
            start, end = self.edits.span(node)
            text = self.edits.source[start:end]
            if "\n" in text:
                continue
            changed = _async_modules(text)
            if id(node) in quoted:
                changed = _NAME.sub(NAMES["Gitlab"], changed)
            if changed != text:
                self.edits.replace(start, end, changed)


def _scopes(tree: ast.Module) -> Iterator[list[Function]]:
    """The functions of the module and of each class."""
    for scope in ast.walk(tree):
        if isinstance(scope, ast.Module | ast.ClassDef):
            yield [node for node in scope.body if isinstance(node, Function)]


def _nested_scopes(function: Function) -> Iterator[ast.AST]:
    scopes = (
        ast.FunctionDef | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    )
    return (
        node for node in ast.walk(function) if node is not function and isinstance(node, scopes)
    )


def blocks(call: ast.Call) -> bool:
    """Whether a call waits for the server: through `_run`, a verb of the manager or of a parent."""
    match call.func:
        case ast.Attribute(receiver, "_run" | "_run_list" | "_run_download"):
            return ast.unparse(receiver) in ("self", "self.gitlab", "self.manager.gitlab")
        case ast.Attribute(ast.Attribute(ast.Name("self"), "manager"), verb):
            return _is_verb(verb)
        case ast.Attribute(ast.Call(ast.Name("super")), verb):
            return _is_verb(verb)
        case _:
            return False


def _is_verb(name: str) -> bool:
    return not name.startswith("_") and name not in LOCAL


def _is_list_call(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("_run_list", "list")


def _is_operand(call: ast.Call, function: Function) -> bool:
    """Whether something binds tighter than `await` to the call: `call.x`, `call[x]`, `call()`."""
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Call(func=inner):
                if inner is call:
                    return True
            case _:
                pass
    return False


def _is_open(annotation: ast.expr) -> bool:
    """Whether only the caller knows the type: Any, or a type variable of one letter."""
    return isinstance(annotation, ast.Name) and (annotation.id == "Any" or len(annotation.id) == 1)


def _has(function: Function, *decorators: str) -> bool:
    return any(
        ast.unparse(node).rpartition(".")[2] in decorators for node in function.decorator_list
    )


def _items(annotation: ast.expr) -> Iterator[ast.expr]:
    """The item types of the lists in an annotation, from left to right."""
    for node in ast.walk(annotation):
        match node:
            case ast.Subscript(
                ast.Name("list" | "RESTObjectList") | ast.Attribute(attr="list" | "RESTObjectList"),
                item,
            ):
                yield item
            case _:
                pass


def _quoted_names(tree: ast.Module) -> Iterator[ast.AST]:
    """The strings that hold names of this file: in annotations, in casts, in `__all__`."""
    for node in ast.walk(tree):
        found: ast.AST | None = None
        match node:
            case ast.arg(annotation=found) | ast.AnnAssign(annotation=found):
                pass
            case ast.FunctionDef(returns=found):
                pass
            case ast.Call(ast.Name("cast"), [found, *_]):
                pass
            case ast.Assign([ast.Name("__all__")], found):
                pass
            case _:
                continue
        if found is not None:
            yield from (part for part in ast.walk(found) if is_string(part))


def _async_modules(text: str) -> str:
    return _MODULE.sub(lambda found: MODULES[found[0]], text)


def _submodules() -> set[str]:
    return {"client", "base", "mixins", "v4"}


def _async_alias(alias: ast.alias) -> ast.alias:
    return ast.alias(NAMES.get(alias.name, alias.name), alias.asname)


if __name__ == "__main__":
    sys.exit(deliver(generate, TOOL, [SOURCE / "aio", SOURCE / "aio/objects"]))
