"""Merge requests that are merged when their pipelines succeed.

https://docs.gitlab.com/user/project/merge_requests/auto_merge/
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gitlab.sandbox.answers import Refused
from gitlab.sandbox.auth import Caller
from gitlab.sandbox.context import Context
from gitlab.sandbox.request import ApiRequest
from gitlab.sandbox.routes import router

if TYPE_CHECKING:
    from gitlab.sandbox.store import Row, Store

__all__ = ["STOPPED", "merge_waiting", "waiting_for"]

STOPPED: dict[str, object] = {
    "merge_when_pipeline_succeeds": False,
    "merge_user_id": None,
    "auto_merge": None,
}
"""What a merge request is that waits no longer."""
_WISHES = (
    *("squash", "merge_commit_message", "squash_commit_message", "should_remove_source_branch"),
    "sha",
)


def waiting_for(ctx: Context, pipeline: Row) -> Row:
    """What is to be noted of a merge request that the caller lets wait for a pipeline."""
    assert ctx.user is not None
    wishes = {name: ctx.params[name] for name in _WISHES if name in ctx.params}
    kept: Row = {"wishes": wishes, "url": ctx.request.base_url}
    return {
        "merge_when_pipeline_succeeds": True,
        "merge_user_id": ctx.user["id"],
        "auto_merge": kept | {"sha": pipeline["sha"]},
    }


def merge_waiting(store: Store, pipeline: Row) -> None:
    """Merge, as those who asked for it, what waited for a pipeline; the others wait on."""
    rows = store.select("documents", doc_owner="projects", doc_kind="merge_requests")
    rows = rows.where("json_extract(data, '$.state') = 'opened'")
    for row in list(rows.where("json_extract(data, '$.auto_merge.sha') = ?", pipeline["sha"])):
        if pipeline["project_id"] in (row["source_project_id"], row["target_project_id"]):
            _merge(store, row)


def _merge(store: Store, row: Row) -> None:
    method, path = "PUT", "/projects/:/merge_requests/:/merge"
    route = router().by_shape[method, path]
    place = (row["target_project_id"], row["iid"])
    params = dict(zip(route.placeholders, place, strict=True)) | row["auto_merge"]["wishes"]
    request = ApiRequest(method, path, "", {}, params, row["auto_merge"]["url"])
    caller = Caller(store.get("users", row["merge_user_id"]))
    with suppress(Refused):
        route.rule(Context(store, request, route, params, caller, store.version))
