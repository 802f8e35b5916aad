"""SSH keys, GPG keys and email addresses: of the caller, and of others for administrators.

https://docs.gitlab.com/api/user_keys/
https://docs.gitlab.com/api/user_email_addresses/
"""

from __future__ import annotations

from typing import NamedTuple

from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid,
    not_found,
    route,
)


class _Kind(NamedTuple):
    """A kind of thing that users have several of."""

    table: str
    title: str
    unique: str
    shown: dict[str, object]
    """Attributes and their defaults, in GitLab's order, below the id."""
    anybody: bool = False
    """Whether everyone may read those of others."""


_KINDS = {
    "keys": _Kind(
        "keys",
        "Key",
        "key",
        {
            "title": "",
            "created_at": None,
            "expires_at": None,
            "last_used_at": None,
            "key": "",
            "usage_type": "auth_and_signing",
        },
        anybody=True,
    ),
    "gpg_keys": _Kind("gpg_keys", "GPG Key", "key", {"key": "", "created_at": None}, anybody=True),
    "emails": _Kind("emails", "Email", "email", {"email": "", "confirmed_at": None}),
}
_READ_USER = ("read_user",)
_GPG = ("-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----END PGP PUBLIC KEY BLOCK-----")
_PATHS = tuple(f"/{whose}/{kind}" for whose in ("user", "users/:user_id") for kind in _KINDS)


def index(ctx: Context) -> Answer:
    kind, owner = _kind(ctx), _owner(ctx, reading=True)
    return ctx.paginate(ctx.store.select(kind.table, user_id=owner["id"]), _shown)


def show(ctx: Context) -> Json:
    return _shown(ctx, _found(ctx, _owner(ctx, reading=True)))


def create(ctx: Context) -> Json:
    kind, owner = _kind(ctx), _owner(ctx)
    value = str(ctx.params[kind.unique]).strip()
    if kind.table == "keys" and not value.startswith(("ssh-", "ecdsa-", "sk-")):
        raise invalid(key=["must be a supported public key."])
    if kind.table == "gpg_keys" and not value.startswith(_GPG[0]):
        text = f"A valid public GPG key begins with '{_GPG[0]}' and ends with '{_GPG[1]}'"
        raise invalid(key=[f"is invalid. {text}"])
    if kind.table == "emails" and "@" not in value:
        raise invalid(email=["is invalid"])
    if ctx.store.first(kind.table, **{kind.unique: value}):
        name = "fingerprint_sha256" if kind.table == "keys" else kind.unique
        raise invalid(**{name: ["has already been taken"]})
    sent = {name: ctx.params[name] for name in kind.shown if name in ctx.params}
    confirmed = ctx.now() if ctx.params.get("skip_confirmation") else None
    made = {"user_id": owner["id"], "created_at": ctx.now(), "confirmed_at": confirmed}
    return _shown(ctx, ctx.store.insert(kind.table, sent | made | {kind.unique: value}))


def delete(ctx: Context) -> None:
    ctx.store.delete(_kind(ctx).table, _found(ctx, _owner(ctx))["id"])


def revoke(ctx: Context) -> Answer:
    """It goes, and what it signed is no longer verified."""
    delete(ctx)
    return Answer(202)


for _path in _PATHS:
    _public = _path.startswith("/users") and "emails" not in _path
    route("GET", _path, params=PAGING, public=_public, scopes=_READ_USER)(index)
    route("POST", _path, params=[Param("expires_at", "moment")])(create)
    route("GET", f"{_path}/:key_id", params=[Param("key_id", "int")], scopes=_READ_USER)(show)
    route("DELETE", f"{_path}/:key_id", params=[Param("key_id", "int")])(delete)
    if "gpg" in _path:
        route("POST", f"{_path}/:key_id/revoke", params=[Param("key_id", "int")])(revoke)


def _kind(ctx: Context) -> _Kind:
    return next(kind for name, kind in _KINDS.items() if f"/{name}" in ctx.route.path)


def _owner(ctx: Context, *, reading: bool = False) -> Row:
    if "user_id" not in ctx.params:
        assert ctx.user is not None
        return ctx.user
    if not (reading and _kind(ctx).anybody):
        ctx.authenticated_as_admin()
    return ctx.find_user("user_id")


def _found(ctx: Context, owner: Row) -> Row:
    kind = _kind(ctx)
    row = ctx.store.first(kind.table, id=ctx.params["key_id"], user_id=owner["id"])
    if row is None:
        raise not_found(kind.title)
    return row


def _shown(ctx: Context, row: Row) -> Row:
    shown = _kind(ctx).shown
    return {"id": row["id"], **{name: row.get(name, value) for name, value in shown.items()}}
