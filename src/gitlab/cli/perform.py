"""An action of the command line as a call of the library."""

from __future__ import annotations

import sys
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gitlab.cli.actions import OF_LISTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gitlab import Gitlab
    from gitlab._registry import Resource
    from gitlab.cli.actions import Action

    Given = dict[str, Any]

_FAILURES = {
    "list": "Impossible to list objects",
    "get": "Impossible to get object",
    "create": "Impossible to create object",
    "update": "Impossible to update object",
    "delete": "Impossible to destroy object",
}


# A skipped pipeline, or one that waits for somebody to play a job, has not failed.
_WELL = (None, "success", "finished", "skipped", "manual", "mergeable")
_WAITING = ("wait", "wait-for-rebase", "wait-for-merge-status")


def perform(client: Gitlab, action: Action, given: Given) -> Any:
    """Do it, and return what the library returns. `given` has read values, by name."""
    rest = dict(given)
    manager = manager_of(client, action.resource, rest)
    wanted = {each.name for each in action.operation.parameters if each.required}
    if action.name in ("create", "update"):
        # Some ids of parents are wanted in the body too.
        rest |= {name: value for name, value in manager.parent_attrs.items() if name in wanted}
    by_name = action.name == "get" and action.id is not None and action.id.name in wanted
    ids = () if action.id is None or by_name else (rest.pop(action.id.name),)
    if action.is_verb:
        return _VERBS[action.operation.name](manager, ids, rest)
    return _custom(manager, action, ids, rest)


def manager_of(client: Gitlab, resource: Resource, given: Given) -> Any:
    """The resource's manager; the ids of its parents are taken out of `given`."""
    parent = SimpleNamespace(
        **{attribute: given.pop(placeholder) for placeholder, attribute in resource.parents}
    )
    return getattr(import_module(resource.module), resource.manager)(client, parent=parent)


def exit_status(action: Action, result: Any) -> int:
    """1 where what was waited for did not end well."""
    return int(action.name in _WAITING and result not in _WELL)


def failure(action: Action, error: Exception) -> str:
    """What to say when the action fails."""
    name, resource = action.name, action.resource.cli_name
    if action.is_verb:
        return _FAILURES[name]
    if name == "validate" and resource.endswith("ci-lint"):
        from gitlab.exceptions import GitlabCiLintError

        invalid = isinstance(error, GitlabCiLintError)
        return "CI YAML Lint failed" if invalid else "Cannot validate CI YAML"
    if name == "download" and resource.endswith("-export"):
        return "Impossible to download the export"
    return f"Impossible to run {resource} {name}"


def _list(manager: Any, ids: tuple[Any, ...], given: Given) -> Any:
    if given.get("get_all") and "page" not in given:
        # Written as they come: ten thousand projects need not lie in memory.
        return manager.list(iterator=True, **_filters(given))
    from gitlab.utils import WarnMessageData

    hint = WarnMessageData(
        "This is one page of a longer list: --get-all gets all of it, --no-get-all says that one "
        "page is meant.",
        show_caller=False,
    )
    return manager.list(message_details=hint, **_filters(given))


def _filters(given: Given) -> Given:
    """The arguments of a list. Some of GitLab's filters have names that mean others to `list()`."""
    if not {"path", "all"} & set(given):
        return given
    own: Given = {
        name: given.pop(name) for name in ("get_all", "page", "per_page") if name in given
    }
    return {**own, "query_parameters": given}


def _get(manager: Any, ids: tuple[Any, ...], given: Given) -> Any:
    return manager.get(*ids, **given)


def _create(manager: Any, ids: tuple[Any, ...], given: Given) -> Any:
    sudo = _sudo(given)
    return manager.create(given, **sudo)


def _update(manager: Any, ids: tuple[Any, ...], given: Given) -> Any:
    sudo = _sudo(given)
    return manager.update(*(ids or (None,)), given, **sudo)


def _delete(manager: Any, ids: tuple[Any, ...], given: Given) -> None:
    manager.delete(*ids, **given)


_VERBS: dict[str, Callable[[Any, tuple[Any, ...], Given], Any]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "delete": _delete,
}


def _sudo(given: Given) -> Given:
    return {"sudo": given.pop("sudo")} if "sudo" in given else {}


def _custom(manager: Any, action: Action, ids: tuple[Any, ...], given: Given) -> Any:
    holder = manager
    if action.operation.on == "object":
        # No request: the action's own tells whether there is such an object.
        attrs = {} if action.id is None else {action.id.name: ids[0]}
        holder, ids = manager._obj_cls(manager, attrs, lazy=True), ()
    from gitlab.cli import custom

    method = custom.method(action.resource.name, action.name, holder)
    method = method or getattr(holder, action.operation.name)
    if action.operation.streams:
        from gitlab.cli import files

        target = given.pop("output_file", files.TO_STANDARD_OUTPUT)
        resume = given.pop("resume", False)
        return files.deliver(manager.gitlab.stream(method, *ids, **given), target, resume=resume)
    if action.name == "follow-trace":
        return _passed_on(method(*ids, **given))
    arguments = _arguments(method, manager.gitlab, action, given, len(ids))
    if action.operation.method not in ("POST", "PUT"):
        return method(*ids, **arguments)
    from gitlab.cli import files

    with files.watched(action, arguments) as arguments:
        return method(*ids, **arguments)


def _passed_on(parts: Iterable[bytes]) -> None:
    """Write what comes as soon as it comes."""
    for part in parts:
        sys.stdout.buffer.write(part)
        sys.stdout.flush()


def _arguments(method: Any, client: Gitlab, action: Action, given: Given, passed: int) -> Given:
    """What is given as the method takes it; it has `passed` arguments already.

    Where it takes a dict of parameters, those that are no arguments of their own go there.
    """
    from inspect import signature

    arguments = signature(method).parameters.values()
    names = [each.name for each in arguments if each.kind is not each.VAR_KEYWORD][passed:]
    sudo = _sudo(given)
    if sudo and len(names) + passed == len(arguments):
        # It takes no keywords that would be sent.
        client.headers["Sudo"] = str(sudo.pop("sudo"))
    body = next((name for name in names if action.flag(name) is None), None)
    if body is None:
        return _filters(given | sudo) if action.name in OF_LISTS else given | sudo
    own = {name: given.pop(name) for name in names if name in given}
    return {body: given, **own, **sudo}
