"""YAML documents that a JSON Schema describes, read with the place of everything in the file.

The schema is the only description: what it does not name is an error here, as in an editor that
knows the schema. Of draft-07 it may use the keywords that are read below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NamedTuple, cast

from gitlab.exceptions import GitlabError

__all__ = ["Mark", "Node", "PolicyError", "Problem", "meant", "read_document", "yaml_package"]


class Mark(NamedTuple):
    """A place in a file, lines and columns counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """What is wrong, and where."""

    mark: Mark
    message: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.message}"


class PolicyError(GitlabError):
    """A policy file that cannot be used; `problems` names all that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document: a scalar, a list of nodes, or nodes by key."""

    value: Any
    mark: Mark

    def get(self, key: str) -> Node | None:
        """What a mapping holds under a key."""
        found: Node | None = self.value.get(key)
        return found

    def plain(self, key: str, default: Any = None) -> Any:
        """The scalar, or the scalars of the list, that a mapping holds under a key."""
        node = self.get(key)
        if node is None:
            return default
        return tuple(each.value for each in node) if isinstance(node.value, list) else node.value

    def items(self, key: str) -> Iterator[Node]:
        """The items of the list that a mapping holds under a key; none if there is no list."""
        return iter(self.get(key) or ())

    def __iter__(self) -> Iterator[Node]:
        return iter(self.value)


def read_document(text: str, file: str, schema: Mapping[str, Any]) -> Node:
    """Read YAML. Raises PolicyError, which names everything that the schema does not allow."""
    reader = _Reader(file, schema)
    node = reader.compose(text)
    if not reader.problems:
        reader.check(node, schema, "the policy")
    if reader.problems:
        raise PolicyError(reader.problems)
    return node


def yaml_package() -> Any:
    """ruamel.yaml, which the extra `jobtoken` brings."""
    try:
        return import_module("ruamel.yaml")
    except ImportError:
        raise GitlabError(
            "policy files need ruamel.yaml: install it with `pip install 'gitlabkit[jobtoken]'`"
        ) from None


def meant(name: str, known: Iterable[str]) -> str:
    """`; did you mean ...?`, or nothing if no known name is close."""
    close = get_close_matches(name, sorted(known), n=2, cutoff=0.8)
    return f"; did you mean {' or '.join(close)}?" if close else ""


class _Key(str):
    """A key of a mapping, and where it stands."""

    __slots__ = ("mark",)
    mark: Mark


