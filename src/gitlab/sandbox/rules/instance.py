"""What administrators set for the instance: its looks, messages, feature switches, applications.

https://docs.gitlab.com/api/appearance/
https://docs.gitlab.com/api/broadcast_messages/
https://docs.gitlab.com/api/features/
https://docs.gitlab.com/api/applications/
https://docs.gitlab.com/api/custom_attributes/
"""

from __future__ import annotations

import secrets
from typing import Any

from gitlab.sandbox.documents import ADMIN, ANYBODY, Documents, Kind, declare
from gitlab.sandbox.rules import (
    Context,
    Json,
    Param,
    Row,
    invalid,
    invalid_parameter,
    route,
)

declare(
    Kind(
        defaults={
            "email_header_and_footer_enabled": False,
            "message_background_color": "#E75E40",
            "message_font_color": "#FFFFFF",
        }
    ),
    "/application/appearance",
)


# Broadcast messages -------------------------------------------------------------------------------


def _prepare_message(messages: Documents, before: Row, made: Row) -> None:
    """For an hour from now, unless told otherwise."""
    store = messages.ctx.store
    if not before:
        made.setdefault("starts_at", store.timestamp())
        made.setdefault("ends_at", store.timestamp(store.clock() + 3600))


def _show_message(messages: Documents, row: Row) -> Row:
    now = messages.ctx.now()
    return {"active": str(row["starts_at"]) <= now < str(row["ends_at"])}


declare(
    Kind(
        thing="",
        read=ANYBODY,
        write=ADMIN,
        order="json_extract(data, '$.starts_at') DESC, id DESC",
        param="id",
        defaults={
            "broadcast_type": "banner",
            "color": "#E75E40",
            "dismissable": False,
            "font": "#FFFFFF",
            "target_access_levels": [],
            "target_path": "",
            "theme": "indigo",
        },
        prepare=_prepare_message,
        show=_show_message,
    ),
    "/broadcast_messages",
)


# Feature switches ---------------------------------------------------------------------------------

_ACTORS = ("user", "group", "project", "namespace", "repository", "feature_group")


def _prepare_feature(features: Documents, before: Row, made: Row) -> None:
    """On, off, for some part of the time, or for some actors only."""
    value: Any = made.pop("value", None)
    share = made.pop("key", None) or "percentage_of_time"
    actors = [f"{name.capitalize()}:{made[name]}" for name in _ACTORS if made.get(name) is not None]
    gates: list[Row] = [{"key": "boolean", "value": str(value).lower() == "true" and not actors}]
    if actors:
        known = {gate["key"]: gate["value"] for gate in before.get("gates", ())}
        gates.append({"key": "actors", "value": [*known.get("actors", ()), *actors]})
    elif str(value).lower() not in ("true", "false"):
        if not str(value).isdecimal():
            raise invalid_parameter("value is invalid")
        gates.append({"key": share, "value": int(value)})
    on = gates[0]["value"]
    made["gates"] = gates
    made["state"] = "on" if on else "conditional" if len(gates) > 1 else "off"


declare(
    Kind(
        order="doc_key",
        params=(*map(Param, ("key", *_ACTORS)), Param("value", "any", required=True)),
        prepare=_prepare_feature,
    ),
    "/features",
)


@route("GET", "/features/definitions")
def definitions(ctx: Context) -> Json:
    """Switches are defined by who sets them; the sandbox asks none of its own."""
    ctx.authenticated_as_admin()
    return []


# Applications and custom attributes ---------------------------------------------------------------


def _prepare_application(applications: Documents, before: Row, made: Row) -> None:
    for name in ("name", "redirect_uri", "scopes"):
        if not made.get(name):
            raise invalid(**{name: ["can't be blank"]})
    made |= {
        "application_id": secrets.token_hex(32),
        "application_name": made.pop("name", ""),
        "callback_url": made.pop("redirect_uri", ""),
        "scopes": str(made["scopes"]).split(),
        "secret": f"gloas-{secrets.token_hex(32)}",
    }


declare(
    Kind(
        thing="",
        defaults={"confidential": True},
        once=("secret",),
        prepare=_prepare_application,
    ),
    "/applications",
)


@route("POST", "/applications/:id/renew-secret", params=[Param("id", "int")])
def renew_secret(ctx: Context) -> Json:
    applications = Documents(ctx, "/applications", write=True)
    row = applications.find(ctx.params["id"])
    secret = f"gloas-{secrets.token_hex(32)}"
    return applications.shown(ctx.store.update("documents", row["id"], secret=secret), "create")


declare(
    Kind(thing="", order="doc_key"),
    "/projects/:id/custom_attributes",
    "/groups/:id/custom_attributes",
    "/users/:user_id/custom_attributes",
)
