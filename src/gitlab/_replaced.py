"""Clients whose `http_*` methods somebody overrode or patched: the managers' calls go through them.

That is how scripts log, cache or refuse requests, and how their tests stand in for a server.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any

from gitlab._core import decode
from gitlab._core.values import CaseInsensitiveDict, Options, Response, Sleep
from gitlab._drive import VERBS
from gitlab._emitted import alone
from gitlab._lists import GitlabList, RESTObjectList, listed
from gitlab.exceptions import GitlabHttpError

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab._drive import Driver
    from gitlab._listing import Listing

_NOT_FOR_QUERIES = frozenset({"verb", "path", "query_data", "post_data", "files", *Options._fields})


def run_through(client: Driver, work: Any) -> Any:
    """Run a call, or a flow of calls, each through the method that was put in its way."""
    if not isinstance(work, Generator):
        return _answer(client, work)
    try:
        step = next(work)
        while True:
            try:
                result = _answer(client, step)
            except Exception as error:  # noqa: BLE001 - the flow may handle any of them
                step = work.throw(error)
            else:
                step = work.send(result)
    except StopIteration as stop:
        return stop.value


def list_through(client: Any, asked: Listing[Any]) -> Any:
    """A list call through the `http_list` that was put in its way."""
    if asked.call.asked_by is not None or not _is_replaced(client, "http_list"):
        return listed(client, asked)
    call, manager = asked.call, asked.manager
    how: dict[str, Any] = {"iterator": True} if asked.iterator else {}
    if asked.get_all or not (asked.may_truncate or "page" in call.query):
        how["get_all"] = asked.get_all
    items = _refusing(call, client.http_list, call.path, **_keywords(call), **how)
    if manager is None:
        return items
    if asked.iterator and isinstance(items, GitlabList):
        return RESTObjectList(manager, manager._obj_cls, items)
    made = map(manager._make_listed, items)
    return made if asked.iterator else list(made)


def _is_replaced(client: Any, verb: str) -> bool:
    own: dict[str, Any] = dict(zip(VERBS, client._own_verbs, strict=True))
    return verb in vars(client) or getattr(type(client), verb) is not own[verb]


def _answer(client: Any, call: Any) -> Any:
    if isinstance(call, Sleep):
        return client._run_itself(alone(call))
    verb = f"http_{call.method.lower()}"
    if call.asked_by is None and call.decode is not decode.to_page and _is_replaced(client, verb):
        body = {"post_data": call.body, "files": call.files}
        given = {name: value for name, value in body.items() if value is not None}
        found = _refusing(call, getattr(client, verb), call.path, **given, **_keywords(call))
    elif call.asked_by != "http_request" and _is_replaced(client, "http_request"):
        found = _refusing(
            call,
            client.http_request,
            call.method.lower(),
            call.path,
            query_data=dict(call.query),
            post_data=call.body,
            files=call.files,
            **_options(call),
        )
    else:
        return client._run_itself(call)
    return call.decode(_as_response(found, call))


def _refusing(call: Call[Any], method: Any, *args: Any, **kwargs: Any) -> Any:
    try:
        return method(*args, **kwargs)
    except GitlabHttpError as refusal:
        if call.error is None:
            raise
        raise refusal._converted(call.error) from refusal


def _keywords(call: Call[Any]) -> dict[str, Any]:
    query = dict(call.query)
    if not _NOT_FOR_QUERIES.isdisjoint(query):
        query = {"query_data": query}
    return {**query, **_options(call)}


def _options(call: Call[Any]) -> dict[str, Any]:
    usual = Options._field_defaults
    given = call.options._asdict()
    return {name: value for name, value in given.items() if value != usual[name]}


def _as_response(found: Any, call: Call[Any]) -> Response:
    """What the method returned, be it a response, headers or parsed JSON."""
    if isinstance(found, Response):
        return found
    if call.method == "HEAD" and isinstance(found, Mapping):
        return Response(200, "OK", CaseInsensitiveDict(found), b"", call.path)
    if hasattr(found, "status_code"):
        return Response(
            status=found.status_code,
            reason=found.reason or "",
            headers=found.headers,
            content=b"" if call.options.streamed else found.content,
            url=str(found.url),
            native=lambda: found,
        )
    import json

    if found is None:
        return Response(204, "No Content", CaseInsensitiveDict(), b"", call.path)
    kind = CaseInsensitiveDict({"Content-Type": "application/json"})
    return Response(200, "OK", kind, json.dumps(found).encode(), call.path)
