"""Reading the resource files as syntax trees: names across files, base classes, annotations."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Found(NamedTuple):
    """A top-level definition and the module it stands in."""

    module: Module
    node: ast.stmt


class Field(NamedTuple):
    """One key of a TypedDict, or one annotation of a class."""

    name: str
    type: str
    required: bool = False
    style: str = ""


class Module:
    """A source file: what it defines, and where its imports come from."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.tree = ast.parse(source)
        self.definitions: dict[str, ast.stmt] = {}
        self.imports: dict[str, tuple[str, str]] = {}
        for node in self.tree.body:
            match node:
                case ast.ClassDef(name=defined):
                    self.definitions[defined] = node
                case ast.Assign([ast.Name(defined)]) | ast.AnnAssign(ast.Name(defined)):
                    self.definitions[defined] = node
                case _:
                    pass
        for part in ast.walk(self.tree):
            if isinstance(part, ast.ImportFrom) and part.module:
                for alias in part.names:
                    self.imports[alias.asname or alias.name] = (part.module, alias.name)


class Sources:
    """All files of the package that descriptions speak of, read when they are first needed."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._read = read
        self._modules: dict[str, Module | None] = {}

    def module(self, name: str) -> Module | None:
        if name not in self._modules:
            source = self._read(name)
            self._modules[name] = None if source is None else Module(name, source)
        return self._modules[name]

    def find(self, module: Module, name: str) -> Found | None:
        """What a name means in a module; None for what other packages define."""
        name = name.rpartition(".")[2]
        if name in module.definitions:
            return Found(module, module.definitions[name])
        if name in module.imports:
            home, original = module.imports[name]
            other = self.module(home) if home.startswith("gitlab.") else None
            return self.find(other, original) if other is not None else None
        return None

    def find_class(self, module: Module, name: str) -> Class | None:
        found = self.find(module, name)
        if found is None or not isinstance(found.node, ast.ClassDef):
            return None
        return Class(self, found.module, found.node)

    # Types

    def fields(self, module: Module, described: ast.expr) -> list[Field]:
        """The keys of the TypedDict that an expression names, in the order they are written."""
        if isinstance(described, ast.BinOp):
            described = described.left  # X | None
        found = self.find(module, ast.unparse(described))
        match found:
            case Found(home, ast.ClassDef() as node):
                return self._class_fields(home, node)
            case Found(home, ast.Assign(value=ast.Call(args=[_, ast.Dict() as keys]) as call)):
                total = _is_total(call.keywords)
                return [
                    self._field(home, key.value, value, total)
                    for key, value in zip(keys.keys, keys.values, strict=True)
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                ]
            case _:
                return []

    def _class_fields(self, module: Module, node: ast.ClassDef) -> list[Field]:
        fields = {field.name: field for base in node.bases for field in self.fields(module, base)}
        total = _is_total(node.keywords)
        for part in node.body:
            if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                name = part.target.id
                fields[name] = self._field(module, name, part.annotation, total)
        return list(fields.values())

    def _field(self, module: Module, name: str, annotation: ast.expr, total: bool) -> Field:
        required, style = total, ""
        annotation = _unquoted(annotation)
        while isinstance(annotation, ast.Subscript):
            match _last_name(annotation.value), annotation.slice:
                case "Required" | "NotRequired" as head, inner:
                    required = head == "Required"
                case "Annotated", ast.Tuple([inner, *markers]):
                    style = next(filter(None, map(_style, markers)), style)
                case "ReadOnly", inner:
                    pass
                case _:
                    break
            annotation = _unquoted(inner)
        return Field(name, self.type_text(module, annotation), required, style)

    def type_text(self, module: Module, annotation: ast.expr) -> str:
        """The source text of a type, aliases written out."""
        text = ast.unparse(_Expand(self, module, frozenset()).visit(_unquoted(annotation)))
        # Written out where a method called `list` hides the type.
        return text.replace("builtins.", "")


class Class(NamedTuple):
    """A class with what it inherits from other source files."""

    sources: Sources
    module: Module
    node: ast.ClassDef

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def own(self) -> list[ast.stmt]:
        return self.node.body

    def line(self) -> Iterator[Class]:
        """The class and those above it, the nearest first, none twice."""
        seen = set()
        for each in self._above():
            if (each.module.name, each.name) not in seen:
                seen.add((each.module.name, each.name))
                yield each

    def _above(self) -> Iterator[Class]:
        yield self
        for base, _ in self.bases():
            if base is not None:
                yield from base._above()

    def bases(self) -> Iterator[tuple[Class | None, list[ast.expr]]]:
        """Each base class with its type arguments."""
        for base in self.node.bases:
            match base:
                case ast.Subscript(value, ast.Tuple(arguments)):
                    pass
                case ast.Subscript(value, argument):
                    arguments = [argument]
                case ast.IfExp(body=value):
                    # RESTObject if TYPE_CHECKING else object
                    arguments = []
                case value:
                    arguments = []
            yield self.sources.find_class(self.module, ast.unparse(value)), arguments

    def method(self, name: str) -> tuple[Class, ast.FunctionDef] | None:
        """The definition of a method that calls reach; overloads are not definitions."""
        for each in self.line():
            for part in reversed(each.own):
                if isinstance(part, ast.FunctionDef) and part.name == name:
                    return each, part
        return None

    def value(self, name: str) -> tuple[Module, ast.expr] | None:
        """What the class body, or one above, assigns to a name."""
        for each in self.line():
            for part in each.own:
                match part:
                    case ast.Assign([ast.Name(found)], value) if found == name:
                        return each.module, value
                    case ast.AnnAssign(ast.Name(found), _, ast.expr() as value) if found == name:
                        return each.module, value
                    case _:
                        pass
        return None

    def annotations(self, leaving_out: tuple[str, ...]) -> dict[str, tuple[Module, ast.expr]]:
        """The public instance attributes, in the order of the text, the furthest class first."""
        found = {}
        for each in reversed(list(self.line())):
            if each.module.name in leaving_out:
                continue
            for part in each.own:
                match part:
                    case ast.AnnAssign(ast.Name(name), annotation) if not name.startswith("_"):
                        if "ClassVar" not in ast.unparse(annotation):
                            found[name] = (each.module, annotation)
                    case _:
                        pass
        return found

    @property
    def docstring(self) -> str:
        return ast.get_docstring(self.node) or ""


class _Expand(ast.NodeTransformer):
    """Writes Literal and union aliases out; classes and TypedDicts keep their names."""

    def __init__(self, sources: Sources, module: Module, open_names: frozenset[str]) -> None:
        self.sources = sources
        self.module = module
        self.open_names = open_names

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if _last_name(node.value) == "Literal":
            return ast.Subscript(ast.Name("Literal"), node.slice)
        if _last_name(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple):
            inner: ast.expr = self.visit(node.slice.elts[0])
            return inner
        return ast.Subscript(node.value, self.visit(node.slice))

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        # An enum beside a Literal is another spelling of the same values.
        if isinstance(node.right, ast.Attribute) and _last_name(node.right.value) == "const":
            spelled: ast.expr = self.visit(node.left)
            return spelled
        return ast.BinOp(self.visit(node.left), node.op, self.visit(node.right))

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, str):
            return node
        inner: ast.expr = self.visit(_unquoted(node))
        return inner

    def visit_Name(self, node: ast.Name) -> ast.expr:
        found = self.sources.find(self.module, node.id)
        match found:
            case Found(home, ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value)):
                if node.id not in self.open_names and _is_type(value):
                    deeper = _Expand(self.sources, home, self.open_names | {node.id})
                    expanded: ast.expr = deeper.visit(value)
                    return expanded
            case _:
                pass
        return node


def _is_type(value: ast.expr) -> bool:
    return isinstance(value, ast.Subscript | ast.BinOp | ast.Name)


def _is_total(keywords: list[ast.keyword]) -> bool:
    return not any(
        keyword.arg == "total" and ast.unparse(keyword.value) == "False" for keyword in keywords
    )


def _unquoted(annotation: ast.expr) -> ast.expr:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return ast.parse(annotation.value, mode="eval").body
    return annotation


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


STYLES = {
    "Array": "array",
    "CommaSeparated": "comma",
    "CommaSeparatedList": "comma",
    "CommaSeparatedString": "comma",
    "File": "file",
    "Image": "image",
    "Json": "json",
    "Lowercase": "lower",
    "LowercaseString": "lower",
}


def _style(marker: ast.expr) -> str:
    return STYLES.get(_last_name(marker).removesuffix("Attribute"), "")
