"""Webhooks of projects, of groups and of the instance. The sandbox keeps them and calls none.

https://docs.gitlab.com/api/project_webhooks/
https://docs.gitlab.com/api/group_webhooks/
https://docs.gitlab.com/api/system_hooks/
"""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import urlsplit

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Param,
    Row,
    missing,
    needed,
    not_found,
    refused,
    route,
)

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


# One at a time ------------------------------------------------------------------------------------

_TRIGGERS = (
    "confidential_issues_events confidential_note_events deployment_events emoji_events"
    " feature_flag_events issues_events job_events merge_requests_events milestone_events"
    " note_events pipeline_events push_events releases_events resource_access_token_events"
    " tag_push_events vulnerability_events wiki_page_events"
)
_TRIGGER = Param("trigger", f"Literal[{', '.join(map(repr, _TRIGGERS.split()))}]")
_HOOK_ID = Param("hook_id", "int")
_NEEDED = {
    "issues_events": "issues",
    "confidential_issues_events": "issues",
    "merge_requests_events": "merge_requests",
}


def test(ctx: Context) -> NoReturn:
    """GitLab calls the receiver, if there is anything to tell; the sandbox calls nobody."""
    hooks = Documents(ctx, ctx.route.path.partition("/:hook_id")[0], write=True)
    hooks.find(ctx.params["hook_id"])
    kind = _NEEDED.get(ctx.params["trigger"])
    if kind and hooks.root.table == "projects":
        found = ctx.store.select("documents", doc_owner="projects", doc_owner_id=hooks.root.id)
        if not found.where("doc_kind = ?", kind).exists():
            text = f"Ensure the project has {kind.replace('_', ' ')}."
            raise refused(422, {"message": text})
    raise refused(501, {"message": "501 Not Implemented - the sandbox calls no webhooks"})


def set_value(ctx: Context) -> None:
    """Add or change a header or a variable of the address."""
    _change(ctx, {"key": ctx.params["key"], "value": ctx.params["value"]})


def remove_value(ctx: Context) -> None:
    if not _change(ctx, None):
        raise not_found()


def _change(ctx: Context, pair: Row | None) -> bool:
    """Put a pair in the place of what its key had; whether it had anything."""
    hooks = Documents(ctx, ctx.route.path.partition("/:hook_id")[0], write=True)
    hook = hooks.find(ctx.params["hook_id"])
    name = ctx.route.path.split("/")[-2]
    before = hook.get(name) or []
    others = [each for each in before if each["key"] != ctx.params["key"]]
    hooks.change(hook, {name: [*others, *([pair] if pair else [])]})
    return len(others) < len(before)


def events(ctx: Context) -> Answer:
    """What was sent to the receiver: nothing, as the sandbox calls nobody."""
    _hook_of(ctx)
    return ctx.paginate([], lambda _, row: row)


def resend(ctx: Context) -> NoReturn:
    _hook_of(ctx)
    raise missing()


def _hook_of(ctx: Context) -> Row:
    hooks = Documents(ctx, ctx.route.path.partition("/:hook_id")[0], write=True)
    return hooks.find(ctx.params["hook_id"])


for _path in ("/projects/:id/hooks", "/groups/:id/hooks", "/hooks"):
    _hook = f"{_path}/:hook_id"
    if _path != "/hooks":
        route("POST", f"{_hook}/test/:trigger", params=[_HOOK_ID, _TRIGGER])(test)
        route("GET", f"{_hook}/events", params=[*PAGING, _HOOK_ID])(events)
        _log_id = Param("hook_log_id", "int")
        route("POST", f"{_hook}/events/:hook_log_id/resend", params=[_HOOK_ID, _log_id])(resend)
    for _name in _NAMED_VALUES:
        _params = [_HOOK_ID, *needed("value")]
        route("PUT", f"{_hook}/{_name}/:key", params=_params)(set_value)
        route("DELETE", f"{_hook}/{_name}/:key", params=[_HOOK_ID])(remove_value)
