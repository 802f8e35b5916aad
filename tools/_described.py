"""What a manager and its objects say: attributes, children and operations.

An operation is what its method's text calls: `self._call("POST", "/star")`, found through
`self._run(...)`, the method's own flow, the manager's verbs and the parent class.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from _sources import Class, Field
from gen_async import blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BASES = ("gitlab.base", "gitlab.mixins")
VERBS = ("list", "get", "create", "update", "set", "delete")
# They ask what `list` asks.
OF_LISTS = ("head", "first", "count")
# They ask what other operations ask, or nothing at all.
EXTRAS = ("wait", "wait_for_rebase", "wait_for_merge_status", "follow_trace", "available")
# The object's words for the verbs of its manager.
VERB_OF = {"save": "update", "delete": "delete", "refresh": "get"}
# Arguments that say how to read the answer; GitLab never sees them.
READING = {"lazy", "streamed", "action", "chunk_size", "iterator"}
ROLE_OF = {"list": "filters", "create": "create", "update": "update"}


class Operation(NamedTuple):
    name: str
    method: str
    path: str
    on: str
    doc: str
    parameters: list[Field]
    shape: list[Field]
    exclusive: tuple[tuple[str, ...], ...]
    streams: bool


class Resource:
    """A manager and the class of its objects."""

    def __init__(self, manager: Class) -> None:
        self.manager = manager
        self.sources = manager.sources
        self.roles = dict(self._roles())
        self.object = self._role_class("object")
        self.path = str(self.literal(manager, "_path", ""))
        self.id_attr = self.literal(self.object, "_id_attr", "id") if self.object else None

    def _roles(self) -> Iterator[tuple[str, tuple[Class, ast.expr]]]:
        """The type arguments by what they stand for, the nearest class last."""
        for each in reversed(list(self.manager.line())):
            for base, arguments in each.bases():
                names = base and base.value("_type_roles")
                if names is not None:
                    roles = ast.literal_eval(names[1])
                    yield from (
                        (role, (each, argument))
                        for role, argument in zip(roles, arguments, strict=False)
                        if self._is_description(each, argument)
                    )

    def _is_description(self, home: Class, argument: ast.expr) -> bool:
        """Whether an argument names a class or a TypedDict, and not a type variable."""
        found = self.sources.find(home.module, ast.unparse(argument))
        return found is not None and found.module.name not in BASES

    def _role_class(self, role: str) -> Class | None:
        own = self.manager.value("_obj_cls")
        if own is not None and (found := self.sources.find_class(own[0], ast.unparse(own[1]))):
            return found
        if role not in self.roles:
            return None
        home, argument = self.roles[role]
        return self.sources.find_class(home.module, ast.unparse(argument))

    def _role_fields(self, role: str) -> list[Field]:
        if role not in self.roles:
            return []
        home, argument = self.roles[role]
        return self.sources.fields(home.module, argument)

    def literal(self, cls: Class, name: str, default: object = None) -> object:
        found = cls.value(name)
        try:
            return default if found is None else ast.literal_eval(found[1])
        except ValueError:
            return default

    @property
    def name(self) -> str:
        return self.object.name if self.object else self.manager.name.removesuffix("Manager")

    @property
    def singleton(self) -> bool:
        return any(each.name == "GetWithoutIdMixin" for each in self.manager.line())

    @property
    def parents(self) -> tuple[tuple[str, str], ...]:
        found = self.literal(self.manager, "_from_parent_attrs", {})
        return tuple(found.items()) if isinstance(found, dict) else ()

    @property
    def ids(self) -> list[Field]:
        """The closed set of ids, each with the TypedDict of what its update takes."""
        found = self.manager.value("_update_by_id")
        return self.sources.fields(*found) if found else []

    @property
    def docs_url(self) -> str:
        first = self.manager.docstring.partition("\n")[0]
        return first if first.startswith("https://") else ""

    def attributes(self) -> Iterator[tuple[str, str]]:
        for name, text in self._annotations():
            if not text.endswith("Manager"):
                yield name, text

    def children(self) -> Iterator[tuple[str, str]]:
        for name, text in self._annotations():
            if text.endswith("Manager"):
                yield name, text

    def _annotations(self) -> Iterator[tuple[str, str]]:
        if self.object is not None:
            for name, (module, annotation) in self.object.annotations(BASES).items():
                yield name, self.sources.type_text(module, annotation)

    # Operations

    @property
    def _is_home(self) -> bool:
        """Whether objects act below this manager's path, and not below that of `XManager`."""
        own = self.object and self.sources.find(self.object.module, f"{self.object.name}Manager")
        return own is None or own.node is self.manager.node

    def operations(self) -> list[Operation]:
        """The verbs in their usual order, then the actions in the order of the text.

        Where an object and its manager have actions of one name for two things, both are there.
        """
        found = {}
        for told in self._of_all_sides(self._operations):
            if told.path:
                found[told.name, "" if told.name in VERBS else told.path] = told
        verbs = [found.pop((name, "")) for name in VERBS if (name, "") in found]
        return [*verbs, *found.values()]

    def extras(self) -> list[Operation]:
        """What the classes offer beyond GitLab's operations."""
        return list(self._of_all_sides(self._extras))

    def _of_all_sides(
        self, told: Callable[[str, Class], Iterator[Operation]]
    ) -> Iterator[Operation]:
        if self._is_home and self.object is not None:
            yield from told("object", self.object)
        yield from told("manager", self.manager)

    def _operations(self, on: str, cls: Class) -> Iterator[Operation]:
        for method in _methods(cls):
            if method.startswith("_") or method in (*OF_LISTS, *EXTRAS):
                continue
            home, function = _defined(cls, method)
            if any(isinstance(node, ast.Call) and blocks(node) for node in ast.walk(function)):
                name = VERB_OF.get(method, method) if on == "object" else method
                yield self._operation(name, on, cls, home, function)

    def _extras(self, on: str, cls: Class) -> Iterator[Operation]:
        for name in _methods(cls):
            if name in EXTRAS:
                operation = self._operation(name, on, cls, *_defined(cls, name))
                yield operation._replace(method="", path="")

    def _operation(
        self, name: str, on: str, cls: Class, home: Class, function: ast.FunctionDef
    ) -> Operation:
        calls = list(Calls(self, cls, on).of(function, home))
        # A flow reads before it writes: what it writes is what it is for.
        method, path = next((c for c in calls if c[0] != "GET"), (*calls, ("", ""))[0])
        exclusive = {"create": "_exclusive", "update": "_exclusive_update"}.get(name, "")
        return Operation(
            name=name,
            method=method,
            path=path,
            on=on,
            doc=first_line(ast.get_docstring(function) or ""),
            parameters=self._parameters(name, path, home, function),
            shape=self._fields_for("_shapes", name),
            exclusive=_groups(self.literal(self.manager, exclusive, ()) if exclusive else ()),
            streams=any(argument.arg == "streamed" for argument, _ in _arguments(function)),
        )

    def _fields_for(self, attribute: str, name: str) -> list[Field]:
        """What the manager's `attribute`, a dict of TypedDicts, has for an operation."""
        found = self.manager.value(attribute)
        if found is None or not isinstance(found[1], ast.Dict):
            return []
        for key, value in zip(found[1].keys, found[1].values, strict=True):
            if isinstance(key, ast.Constant) and key.value == name:
                return self.sources.fields(found[0], value)
        return []

    def _parameters(
        self, name: str, path: str, home: Class, function: ast.FunctionDef
    ) -> list[Field]:
        if name == "update" and self.ids:
            return self._fields_of_ids()
        if name in ROLE_OF:
            return self._role_fields(ROLE_OF[name])
        parameters = []
        for argument, default in _arguments(function):
            if argument.arg in READING or (
                argument.arg in ("id", self.id_attr) and path.startswith(self.own_path)
            ):
                continue
            if argument.annotation is None:
                parameters.append(Field(argument.arg, "Any", default is None))
            elif described := self.sources.fields(home.module, argument.annotation):
                parameters += described
            else:
                text = self.sources.type_text(home.module, argument.annotation)
                parameters.append(Field(argument.arg, text, default is None))
        parameters += self._fields_for("_keywords", name)
        if name == "get":
            optional = self.literal(self.manager, "_optional_get_attrs", ())
            assert isinstance(optional, tuple)
            parameters += [Field(each, "str") for each in optional]
        return parameters

    def _fields_of_ids(self) -> list[Field]:
        """What the update takes for any of the ids; which of them want it is for GitLab to say."""
        found = self.manager.value("_update_by_id")
        assert found is not None
        fields = {
            field.name: field._replace(required=False)
            for settings in self.ids
            for field in self.sources.fields(found[0], ast.Name(settings.type))
        }
        return list(fields.values())

    @property
    def own_path(self) -> str:
        return self.path + self.id_part

    @property
    def id_part(self) -> str:
        return "" if self.id_attr is None else f"/{{{self.id_attr}}}"


