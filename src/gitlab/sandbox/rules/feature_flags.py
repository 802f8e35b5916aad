"""Feature flags of a project's own software, and the lists of its users.

https://docs.gitlab.com/api/feature_flags/
https://docs.gitlab.com/api/feature_flag_user_lists/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Param, Row, refused
from gitlab.sandbox.store import Selection

_STRATEGIES = (
    "default",
    "gradualRolloutUserId",
    "userWithId",
    "gitlabUserList",
    "flexibleRollout",
)


def _prepare(flags: Documents, before: Row, made: Row) -> None:
    sent = made.get("strategies")
    if sent is None:
        return
    known = {strategy["id"]: strategy for strategy in before.get("strategies", ())}
    for strategy in sent:
        if str(strategy.get("_destroy")).lower() in ("true", "1"):
            known.pop(int(strategy["id"]), None)
            continue
        if strategy.get("name", "default") not in _STRATEGIES:
            raise refused(400, {"message": ["Strategies name strategy name is invalid"]})
        id = int(strategy.get("id") or 0) or flags.ctx.store.count_on("strategies")
        known[id] = known.get(id, {}) | _strategy(flags, id, strategy)
    made["strategies"] = list(known.values())


def _strategy(flags: Documents, id: int, sent: Row) -> Row:
    """For all environments, unless it names some."""
    store = flags.ctx.store
    scopes = sent.get("scopes") or [{"environment_scope": "*"}]
    user_list = store.first("documents", id=sent.get("user_list_id") or 0)
    return {
        "id": id,
        "name": sent.get("name", "default"),
        "parameters": sent.get("parameters") or {},
        "scopes": [
            {
                "id": scope.get("id") or store.count_on("scopes"),
                "environment_scope": scope["environment_scope"],
            }
            for scope in scopes
        ],
        "user_list": user_list
        and {name: user_list[name] for name in ("id", "iid", "name", "user_xids")},
    }


def _taken(row: Row) -> Exception:
    return refused(400, {"message": ["Name has already been taken"]})


def _enabled(flags: Documents) -> Selection:
    """All, or those that are switched on or off."""
    scope = flags.ctx.params.get("scope")
    if scope is None:
        return flags.own()
    return flags.own().where("json_extract(data, '$.active') = ?", scope == "enabled")


declare(
    Kind(
        thing="",
        order="doc_key",
        taken=_taken,
        defaults={"version": "new_version_flag", "active": True},
        param="feature_flag_name",
        prepare=_prepare,
        select=_enabled,
    ),
    "/projects/:id/feature_flags",
)


def _show_list(lists: Documents, row: Row) -> Row:
    path = f"/{(lists.root.row or {})['full_path']}/-/feature_flags_user_lists/{row['iid']}"
    return {"path": path, "edit_path": f"{path}/edit"}


declare(
    Kind(thing="", unique=("name",), show=_show_list, params=(Param("user_xids"),)),
    "/projects/:id/feature_flags_user_lists",
)
