"""Agents for Kubernetes, and the tokens by which they sign in.

https://docs.gitlab.com/api/cluster_agents/
"""

from __future__ import annotations

import re
import secrets

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.entities import project_identity
from gitlab.sandbox.rules import Row, bad_request

AGENTS = "/projects/:id/cluster_agents"
TOKENS = f"{AGENTS}/:agent_id/tokens"
_NAME = re.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_MOST_TOKENS = 2


def _prepare_agent(agents: Documents, before: Row, made: Row) -> None:
    if not _NAME.fullmatch(made["name"]) or len(made["name"]) > 63:
        text = (
            "Name can contain only lowercase letters, digits, and '-', but cannot start or end"
            " with '-'"
        )
        raise bad_request(f'["{text}"]')
    made["created_by_user_id"] = agents.ctx.user["id"] if agents.ctx.user else None


def _show_agent(agents: Documents, row: Row) -> Row:
    return {"config_project": project_identity(agents.ctx, agents.root.row or {})}


def _prepare_token(tokens: Documents, before: Row, made: Row) -> None:
    if tokens.own().count() >= _MOST_TOKENS:
        raise bad_request("An agent can have only two active tokens at a time")
    made |= {
        "agent_id": tokens.owner.id,
        "created_by_user_id": tokens.ctx.user["id"] if tokens.ctx.user else None,
        "status": "active",
        "token": f"glagent-{secrets.token_urlsafe(37)}",
    }


declare(
    Kind(
        thing="",
        unique=("name",),
        taken=lambda row: bad_request('["Name has already been taken"]'),
        param="agent_id",
        prepare=_prepare_agent,
        show=_show_agent,
    ),
    AGENTS,
)
declare(Kind(thing="", once=("token",), prepare=_prepare_token), TOKENS)