class Calls:
    """The HTTP calls that a method's text makes: methods and path templates."""

    def __init__(self, resource: Resource, cls: Class, on: str) -> None:
        self.resource = resource
        self.cls = cls
        self.base = resource.path if on == "manager" else resource.own_path
        self._seen: set[ast.FunctionDef] = set()

    def of(
        self,
        function: ast.FunctionDef,
        home: Class,
        told: Mapping[str, str] | None = None,
        path: str | None = None,
    ) -> Iterator[tuple[str, str]]:
        """Each call in the order of the text.

        `told` has the arguments that the caller passes, `path` the one it wants instead.
        """
        if function in self._seen:
            return
        self._seen.add(function)
        scope = _Scope(self.resource, self.cls, function, told or {})
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        for node in calls:
            if isinstance(node.func, ast.Attribute) and node.func.attr == "_replace":
                path = path or scope.path_argument(node)
        for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            match node:
                case ast.Call(ast.Attribute(ast.Name("self"), "_call"), [method, *suffix]):
                    below = scope.text(suffix[0]) if suffix else ""
                    yield scope.method(method), path or self.base + below
                case ast.Call(ast.Name("listing"), [address, *_]):
                    yield "GET", path or scope.text(address)
                case ast.Call(ast.Name("Call"), [method, address, *_]):
                    yield scope.method(method), path or scope.text(address)
                case ast.Call(ast.Attribute(receiver, name)):
                    yield from self._through(receiver, name, home, node, scope, path)
                case _:
                    pass

    def _through(
        self,
        receiver: ast.expr,
        name: str,
        home: Class,
        call: ast.Call,
        scope: _Scope,
        path: str | None,
    ) -> Iterator[tuple[str, str]]:
        """The calls of another method of this class, of its parent, or of the manager."""
        match ast.unparse(receiver):
            case "self" if name.startswith("_"):
                target, calls = self.cls.method(name), self
            case "super()":
                target, calls = _above(self.cls, home, name), self
            case "self.manager":
                manager = self.resource.manager
                target, calls = manager.method(name), Calls(self.resource, manager, "manager")
            case _:
                return
        if target is not None and target[0].module.name != "gitlab.base":
            there, function = target
            told = scope.arguments(call, function)
            yield from calls.of(function, there, told, scope.path_argument(call) or path)


