"""The described classes offer what scripts know: names, paths, parameters, methods, requests."""

from __future__ import annotations

import ast
import inspect
import json
import re
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import gitlab.v4.objects
from gitlab import Gitlab
from gitlab._core.values import Call
from gitlab.exceptions import GitlabHttpError

DESCRIBED = {path.stem for path in Path(gitlab.v4.objects.__path__[0]).glob("*.py")}


def told_of(kind: str) -> list[dict[str, Any]]:
    """What scripts know of the managers or objects of the modules that are described so far."""
    files = sorted(Path(__file__).with_name("interface").glob("*.json"))
    texts = (path.read_text(encoding="utf-8") for path in files if path.stem in DESCRIBED)
    return [each for text in texts for each in json.loads(text)[kind]]


def id_of(told: dict[str, Any]) -> str:
    return f"{told['module'].rpartition('.')[2]}-{told['name']}"


SLICE = {kind: told_of(kind) for kind in ("managers", "objects")}
MANAGERS = {each["name"]: each for each in SLICE["managers"]}
OBJECTS = {each["name"]: each for each in SLICE["objects"]}

# A misspelt name of `tasks_to_be_done`, which is right elsewhere.
MISSPELT = {"tasks_to_be_dones"}
# They say more than the interface did: `docs/differences.md`.
OTHER_REQUESTS = {"GroupLDAPGroupLink.delete"}
# They read content from the object or from a file: `test_repository_actions.py`.
WITH_CONTENT = {"GenericPackageManager.upload", "ProjectFile.save"}
# They send nothing unless something changed: `test_epics.py`, `test_ci_actions.py`.
ONLY_CHANGES = {"GroupEpicIssue.save", "ProjectFeatureFlag.save"}
# They ask first, then write: `test_review_actions.py`.
FLOWS = {"ProjectMergeRequestApprovalManager.set_approvers"}
TESTED_ELSEWHERE = OTHER_REQUESTS | WITH_CONTENT | ONLY_CHANGES | FLOWS
# Their requests are noted like those of the classes' own methods.
OWN = {"own", "RepositoryMixin"}

managers = pytest.mark.parametrize("told", SLICE["managers"], ids=id_of)
objects = pytest.mark.parametrize("told", SLICE["objects"], ids=id_of)
classes = pytest.mark.parametrize("told", [*SLICE["managers"], *SLICE["objects"]], ids=id_of)


def class_of(told: dict[str, Any]) -> Any:
    return getattr(import_module(told["module"]), told["name"])


