"""Puts a configuration together: its includes, what jobs extend, what they refer to.

https://docs.gitlab.com/ci/yaml/includes/
https://docs.gitlab.com/ci/yaml/yaml_optimization/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from gitlab.sandbox.answers import refused
from gitlab.sandbox.ci.errors import ConfigError
from gitlab.sandbox.ci.globs import matcher
from gitlab.sandbox.ci.trees import Tree

__all__ = ["Content", "Include", "compose", "dumped", "listed", "read"]

MOST_INCLUDES, MOST_NODES = 150, 100_000
_INVALID = "Invalid configuration format"
_TOO_BIG = "The parsed YAML is too big"


class Include(NamedTuple):
    """A file that another one takes in."""

    kind: str
    location: str
    tree: Tree


class Content(NamedTuple):
    jobs: dict[str, Any]
    """The whole mapping: keywords, jobs and what only serves to be extended."""
    includes: list[Include]


Admits = Callable[[list[Any]], bool]
"""Whether the rules of an include take it in."""


def compose(text: str, tree: Tree, admits: Admits = lambda rules: True) -> Content:
    """The whole configuration; ConfigError where it cannot be put together."""
    includes: list[Include] = []
    content = _included(read(text), tree, includes, admits)
    for name, told in list(content.items()):
        content[name] = _extended(content, name, ()) if isinstance(told, dict) else told
    return Content(_Resolver(content).resolve(content), includes)


def listed(value: Any) -> list[Any]:
    """One, several or none as a list; lists in it become part of it."""
    if not isinstance(value, list):
        return [] if value is None else [value]
    return [
        inner for each in value for inner in (listed(each) if isinstance(each, list) else [each])
    ]


def dumped(content: Mapping[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(dict(content), sort_keys=False, explicit_start=True)


# Reading ------------------------------------------------------------------------------------------


class _Reference(NamedTuple):
    """`!reference [.setup, script]`"""

    keys: tuple[str, ...]

    def __str__(self) -> str:
        return "!reference [{}]".format(", ".join(f'"{key}"' for key in self.keys))


@cache
def _loader() -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    def reference(loader: yaml.SafeLoader, node: yaml.Node) -> _Reference:
        if not isinstance(node, yaml.SequenceNode):
            raise yaml.constructor.ConstructorError(None, None, "no list", node.start_mark)
        return _Reference(tuple(map(str, loader.construct_sequence(node))))

    Loader.add_constructor("!reference", reference)
    return Loader


def read(text: str) -> dict[str, Any]:
    """A mapping in YAML; ConfigError where it is none, or grows without end."""
    try:
        import yaml
    except ImportError:
        missing = (
            "501 Not Implemented - the sandbox reads CI/CD configurations with PyYAML: "
            "pip install 'gitlabkit[sandbox]'"
        )
        raise refused(501, {"message": missing}) from None
    try:
        # The loader is a SafeLoader.
        content = yaml.load(text, Loader=_loader())
    except yaml.YAMLError as error:
        raise ConfigError(f"{_INVALID}: {error}") from None
    except RecursionError:
        raise ConfigError(_TOO_BIG) from None
    if not isinstance(content, dict):
        raise ConfigError(_INVALID)
    _demand_size(content)
    return {str(name): told for name, told in content.items()}


def _demand_size(content: object) -> None:
    """Aliases of aliases would grow without end."""
    waiting, seen = [(content, 0)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if seen > MOST_NODES or depth > 100:
            raise ConfigError(_TOO_BIG)
        if isinstance(value, dict):
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]


# Includes -----------------------------------------------------------------------------------------


def _included(
    content: dict[str, Any], tree: Tree, known: list[Include], admits: Admits
) -> dict[str, Any]:
    """What is included comes first, so that the file itself has the last word."""
    told = content.pop("include", None)
    merged: dict[str, Any] = {}
    for each in told if isinstance(told, list) else listed(told):
        for include, text in _files(each, tree, admits):
            known.append(include)
            if len(known) > MOST_INCLUDES:
                raise ConfigError(f"Maximum of {MOST_INCLUDES} nested includes are allowed!")
            try:
                inner = read(text)
            except ConfigError as error:
                raise ConfigError(f"Included file `{include.location}`: {error}") from None
            merged = _merged(merged, _included(inner, include.tree, known, admits))
    return _merged(merged, content)


def _files(told: Any, tree: Tree, admits: Admits) -> list[tuple[Include, str]]:
    if isinstance(told, str):
        told = {"remote" if told.startswith(("http://", "https://")) else "local": told}
    if not isinstance(told, dict):
        raise ConfigError("Include `" + str(told) + "` needs to match exactly one accessor!")
    if told.get("rules") is not None and not admits(listed(told["rules"])):
        return []
    if "project" in told:
        other = tree.elsewhere(str(told["project"]), told.get("ref") and str(told["ref"]))
        return [_of_project(other, str(path)) for path in listed(told.get("file"))]
    if "local" in told:
        return _local(str(told["local"]), tree)
    kind = next((kind for kind in ("template", "remote", "component") if kind in told), None)
    if kind is None:
        raise ConfigError(f"`{dict(told)}` does not have a valid subkey for include.")
    raise ConfigError(f"The sandbox does not include by `{kind}`: {told[kind]}")


def _of_project(tree: Tree, path: str) -> tuple[Include, str]:
    text = tree.read(path)
    if text is None:
        raise ConfigError(f"Project `{tree.path}` file `{path.lstrip('/')}` does not exist!")
    return Include("file", path.lstrip("/"), tree), text


def _local(path: str, tree: Tree) -> list[tuple[Include, str]]:
    path = path.lstrip("/")
    if not path.endswith((".yml", ".yaml")):
        raise ConfigError(f"Included file `{path}` does not have YAML extension!")
    if "*" in path:
        wanted = matcher(path)
        paths = sorted(found for found in tree.paths() if wanted.fullmatch(found))
    else:
        paths = [path]
    found: list[tuple[Include, str]] = []
    for each in paths:
        text = tree.read(each)
        if text is None:
            raise ConfigError(f"Local file `{each}` does not exist!")
        found.append((Include("local", each, tree), text))
    return found


# What jobs take from one another ------------------------------------------------------------------


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(below)
    for name, value in above.items():
        was = found.get(name)
        if isinstance(was, dict) and isinstance(value, dict):
            found[name] = _merged(was, value)
        else:
            found[name] = value
    return found


def _extended(content: Mapping[str, Any], name: str, above: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = content[name]
    bases = list(map(str, listed(told.get("extends"))))
    if not bases:
        return told
    first = above[0] if above else name
    if {name, *bases} & set(above) or name in bases:
        raise ConfigError(f"{first}: circular dependency detected in `extends`")
    if len(above) >= 10:
        raise ConfigError(f"{first}: nesting too deep in `extends`")
    unknown = [base for base in bases if not isinstance(content.get(base), dict)]
    if unknown:
        raise ConfigError(f"{name}: unknown keys in `extends` ({', '.join(unknown)})")
    merged: dict[str, Any] = {}
    for base in bases:
        merged = _merged(merged, _extended(content, base, (*above, name)))
    return _merged(merged, told)


class _Resolver:
    """Puts what is referred to in the places of references."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content, self.seen = content, 0

    def resolve(self, value: Any, on_way: tuple[_Reference, ...] = ()) -> Any:
        # References to references would grow without end, as aliases do.
        self.seen += 1
        if self.seen > MOST_NODES:
            raise ConfigError(_TOO_BIG)
        if isinstance(value, _Reference):
            if value in on_way:
                raise ConfigError(f"{value} is part of a circular chain")
            return self.resolve(self._target(value), (*on_way, value))
        if isinstance(value, dict):
            return {name: self.resolve(inner, on_way) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.resolve(inner, on_way) for inner in value]
        return value

    def _target(self, reference: _Reference) -> Any:
        found: Any = self.content
        for key in reference.keys:
            if not isinstance(found, Mapping) or key not in found:
                raise ConfigError(f"{reference} could not be found")
            found = found[key]
        return found
