"""Terraform states: the HTTP backend that Terraform speaks to.

https://docs.gitlab.com/user/infrastructure/iac/terraform_state/
"""

from __future__ import annotations

import json
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.contents import forget, keep, kept
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Param,
    Row,
    bad_request,
    conflict,
    not_found,
    route,
)

STATE = "/projects/:id/terraform/state/:name"
VERSION = f"{STATE}/versions/:serial"
_SERIAL = Param("serial", "int")
_LOCK = "ID Operation Info Who Version Created Path"


@route("GET", STATE)
def show(ctx: Context) -> Answer:
    _, state = _state(ctx, access.DEVELOPER)
    serials = state["serials"] if state else []
    if state is None or not serials:
        return Answer(204)
    return Answer(200, kept(ctx.store, f"state {state['id']}", serials[-1]) or b"")


@route("POST", STATE, params=[Param("ID")], raw=True)
def write(ctx: Context) -> Answer:
    """A new version. While the state is locked, only with the lock's id."""
    project, state = _state(ctx, access.MAINTAINER)
    body = ctx.request.body
    if not body:
        raise bad_request()
    serial = _serial(body)
    state = state or _new(ctx, project)
    lock = state.get("lock")
    if lock and ctx.params.get("ID") != lock["ID"]:
        raise conflict()
    keep(ctx.store, project, f"state {state['id']}", serial, body)
    ctx.store.update("terraform_states", state["id"], serials=sorted({*state["serials"], serial}))
    return Answer(200)


@route("DELETE", STATE)
def delete(ctx: Context) -> Answer:
    _, state = _found(ctx, access.MAINTAINER)
    for serial in state["serials"]:
        forget(ctx.store, f"state {state['id']}", serial)
    ctx.store.delete("terraform_states", state["id"])
    return Answer(200)


@route("POST", f"{STATE}/lock", params=[Param(name) for name in _LOCK.split()])
def lock(ctx: Context) -> Answer:
    """409 with the lock that is there already."""
    project, state = _state(ctx, access.MAINTAINER)
    told = {name: str(ctx.params.get(name) or "") for name in _LOCK.split()}
    if not told["ID"]:
        raise bad_request()
    state = state or _new(ctx, project)
    if state.get("lock"):
        return Answer(409, state["lock"])
    ctx.store.update("terraform_states", state["id"], lock=told)
    return Answer(200)


@route("DELETE", f"{STATE}/lock", params=[Param("ID")])
def unlock(ctx: Context) -> Answer:
    _, state = _found(ctx, access.MAINTAINER)
    held, id = state.get("lock"), ctx.params.get("ID")
    if held and id and id != held["ID"]:
        return Answer(409, held)
    ctx.store.update("terraform_states", state["id"], lock=None)
    return Answer(200)


@route("GET", VERSION, params=[_SERIAL])
def show_version(ctx: Context) -> Answer:
    _, state = _found(ctx, access.DEVELOPER)
    content = kept(ctx.store, f"state {state['id']}", ctx.params["serial"])
    if content is None:
        raise not_found()
    return Answer(200, content)


@route("DELETE", VERSION, params=[_SERIAL])
def delete_version(ctx: Context) -> None:
    _, state = _found(ctx, access.MAINTAINER)
    serial = ctx.params["serial"]
    if serial not in state["serials"]:
        raise not_found()
    forget(ctx.store, f"state {state['id']}", serial)
    left = [other for other in state["serials"] if other != serial]
    ctx.store.update("terraform_states", state["id"], serials=left)


def _state(ctx: Context, level: int) -> tuple[Row, Row | None]:
    project = ctx.find_project()
    ctx.authorize_level(project, level)
    name = ctx.params["name"]
    return project, ctx.store.first("terraform_states", project_id=project["id"], name=name)


def _found(ctx: Context, level: int) -> tuple[Row, Row]:
    project, state = _state(ctx, level)
    if state is None:
        raise not_found()
    return project, state


def _new(ctx: Context, project: Row) -> Row:
    place = {"project_id": project["id"], "name": ctx.params["name"]}
    return ctx.store.insert("terraform_states", {**place, "serials": [], "lock": None})


def _serial(body: bytes) -> int:
    try:
        told: Any = json.loads(body)
        return int(told["serial"])
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        raise bad_request() from None
