"""Everything that is described as creatable is created, read, listed, changed and deleted."""

from __future__ import annotations

import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from gitlab import Gitlab, GitlabGetError
from gitlab._registry import Operation, Parameter, Resource, module_of, resources
from gitlab.sandbox.routes import router, shape

HEADS = {"project_id": 1, "group_id": 1, "user_id": 2}
VALUES: dict[str, Any] = {
    "color": "#112233",
    "link_url": "https://example.com/page",
    "image_url": "https://example.com/image.svg",
    "url": "https://example.com/hook",
    "position": 0,
    "cron": "0 1 * * *",
    "freeze_start": "0 1 * * *",
    "freeze_end": "0 2 * * *",
    "domain": "docs.example.com",
    "repository_path_pattern": "acme/site/image",
}
FOR_OWNERS = {"minimum_access_level_for_delete": "owner"}
# Parameters that GitLab wants although none is marked, or wants in a certain form.
CREATED_WITH: dict[str, dict[str, Any]] = {
    "/deploy_keys": {"key": "ssh-ed25519 AAAAC3Nz"},
    "/groups/:/boards/:/lists": {"assignee_id": 2},
    "/projects/:/boards/:/lists": {"assignee_id": 2},
    "/applications": {"scopes": "api"},
    "/offline_exports": {"aws_s3_configuration": {}, "entities": []},
    "/groups/:/ssh_certificates": {"key": "ssh-ed25519 AAAAC3Nz"},
    "/project_aliases": {"project_id": 1},
    "/groups/:/protected_environments": {"deploy_access_levels": [{"access_level": 40}]},
    "/projects/:/protected_environments": {"deploy_access_levels": [{"access_level": 40}]},
    "/projects/:/repository/commits": {"branch": "main", "actions": []},
    "/projects/:/registry/protection/repository/rules": FOR_OWNERS,
    "/projects/:/registry/protection/rules": FOR_OWNERS,
    "/projects/:/snippets": {"file_name": "a.txt", "content": "text"},
    "/topics": {"title": "Walked"},
    "/projects/:/merge_requests/:/blocks": {"blocking_merge_request_id": 1},
    "/projects/:/merge_requests": {"source_branch": "side"},
    "/snippets": {"file_name": "a.txt", "content": "text"},
}

WALKED = [
    resource
    for resource in resources().values()
    if (operation := resource.operations.get("create") or resource.operations.get("set"))
    and (route := router().by_shape.get((operation.method, shape(operation.path))))
    and route.described
]


@pytest.mark.parametrize("resource", WALKED, ids=lambda found: found.manager)
def test_the_cycle_of_life_works_on_what_is_described(gl: Gitlab, resource: Resource) -> None:
    manager = _manager(gl, resource)
    created = _create(manager, resource)
    _check(created.asdict(), resource, "create")
    if resource.singleton:
        assert manager.get().asdict() == created.asdict()
        return
    id = created.get_id()
    if "get" in resource.operations:
        assert manager.get(id).get_id() == id
    if "list" in resource.operations:
        listed = manager.list(get_all=True)
        assert id in [found.get_id() for found in listed]
        for found in listed:
            _check(found.asdict(), resource, "list")
    if "update" in resource.operations and "set" not in resource.operations:
        name, value = _change(resource)
        changed = manager.update(id, {name: value, **_needed(resource.operations["update"])})
        if name in changed:
            assert changed[name] == value
        id = changed.get(resource.id_attr, id)
    if "delete" in resource.operations:
        manager.delete(id)
        if "get" in resource.operations:
            with pytest.raises(GitlabGetError, match=r"404 .*Not [Ff]ound"):
                manager.get(id)
        elif "list" in resource.operations:
            assert id not in [found.get_id() for found in manager.list(get_all=True)]


def _manager(gl: Gitlab, resource: Resource) -> Any:
    """The manager, hanging on parents that exist."""
    values: dict[str, Any] = {}
    for placeholder, _ in resource.parents:
        path = resource.path.partition("/{" + placeholder + "}")[0]
        if path.count("/") == 1 and path not in {it.path for it in WALKED}:
            values[placeholder] = HEADS.get(placeholder, 1)
        else:
            above = next(it for it in resources().values() if shape(it.path) == shape(path))
            names = (name for name, _ in above.parents)
            placed = dict(zip(names, values.values(), strict=False))
            values[placeholder] = _create(_with_parent(gl, above, placed), above).get_id()
    return _with_parent(gl, resource, values)


def _with_parent(gl: Gitlab, resource: Resource, values: dict[str, Any]) -> Any:
    parent = SimpleNamespace(**{attr: values[name] for name, attr in resource.parents})
    module = import_module(module_of(resource.manager))
    return getattr(module, resource.manager)(gl, parent if resource.parents else None)


def _create(manager: Any, resource: Resource) -> Any:
    if "create" not in resource.operations:
        return manager.set("walked", "true")
    extra = CREATED_WITH.get(shape(resource.path), {})
    return manager.create({**_needed(resource.operations["create"]), **extra})


def _needed(operation: Operation) -> dict[str, Any]:
    return {p.name: _value(p) for p in operation.parameters if p.required}


def _change(resource: Resource) -> tuple[str, Any]:
    """A parameter of a change, and another value for it."""
    own = resource.operations["update"].parameters
    texts = [
        p for p in own if p.type == "str" and not p.required and p.name in ("description", "title")
    ]
    chosen = (texts or [p for p in own if p.name != resource.id_attr] or own)[0]
    return chosen.name, "changed" if chosen in texts else _value(chosen)


def _value(parameter: Parameter) -> Any:
    kind = parameter.type.removesuffix(" | None")
    if parameter.name in VALUES:
        return VALUES[parameter.name]
    if kind.startswith("list["):
        return [_value(parameter._replace(type=kind[5:-1]))]
    if kind.startswith("Literal["):
        first = kind[8:-1].split(", ")[0]
        return first.strip("'") if first.startswith("'") else int(first)
    if kind in ("int", "bool", "float"):
        return {"int": 2, "bool": True, "float": 1.5}[kind]
    if parameter.name.endswith(("_at", "_date", "_until", "expires")):
        return "2040-01-02"
    return {"str": "walked", "bytes": b"walked"}.get(kind, {})


# Shown although the class does not declare it: it has a child manager or a method by this name, or
# the name is a private one.
UNDECLARED = {"lists", "variables", "time_stats", "closed_by", "_links"}
TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,), "str": (str,), "bool": (bool,), "float": (int, float), "list": (list,),
    "dict": (dict,), "Literal": (str, int),
}  # fmt: skip


def _check(fields: dict[str, Any], resource: Resource, verb: str) -> None:
    """Every declared field is there, of its declared type; and no other."""
    declared = (
        dict(resource.operations[verb].shape or resource.attributes)
        if (verb in resource.operations)
        else dict(resource.attributes)
    )
    assert not fields.keys() - declared.keys() - UNDECLARED
    for name, value in fields.items():
        kind = declared.get(name, "list" if name in ("lists", "variables") else "dict")
        if value is None:
            continue
        wanted = TYPES.get(re.split(r"[\[ ]", kind)[0], (dict,))
        assert isinstance(value, wanted), f"{name}: {kind} is {value!r}"
