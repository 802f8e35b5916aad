"""Deploy keys: one key of the instance, with or without the right to push in each of its projects.

https://docs.gitlab.com/api/deploy_keys/
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.entities import project_identity
from gitlab.sandbox.rules import Answer, Context, Json, Param, Row, invalid, not_found, route
from gitlab.sandbox.store import Selection

ALL, PROJECT = "/deploy_keys", "/projects/:id/deploy_keys"
_KEY_TYPES = ("ssh-", "ecdsa-", "sk-")


def _prepare(keys: Documents, before: Row, made: Row) -> None:
    if not (before | made).get("title"):
        raise invalid(title=["can't be blank"])
    if "key" in made:
        made["key"] = made["key"].strip()
        made |= fingerprints(made["key"])
    if not before:
        made["projects"] = {}
    made.pop("can_push", None)


def fingerprints(key: str) -> Row:
    if not key.startswith(_KEY_TYPES) or len(key.split()) < 2:
        raise invalid(key=["must be a supported public key."])
    content = _blob(key.split()[1])
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    sha256 = base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    return {
        "fingerprint": ":".join(digest[at : at + 2] for at in range(0, 32, 2)),
        "fingerprint_sha256": f"SHA256:{sha256}",
    }


def _blob(text: str) -> bytes:
    """What a key's text stands for. Sums of made-up keys are those of the text."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return text.encode()


def in_projects(ctx: Context, row: Row) -> Row:
    """Keys are known in all their projects; those that may push are told apart."""
    found: dict[bool, list[Row]] = {True: [], False: []}
    for id, may_push in row["projects"].items():
        if project := ctx.store.get("projects", int(id)):
            found[may_push].append(project_identity(ctx, project))
    return {
        "projects_with_write_access": found[True],
        "projects_with_readonly_access": found[False],
    }


def _show(keys: Documents, row: Row) -> Row:
    shown = in_projects(keys.ctx, row)
    if keys.root.row:
        shown["can_push"] = row["projects"].get(str(keys.root.id), False)
    return shown


def _of_project(keys: Documents) -> Selection:
    place = f'$.projects."{keys.root.id}"'
    return _of_instance(keys).where("json_extract(data, ?) IS NOT NULL", place)


def _of_instance(keys: Documents) -> Selection:
    return keys.ctx.store.select("documents", doc_kind="deploy_keys")


_DEFAULTS = {"usage_type": "auth_and_signing"}
_UNTIL = Param("expires_at", "moment")
_KEYS = Kind(params=(_UNTIL,), prepare=_prepare, show=_show, defaults=_DEFAULTS)
declare(_KEYS._replace(select=_of_instance, unique=("fingerprint_sha256",)), ALL)
declare(_KEYS._replace(thing="", select=_of_project, param="key_id"), PROJECT)


@route("POST", PROJECT, params=[_UNTIL, Param("can_push", "bool", default=False)])
def create(ctx: Context) -> Json:
    """A key that the instance has already is let into the project."""
    keys = _keys(ctx)
    key = str(ctx.params["key"]).strip()
    same = "json_extract(data, '$.fingerprint_sha256') = ?"
    row = _of_instance(keys).where(same, fingerprints(key)["fingerprint_sha256"]).first()
    if row is None:
        asked = {name: ctx.params.get(name) for name in ("title", "key", "expires_at")}
        row = Documents.create(keys, asked)
        row = ctx.store.update("documents", row["id"], doc_owner="", doc_owner_id=0)
    if str(keys.root.id) not in row["projects"]:
        row = _let_in(keys, row, ctx.params["can_push"])
    return keys.shown(row, "create")


@route("POST", f"{PROJECT}/:key_id/enable", params=[Param("key_id", "int")])
def enable(ctx: Context) -> Json:
    keys = _keys(ctx)
    row = _of_instance(keys).where("id = ?", ctx.params["key_id"]).first()
    if row is None:
        raise not_found("Deploy Key")
    return keys.shown(_let_in(keys, row, row["projects"].get(str(keys.root.id), False)))


@route(
    "PUT", f"{PROJECT}/:key_id", params=[Param("key_id", "int"), _UNTIL, Param("can_push", "bool")]
)
def update(ctx: Context) -> Json:
    keys = _keys(ctx)
    row = _found(keys)
    changes: Row = {
        name: ctx.params[name] for name in ("title", "expires_at") if name in ctx.params
    }
    if changes:
        row = keys.change(row, changes)
    if ctx.params.get("can_push") is not None:
        row = _let_in(keys, row, ctx.params["can_push"])
    return keys.shown(row, "update")


@route("DELETE", f"{PROJECT}/:key_id", params=[Param("key_id", "int")])
def delete(ctx: Context) -> Answer:
    """The key leaves the project, and the instance with the last of its projects."""
    keys = _keys(ctx)
    row = _of_project(keys).where("id = ?", ctx.params["key_id"]).first()
    if row is None:
        raise not_found("Deploy Key")
    left = {id: push for id, push in row["projects"].items() if id != str(keys.root.id)}
    if left:
        ctx.store.update("documents", row["id"], projects=left)
    else:
        ctx.store.delete("documents", row["id"])
    return Answer(204)


def _keys(ctx: Context) -> Documents:
    return Documents(ctx, PROJECT, write=True)


def _found(keys: Documents) -> Row:
    row = _of_project(keys).where("id = ?", keys.ctx.params["key_id"]).first()
    if row is None:
        raise keys.not_found()
    return row


def _let_in(keys: Documents, row: Row, may_push: Any) -> Row:
    projects = row["projects"] | {str(keys.root.id): bool(may_push)}
    return keys.ctx.store.update("documents", row["id"], projects=projects)
