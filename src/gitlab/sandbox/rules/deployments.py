"""Deployments to environments, and what reviewers say of them.

https://docs.gitlab.com/api/deployments/
"""

from __future__ import annotations

from collections.abc import Iterable

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.filters import filtered, ordered
from gitlab.sandbox.entities.deployments import deployment, environment_basic
from gitlab.sandbox.entities.users import user_basic
from gitlab.sandbox.git import Repository
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    needed,
    refused,
    route,
)
from gitlab.sandbox.rules.environments import deployments_to, find_or_create, placed

DEPLOYMENTS = "/projects/:id/deployments"
DEPLOYMENT = f"{DEPLOYMENTS}/:deployment_id"
_ID = Param("deployment_id", "int")
_FINISHED = ("success", "failed", "canceled")


def _show(deployments: Documents, row: Row) -> Row:
    ctx = deployments.ctx
    environment = ctx.store.get("documents", row["environment_id"])
    approvals = row.get("approvals", [])
    required = _required_approvals(deployments, row)
    approved = sum(approval["status"] == "approved" for approval in approvals)
    return {
        "deployable": deployment(ctx, row)["deployable"],
        "environment": environment_basic(environment) if environment else None,
        "approvals": approvals,
        "pending_approval_count": max(required - approved, 0),
        "approval_summary": {"rules": []},
    }


declare(Kind(thing="", show=_show), DEPLOYMENTS)


@route("GET", DEPLOYMENTS, params=PAGING, public=True)
def index(ctx: Context) -> Answer:
    """The oldest first, unless the request says otherwise."""
    rows = placed(ctx, DEPLOYMENTS).own()
    _refuse_costly(ctx.params)
    for name in ("updated_at", "finished_at"):
        what = name.removesuffix("_at")
        for limit, operator in (("after", ">="), ("before", "<=")):
            at = ctx.params.get(f"{what}_{limit}")
            if at is not None:
                rows = rows.where(f"json_extract(data, '$.{name}') {operator} ?", at)
    if status := ctx.params.get("status"):
        rows = rows.where("json_extract(data, '$.status') = ?", status)
    if (environment := ctx.params.get("environment")) is not None:
        named = "SELECT id FROM documents WHERE json_extract(data, '$.name') = ?"
        rows = rows.where(f"json_extract(data, '$.environment_id') IN ({named})", environment)
    order = ctx.params.get("order_by") or "id"
    key = "id" if order == "id" else f"json_extract(data, '$.{order}')"
    direction = "DESC" if ctx.params.get("sort") == "desc" else "ASC"
    return ctx.paginate(rows.order_by(f"{key} {direction}, id {direction}"), deployment)


def _refuse_costly(params: Row) -> None:
    """Filters by the end of a deployment go with that order, and with its success."""
    updated, finished = (
        any(params.get(f"{what}_{limit}") is not None for limit in ("after", "before"))
        for what in ("updated", "finished")
    )
    if updated and finished:
        raise bad_request("Both `updated_at` filter and `finished_at` filter can not be specified")
    if finished != (params.get("order_by") == "finished_at"):
        raise bad_request("`finished_at` filter and `finished_at` sorting must be paired")
    if finished and params.get("status") != "success":
        raise bad_request("`finished_at` filter must be combined with `success` status filter.")


@route("GET", DEPLOYMENT, params=[_ID], public=True)
def show(ctx: Context) -> Json:
    deployments = placed(ctx, DEPLOYMENTS)
    return deployments.shown(deployments.find(ctx.params["deployment_id"]))


@route("POST", DEPLOYMENTS, params=needed("environment", "sha", "ref"))
def create(ctx: Context) -> Json:
    deployments = placed(ctx, DEPLOYMENTS, access.DEVELOPER)
    params, repository = ctx.params, Repository(ctx.store, deployments.root.row or {})
    sha = repository.resolve(params["sha"])
    faults = {
        **({} if sha else {"sha": ["The commit does not exist"]}),
        **(
            {}
            if repository.resolve(params["ref"])
            else {"ref": ["The branch or tag does not exist"]}
        ),
    }
    if faults:
        raise invalid(**faults)
    environment = find_or_create(ctx, params["environment"])
    told: Row = {name: params[name] for name in ("sha", "ref", "tag", "status")}
    row = deployments.create(told | {"environment_id": environment["id"]} | _finish(ctx))
    _reopen(ctx, row)
    return deployments.shown(row, "create")


