"""Deploy tokens of projects and groups.

https://docs.gitlab.com/api/deploy_tokens/
"""

from __future__ import annotations

import secrets

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.roles import ADMIN
from gitlab.sandbox.rules import PAGING, Answer, Context, Param, Row, invalid_parameter, route
from gitlab.sandbox.store import Selection

PROJECT, GROUP = "/projects/:id/deploy_tokens", "/groups/:id/deploy_tokens"
_ACTIVE = Param("active", "bool")


def _prepare(tokens: Documents, before: Row, made: Row) -> None:
    if not made.get("scopes"):
        raise invalid_parameter("scopes is empty")
    made["token"] = f"gldt-{secrets.token_urlsafe(15)}"
    number = tokens.ctx.store.count_on("deploy tokens")
    made["username"] = made.get("username") or f"gitlab+deploy-token-{number}"


def _show(tokens: Documents, row: Row) -> Row:
    return {"revoked": row.get("revoked", False), "expired": not _is_current(tokens, row)}


def _is_current(tokens: Documents, row: Row) -> bool:
    return not row.get("expires_at") or str(row["expires_at"])[:10] > tokens.ctx.store.today()


def _active(tokens: Documents) -> Selection:
    """Only the active ones, or only the others, when the request says so."""
    wanted = tokens.ctx.params.get("active")
    own = tokens.own() if tokens.root.row else tokens.ctx.store.select("documents")
    own = own.where("doc_kind = 'deploy_tokens'")
    if wanted is None:
        return own
    live = "coalesce(substr(json_extract(data, '$.expires_at'), 1, 10) > ?, 1)"
    return own.where(live if wanted else f"NOT {live}", tokens.ctx.store.today())


TOKENS = Kind(
    params=(Param("expires_at", "moment"),),
    thing="Deploy Token",
    once=("token",),
    prepare=_prepare,
    show=_show,
    select=_active,
)
declare(TOKENS, PROJECT, GROUP)
declare(TOKENS._replace(read=ADMIN), "/deploy_tokens")


@route("GET", "/deploy_tokens", params=[*PAGING, _ACTIVE])
def index(ctx: Context) -> Answer:
    """All of the instance."""
    return Documents(ctx, "/deploy_tokens").listed()