def methods_of(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The methods; `*args` stood for what `create()` takes, which is now said outright."""
    return {
        name: {
            **method,
            "signature": method["signature"].replace(
                "*args: Any", "data: dict[str, Any] | None = None"
            ),
        }
        for name, method in told["methods"].items()
    }


@classes
def test_classes_stand_in_their_modules(told: dict[str, Any]) -> None:
    assert told["name"] in import_module(told["module"]).__all__


@classes
def test_classes_derive_from_the_public_mixins(told: dict[str, Any]) -> None:
    above = {each.__name__ for each in class_of(told).__mro__}
    assert set(told["bases"]) <= above


@managers
def test_managers_have_their_path_and_object(told: dict[str, Any]) -> None:
    manager = class_of(told)
    assert manager._path == told["_path"]
    assert manager._obj_cls.__name__ == told["_obj_cls"]
    assert manager._from_parent_attrs == told.get("_from_parent_attrs", {})
    if "update_http_method" in told:
        assert manager._update_method.name == told["update_http_method"]


@objects
def test_objects_have_their_id_and_repr_attributes(told: dict[str, Any]) -> None:
    assert class_of(told)._id_attr == told["id_attr"]
    assert class_of(told)._repr_attr == told["repr_attr"]


@managers
@pytest.mark.parametrize("verb", ["create", "update"])
def test_required_and_exclusive_attributes_are_the_same(told: dict[str, Any], verb: str) -> None:
    wanted = told.get(f"_{verb}_attrs") or {}
    found = getattr(class_of(told), f"_{verb}_attrs")
    if wanted and verb in told["methods"]:
        assert found.required == tuple(wanted.get("required", ()))
        assert found.exclusive == tuple(wanted.get("exclusive", ()))


@managers
@pytest.mark.parametrize("verb", ["create", "update"])
def test_no_optional_attribute_is_lost(told: dict[str, Any], verb: str) -> None:
    wanted = told.get(f"_{verb}_attrs") or {}
    assert set(wanted.get("optional", ())) <= set(
        getattr(class_of(told), f"_{verb}_attrs").optional
    )


@managers
def test_no_filter_is_lost(told: dict[str, Any]) -> None:
    assert set(told.get("_list_filters", ())) <= set(class_of(told)._list_filters)


@managers
def test_values_are_spelled_the_same(told: dict[str, Any]) -> None:
    types = class_of(told)._types
    for name, style in told.get("_types", {}).items():
        if name not in MISSPELT:
            assert types[name].__name__ == style


@classes
def test_methods_take_the_same_arguments(told: dict[str, Any]) -> None:
    for name, method in methods_of(told).items():
        found = arguments_of(getattr(class_of(told), name))
        wanted = arguments_told(method["signature"])
        assert [each[:2] for each in found] == [each[:2] for each in wanted], name
        for (_, argument, default), (*_, known) in zip(found, wanted, strict=True):
            assert default == known or not known, f"{name}: {argument}"


def arguments_of(function: Any) -> list[tuple[str, str, str]]:
    kinds = {"VAR_KEYWORD": "**", "KEYWORD_ONLY": "*", "POSITIONAL_OR_KEYWORD": ""}
    return [
        (kinds[each.kind.name], each.name, "" if each.default is each.empty else repr(each.default))
        for each in list(inspect.signature(function).parameters.values())[1:]
    ]


def arguments_told(signature: str) -> list[tuple[str, str, str]]:
    function = ast.parse(f"def function{signature}: ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    told = function.args
    bare = [None] * (len(told.args) - len(told.defaults))
    given = [("", *pair) for pair in zip(told.args, [*bare, *told.defaults], strict=True)]
    given += [("*", *pair) for pair in zip(told.kwonlyargs, told.kw_defaults, strict=True)]
    given += [("**", told.kwarg, None)] if told.kwarg else []
    return [
        (kind, arg.arg, "" if value is None else ast.unparse(value)) for kind, arg, value in given
    ]


@objects
def test_objects_reach_what_lies_below_them(told: dict[str, Any]) -> None:
    described = {
        attribute: manager
        for attribute, manager in told.get("sub_managers", {}).items()
        if manager in MANAGERS  # others are described together with their resources
    }
    found = {
        name: annotation
        for name, annotation in vars(class_of(told)).get("__annotations__", {}).items()
        if annotation in MANAGERS  # others are newer than the interface
    }
    assert found == described


@managers
def test_the_client_reaches_its_managers(told: dict[str, Any]) -> None:
    for place in told.get("reached_from", ()):
        owner, _, attribute = place.partition(".")
        if owner == "Gitlab":
            assert inspect.get_annotations(Gitlab)[attribute] == told["name"]


class Recorder(Gitlab):
    """A client that notes calls and sends nothing."""

    def __init__(self) -> None:
        super().__init__("https://gitlab.example.com")
        self.calls: list[Call[Any]] = []

    def _run(self, work: Any) -> Any:
        self.calls.append(work)
        return {}

    def _run_list(self, listing: Any) -> Any:
        self.calls.append(listing.call)
        return []

    def _run_download(self, download: Any) -> Any:
        self.calls.append(download.call)
        return b""


class Parent:
    """Has any attribute, with its name as its value."""

    def __getattr__(self, name: str) -> str:
        return name


def own_methods() -> list[Any]:
    return [
        pytest.param(told, name, requests, id=f"{told['name']}.{name}-{requests}")
        for told in (*SLICE["managers"], *SLICE["objects"])
        for name, method in methods_of(told).items()
        if method["from"] in OWN and f"{told['name']}.{name}" not in TESTED_ELSEWHERE
        for requests in ("requests", "requests_with_all_arguments")
        if method.get(requests) and "job_token" not in told["module"]
    ]


@pytest.mark.parametrize(("told", "name", "requests"), own_methods())
def test_requests_are_the_same(told: dict[str, Any], name: str, requests: str) -> None:
    method = methods_of(told)[name]
    [request] = method[requests]
    client = Recorder()
    receiver = made(told, client, request["path"])
    values = arguments(method["signature"], complete="all" in requests)
    values.update(required_data(told, method["signature"]))
    options = {"sudo": "root"} if "**kwargs" in method["signature"] else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        getattr(receiver, name)(**values, **options)
    [call] = client.calls
    assert (call.method, call.path) == (request["method"], named(request["path"]))
    assert dict(call.query) == {**named(request.get("query", {})), **options}
    assert without_placeholder(call.body or {}) == without_placeholder(
        named(request.get("body", {}))
    )
    raised = call.error or GitlabHttpError
    assert raised.__name__ == method["raises"]


def made(told: dict[str, Any], client: Gitlab, path: str) -> Any:
    """The manager below a parent, or an object of it, all ids being the placeholders' names."""
    if told["name"] in MANAGERS:
        return class_of(told)(client, parent=parent_of(told, path))
    manager = MANAGERS[f"{told['name']}Manager"]
    # A label's id stands in the body.
    [own_id, *_] = [*path.split("/")[len(manager["_path"].split("/")) :], told["id_attr"]]
    return class_of(told)(
        class_of(manager)(client, parent=parent_of(manager, path)), {told["id_attr"]: named(own_id)}
    )


def parent_of(told: dict[str, Any], path: str) -> Any:
    """Its ids are the placeholders' names in the request, which may differ from the manager's."""
    noted = dict(zip(told["_path"].split("/"), path.split("/"), strict=False))
    parent = Parent()
    for name, attribute in told.get("_from_parent_attrs", {}).items():
        placeholder = noted.get(f"{{{name}}}", "")
        vars(parent)[attribute] = named(placeholder) if "{" in placeholder else name
    return parent


def arguments(signature: str, *, complete: bool) -> dict[str, Any]:
    """Each argument with its own name as its value, in the shape its type asks for."""
    function = ast.parse(f"def function{signature}: ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    told = function.args.args
    optional = {each.arg for each in told[len(told) - len(function.args.defaults) :]}
    return {
        each.arg: value_for(each.arg, ast.unparse(each.annotation or each))
        for each in told
        if complete or each.arg not in optional
    }


def required_data(told: dict[str, Any], signature: str) -> dict[str, Any]:
    """The required attributes, each with its own name as its value, and the id of updates."""
    own_id = (
        {"id": told["id_attr"]}
        if re.search(r"\bid: (str \| int|int \| str) \| None", signature)
        else {}
    )
    return own_id | {
        argument: {name: name for name in (told.get(f"_{verb}_attrs") or {}).get("required", ())}
        for verb, argument in (("create", "data"), ("update", "new_data"))
        if re.search(rf"\b{argument}: dict", signature)
    }


def value_for(name: str, type_text: str) -> Any:
    if "dict[" in type_text:
        return {"key": f"{name}.value"}
    if "list[" in type_text:
        return [f"{name}.item"]
    return True if type_text == "bool" else name


def named(told: Any) -> Any:
    """Placeholders without their braces: `{group_id}` is the value `group_id`."""
    if isinstance(told, dict):
        # Some were noted with the argument that held the query, which is not sent.
        return {
            re.sub(r"^query_data\[(\w+)\]$", r"\1", key): named(value)
            for key, value in told.items()
        }
    if isinstance(told, list):
        return [named(item) for item in told]
    return re.sub(r"\{([\w.]+)\}", r"\1", told) if isinstance(told, str) else told


def without_placeholder(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != "ATTRIBUTE"}