@route("PUT", DEPLOYMENT, params=[_ID])
def update(ctx: Context) -> Json:
    deployments, row = _find(ctx)
    row = deployments.change(row, {"status": ctx.params["status"]} | _finish(ctx))
    _reopen(ctx, row)
    return deployments.shown(row, "update")


def _finish(ctx: Context) -> Row:
    return {"finished_at": ctx.now() if ctx.params["status"] in _FINISHED else None}


def _reopen(ctx: Context, row: Row) -> None:
    """What has been deployed to is available, even if it was stopped."""
    if row["status"] == "success":
        ctx.store.update("documents", row["environment_id"], state="available")


@route("DELETE", DEPLOYMENT, params=[_ID])
def delete(ctx: Context) -> None:
    deployments, row = _find(ctx)
    if row["status"] == "running":
        raise refused(400, {"message": "Cannot destroy running deployment"})
    environment = ctx.store.get("documents", row["environment_id"])
    if environment:
        done = deployments_to(ctx, environment).where("json_extract(data, '$.status') = 'success'")
        last = done.first()
        if last and last["id"] == row["id"]:
            raise refused(400, {"message": "Deployment currently deployed to environment"})
    deployments.delete(row)


@route("POST", f"{DEPLOYMENT}/approval", params=[_ID])
def approve(ctx: Context) -> Json:
    """What a user says of a deployment to a protected environment; the last word counts."""
    deployments, row = _find(ctx)
    if not _required_approvals(deployments, row):
        raise refused(400, {"message": "This environment is not protected."})
    if row["status"] in _FINISHED:
        raise refused(400, {"message": "This deployment is not waiting for approvals."})
    assert ctx.user is not None
    said = {
        "user": user_basic(ctx, ctx.user),
        "status": ctx.params["status"],
        "created_at": ctx.now(),
        "comment": ctx.params.get("comment") or "",
    }
    others = [old for old in row.get("approvals", []) if old["user"]["id"] != ctx.user["id"]]
    ctx.store.update("documents", row["id"], approvals=[*others, said])
    return said


@route("GET", f"{DEPLOYMENT}/merge_requests", params=[*PAGING, _ID], public=True)
def merge_requests(ctx: Context) -> Answer:
    """Those that came to the environment with it, listed as the project lists them."""
    deployments = placed(ctx, DEPLOYMENTS)
    deployment = deployments.find(ctx.params["deployment_id"])
    requests = Documents(ctx, "/projects/:id/merge_requests")
    merged = requests.own().where("json_extract(data, '$.state') = 'merged'")
    rows = requests.own().where_in("id", _brought(deployments, deployment, merged))
    rows = filtered(ctx, requests.collection, rows)
    rows = ordered(requests.collection, rows, ctx.params)
    return ctx.paginate(rows, lambda _, row: requests.shown(row, "list"))


def _brought(deployments: Documents, row: Row, merged: Iterable[Row]) -> list[int]:
    """The ids of the merged requests that it has and no earlier one to the environment had.

    The first of all has just those that were merged into its branch.
    """
    if row["status"] != "success":
        return []
    repository = Repository(deployments.ctx.store, deployments.root.row or {})
    same = deployments.own().where("id < ?", row["id"])
    same = same.where("json_extract(data, '$.environment_id') = ?", row["environment_id"])
    before = [each["sha"] for each in same.where("json_extract(data, '$.status') = 'success'")]
    # Jobs of a seed may have deployed commits that the repository never had.
    known, new = (
        {commit.id for commit in repository.log(*filter(None, map(repository.resolve, shas)))}
        for shas in (before, [row["sha"]])
    )
    names = ("merge_commit_sha", "squash_commit_sha", "merged_head")
    return [
        request["id"]
        for request in merged
        if next((sha for name in names if (sha := request.get(name))), None) in new - known
        and (before or request["target_branch"] == row["ref"])
    ]


def _required_approvals(deployments: Documents, row: Row) -> int:
    """As many as the protection of the environment asks for."""
    environment = deployments.ctx.store.get("documents", row["environment_id"]) or {}
    protection = deployments.ctx.store.first(
        "documents",
        doc_owner="projects",
        doc_owner_id=deployments.root.id,
        doc_kind="protected_environments",
        doc_key=environment.get("name"),
    )
    return int((protection or {}).get("required_approval_count") or 0)


def _find(ctx: Context) -> tuple[Documents, Row]:
    deployments = placed(ctx, DEPLOYMENTS, access.DEVELOPER)
    return deployments, deployments.find(ctx.params["deployment_id"])
