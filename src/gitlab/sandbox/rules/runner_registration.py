"""What runners do of themselves, with tokens: register, show that they are there, leave.

https://docs.gitlab.com/api/runners/
"""

from __future__ import annotations

import secrets

from gitlab.sandbox.registration import registered_at
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    forbidden,
    missing,
    needed,
    refused,
    route,
)
from gitlab.sandbox.rules.runners import made, reset_token, runners, secret

_TOKEN = Param("token", required=True, blank=False)
_SYSTEM = Param("system_id")
_ABOUT = ("version", "revision", "platform", "architecture", "ip_address")


@route("POST", "/runners", params=[_TOKEN], public=True)
def register(ctx: Context) -> Json:
    """With a registration token, where the instance still allows it."""
    if not ctx.settings.get("allow_runner_registration_token", True):
        raise refused(410, {"message": "410 Gone"})
    found = registered_at(ctx.store, ctx.params["token"])
    if found is None:
        raise forbidden("invalid token supplied")
    kind, row = found
    place: dict[str, Row] = {
        "project": {"projects": [row["id"]]},
        "group": {"group_id": row["id"]},
        "instance": {},
    }
    return secret(made(ctx, f"{kind}_type", place[kind], ""))


@route("POST", "/runners/verify", params=[_TOKEN, _SYSTEM], public=True)
def verify(ctx: Context) -> Answer:
    """Tells that the runner is there; a machine that names itself becomes one of its managers."""
    row = _of_token(ctx)
    if system := ctx.params.get("system_id"):
        first = {"id": ctx.store.count_on("runner managers"), "system_id": system}
        first |= {"created_at": ctx.now(), "job_execution_status": "idle"}
        first |= dict.fromkeys(_ABOUT)
        known = row["managers"].get(system, first)
        row["managers"][system] = known | {"contacted_at": ctx.now()}
        row = ctx.store.update("documents", row["id"], managers=row["managers"])
    if not row["token"].startswith("glrt-"):
        # Of a runner that a user made, only its asking for jobs counts.
        row = ctx.store.update("documents", row["id"], contacted_at=ctx.now())
    return Answer(200, secret(row))


@route("DELETE", "/runners", params=[_TOKEN], public=True)
def delete_by_token(ctx: Context) -> None:
    ctx.store.delete("documents", _of_token(ctx)["id"])


@route("DELETE", "/runners/managers", params=[_TOKEN, *needed("system_id")], public=True)
def delete_manager(ctx: Context) -> None:
    row = _of_token(ctx)
    if row["managers"].pop(ctx.params["system_id"], None) is None:
        raise missing()
    ctx.store.update("documents", row["id"], managers=row["managers"])


@route("POST", "/runners/reset_authentication_token", params=[_TOKEN], public=True)
def reset_by_token(ctx: Context) -> Json:
    return reset_token(ctx, _of_token(ctx))


@route("POST", "/runners/reset_registration_token")
def reset_registration(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return _renewed(ctx, "settings", 1)


@route("POST", "/projects/:id/runners/reset_registration_token")
def reset_of_project(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    return _renewed(ctx, "projects", project["id"])


@route("POST", "/groups/:id/runners/reset_registration_token")
def reset_of_group(ctx: Context) -> Json:
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    return _renewed(ctx, "namespaces", group["id"])


def _renewed(ctx: Context, table: str, id: int) -> Row:
    token = f"GR1348941{secrets.token_urlsafe(15)}"
    ctx.store.update(table, id, runners_token=token)
    return {"token": token}


def _of_token(ctx: Context) -> Row:
    token = "json_extract(data, '$.token') = ?"
    if row := runners(ctx).where(token, ctx.params["token"]).first():
        return row
    raise forbidden()