_TYPES: dict[str, tuple[type, str]] = {
    "string": (str, "text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
    "array": (list, "a list"),
    "object": (dict, "a mapping"),
}


class _Reader:
    def __init__(self, file: str, schema: Mapping[str, Any]) -> None:
        self.file = file
        self.schema = schema
        self.problems: list[Problem] = []

    def compose(self, text: str) -> Node:
        """The document's nodes, whatever they mean."""
        yaml = yaml_package()
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            found = yaml.YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            context = f"{error.context}, " if error.context else ""
            mark = self._mark(error.problem_mark or error.context_mark)
            raise PolicyError([Problem(mark, f"{context}{error.problem}")]) from None
        except YAMLError as error:
            first = str(error).partition("\n")[0]
            raise PolicyError([Problem(self._mark(None), first)]) from None
        if found is None:
            raise PolicyError([Problem(self._mark(None), "the file is empty")])
        return self._node(found)

    def _mark(self, mark: Any) -> Mark:
        return Mark(self.file, *((mark.line + 1, mark.column + 1) if mark else (1, 1)))

    def _problem(self, mark: Mark, message: str) -> None:
        self.problems.append(Problem(mark, message))

    def _node(self, node: Any) -> Node:
        mark = self._mark(node.start_mark)
        kind = str(node.tag).rpartition(":")[2]
        if kind == "seq":
            return Node([self._node(each) for each in node.value], mark)
        if kind != "map":
            return Node(_scalar(kind, node.value), mark)
        found: dict[str, Node] = {}
        for name, value in node.value:
            key = _Key(name.value)
            key.mark = self._mark(name.start_mark)
            if key in found:
                first = found[key].mark.line
                self._problem(key.mark, f"{key!r} is there already, in line {first}")
            found[key] = self._node(value)
        return Node(found, mark)

    def check(self, node: Node, schema: Mapping[str, Any], name: str) -> None:
        """Note what the schema does not allow; `name` is what the node is called."""
        if "$ref" in schema:
            schema = self.schema["definitions"][schema["$ref"].rpartition("/")[2]]
        if "anyOf" in schema:
            kinds = schema["anyOf"]
            fitting = [each for each in kinds if _has_type(node.value, self._type(each))]
            if not fitting:
                wanted = " or ".join(_TYPES[self._type(each)][1] for each in kinds)
                self._problem(node.mark, f"{name} must be {wanted}")
            else:
                self.check(node, fitting[0], name)
            return
        kind = self._type(schema)
        if not _has_type(node.value, kind):
            hint = ": put it in quotes" if kind == "string" and not _is_empty(node.value) else ""
            self._problem(node.mark, f"{name} must be {_TYPES[kind][1]}{hint}")
        elif kind == "object":
            self._check_mapping(node, schema, name)
        elif kind == "array":
            if len(node.value) < schema.get("minItems", 0):
                self._problem(node.mark, f"{name} is empty")
            for item in node:
                self.check(item, schema["items"], f"an item of {name}")
        else:
            self._check_scalar(node, schema, name)

    def _type(self, schema: Mapping[str, Any]) -> str:
        if "$ref" in schema:
            schema = self.schema["definitions"][schema["$ref"].rpartition("/")[2]]
        return cast(str, schema["type"])

    def _check_mapping(self, node: Node, schema: Mapping[str, Any], name: str) -> None:
        known = schema["properties"]
        for key, value in node.value.items():
            if key in known:
                self.check(value, known[key], repr(str(key)))
            else:
                hint = meant(key, known) or f"; known are {', '.join(known)}"
                self._problem(key.mark, f"{name} has no {str(key)!r}{hint}")
        for key in schema.get("required", ()):
            if key not in node.value:
                self._problem(node.mark, f"{name} needs {key!r}")
        if len(node.value) < schema.get("minProperties", 0):
            self._problem(node.mark, f"{name} is empty; it takes {', '.join(known)}")

    def _check_scalar(self, node: Node, schema: Mapping[str, Any], name: str) -> None:
        value = node.value
        allowed = schema.get("enum")
        if allowed is not None and value not in allowed:
            few = len(allowed) < 5
            wanted = f"must be {' or '.join(map(str, allowed))}" if few else "is none that there is"
            hint = meant(str(value), map(str, allowed))
            self._problem(node.mark, f"{name} is {value!r} and {wanted}{hint}")
        elif schema.get("format") == "date" and not _is_date(value):
            self._problem(node.mark, f"{name} is {value!r} and must be a date, as in 2027-01-31")
        elif isinstance(value, str) and len(value) < schema.get("minLength", 0):
            self._problem(node.mark, f"{name} is empty")
        elif isinstance(value, int) and value < schema.get("minimum", value):
            self._problem(node.mark, f"{name} must be at least {schema['minimum']}")


def _scalar(kind: str, text: str) -> Any:
    """What a scalar means in YAML 1.2. Dates stay text, for the schema to judge."""
    if kind == "bool":
        return text.lower() == "true"
    if kind == "null":
        return None
    if kind == "int":
        try:
            return int(text.replace("_", ""), 0)
        except ValueError:  # a number with leading zeros
            return int(text, 10)
    return float("nan") if kind == "float" else text


def _is_empty(value: Any) -> bool:
    return value is None or isinstance(value, list | dict)


def _has_type(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind][0]) and isinstance(value, bool) == (kind == "boolean")


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
