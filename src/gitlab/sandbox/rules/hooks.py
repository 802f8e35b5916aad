"""Webhooks of projects, of groups and of the instance. The sandbox keeps them and calls none.

https://docs.gitlab.com/api/project_webhooks/
https://docs.gitlab.com/api/group_webhooks/
https://docs.gitlab.com/api/system_hooks/
"""

from __future__ import annotations

from urllib.parse import urlsplit

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, refused

_LOCAL = ("localhost", "127.", "0.0.0.0", "::1")
_NAMED_VALUES = ("custom_headers", "url_variables")


def _prepare(hooks: Documents, before: Row, made: Row) -> None:
    url = urlsplit(str(made.get("url", before.get("url"))))
    host = url.hostname or ""
    if url.scheme not in ("http", "https") or not host or host.startswith(_LOCAL):
        raise refused(422, {"error": "Invalid url given"})


def _show(hooks: Documents, row: Row) -> Row:
    """Secrets are not shown; of headers and variables only the names are."""
    return {
        "token_present": bool(row.get("token")),
        **{name: [{"key": it["key"]} for it in row.get(name) or ()] for name in _NAMED_VALUES},
    }


_HOOK = Kind(
    thing="",
    defaults={
        "push_events": True,
        "enable_ssl_verification": True,
        "branch_filter_strategy": "wildcard",
        "alert_status": "executable",
    },
    prepare=_prepare,
    show=_show,
)
declare(_HOOK, "/projects/:id/hooks", "/groups/:id/hooks")
declare(
    _HOOK._replace(
        defaults={**_HOOK.defaults, "push_events": False, "repository_update_events": True}
    ),
    "/hooks",
)