class _Scope:
    """Reads path expressions within one method."""

    def __init__(
        self,
        resource: Resource,
        cls: Class,
        function: ast.FunctionDef,
        told: Mapping[str, str],
    ) -> None:
        self.resource = resource
        self.cls = cls
        self.told = told
        self.assigned = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def method(self, node: ast.expr) -> str:
        if "_update_method" not in ast.dump(node):
            return self.text(node)
        found = self.cls.value("_update_method")
        return ast.unparse(found[1]).rpartition(".")[2] if found else "PUT"

    def arguments(self, call: ast.Call, target: ast.FunctionDef) -> dict[str, str]:
        """What a call passes, by the names of the method's own parameters."""
        names = (argument.arg for argument, _ in _arguments(target))
        given = dict(zip(names, call.args, strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        return {name: self.text(value) for name, value in given.items()}

    def path_argument(self, call: ast.Call) -> str | None:
        for keyword in call.keywords:
            if keyword.arg == "path":
                told = self.text(keyword.value)
                return told if told.startswith("/") else None
        return None

    def text(self, node: ast.expr) -> str:
        """An expression as a piece of a path template."""
        match node:
            case ast.Constant(value):
                return str(value)
            case ast.JoinedStr(parts):
                return "".join(map(self.text, parts))
            case ast.FormattedValue(value):
                return self.text(value)
            case ast.BinOp(left, ast.Add(), right):
                return self.text(left) + self.text(right)
            case ast.BoolOp(values=values):
                return self.text(values[-1])
            case ast.IfExp(_, body, orelse):
                return max(self.text(body), self.text(orelse), key=len)
            case ast.Call(ast.Name("_below"), [ast.Name(name)]) if self.told.get(name) == "None":
                return ""
            case ast.Call(ast.Name("_below")):
                return self.resource.id_part
            case ast.Call(ast.Attribute(_, "get_id")):
                return self.resource.id_part.removeprefix("/")
            case ast.Call(ast.Attribute(_, "pop"), [ast.Constant(str(name)), *_]):
                return f"{{{name}}}"
            case ast.Call(ast.Attribute(template, "format")):
                return self.text(template)
            case ast.Call(_, [first, *_]):
                return self.text(first)
            case ast.Name(name) if name in self.told:
                return self.told[name]
            case ast.Name(name) if name in self.assigned:
                value = self.assigned.pop(name)
                told = self.text(value)
                self.assigned[name] = value
                return told
            case ast.Subscript(_, ast.Constant(str(name))):
                return f"{{{name}}}"
            case ast.Attribute(_, "path"):
                return self.resource.path
            case ast.Attribute(_, "_own_path"):
                return self.resource.own_path
            case ast.Attribute(_, name) if name.endswith("_path"):
                homes = (self.resource.manager, self.resource.object)
                found = (self.resource.literal(home, name) for home in homes if home)
                return str(next(filter(None, found), self.resource.path))
            case ast.Attribute(_, "encoded_id"):
                return self.resource.id_part.removeprefix("/")
            case _:
                return f"{{{ast.unparse(node).rpartition('.')[2]}}}"


def _methods(cls: Class) -> dict[str, None]:
    """The names of all methods, inherited ones too."""
    return {
        part.name: None
        for each in cls.line()
        if each.module.name != "gitlab.base"
        for part in each.own
        if isinstance(part, ast.FunctionDef)
    }


def _defined(cls: Class, method: str) -> tuple[Class, ast.FunctionDef]:
    found = cls.method(method)
    assert found is not None
    return found


def _above(cls: Class, home: Class, name: str) -> tuple[Class, ast.FunctionDef] | None:
    """What `super().name` means in the class `home`, for an instance of `cls`."""
    line = list(cls.line())
    after = [each.name for each in line].index(home.name) + 1
    for each in line[after:]:
        for part in reversed(each.own):
            if isinstance(part, ast.FunctionDef) and part.name == name:
                return each, part
    return None


def _arguments(function: ast.FunctionDef) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    missing = len(positional) - len(given.defaults)
    yield from zip(positional[1:], [*[None] * missing, *given.defaults][1:], strict=True)
    yield from zip(given.kwonlyargs, given.kw_defaults, strict=True)


def first_line(docstring: str) -> str:
    return docstring.partition("\n")[0]


def _groups(found: object) -> tuple[tuple[str, ...], ...]:
    return found if isinstance(found, tuple) else ()
