"""The programs that issues and snippets were made with, as administrators see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.sandbox.answers import not_found

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["told_user_agent", "user_agent_detail"]


def user_agent_detail(ctx: Context) -> Row | None:
    """To be kept with what the request makes; None where the program gave no name."""
    name = ctx.request.headers.get("user-agent")
    if not name:
        return None
    return {"user_agent": name, "ip_address": "127.0.0.1", "akismet_submitted": False}


def told_user_agent(row: Row) -> Row:
    found: Row | None = row.get("user_agent_detail")
    if found is None:
        raise not_found("UserAgentDetail")
    return found
