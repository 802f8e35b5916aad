"""Mirrors that a project would push to. The sandbox keeps them, and pushes nothing.

https://docs.gitlab.com/api/remote_mirrors/
"""

from __future__ import annotations

import re

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, invalid


def _prepare(mirrors: Documents, before: Row, made: Row) -> None:
    if not re.match(r"(https?|ssh|git)://\S+$", str((before | made).get("url", ""))):
        raise invalid(url=["is blocked: Only allowed schemes are http, https, ssh, git"])


def _show(mirrors: Documents, row: Row) -> Row:
    """Passwords in the address are not shown."""
    return {"url": re.sub(r"//[^/@]*@", "//*****:*****@", row["url"])}


declare(
    Kind(
        thing="",
        param="mirror_id",
        defaults={
            "auth_method": "password",
            "enabled": False,
            "host_keys": [],
            "keep_divergent_refs": False,
            "only_protected_branches": False,
            "update_status": "none",
        },
        prepare=_prepare,
        show=_show,
    ),
    "/projects/:id/remote_mirrors",
)
