"""External status checks: services that merge requests are shown to, and what these say of them.

Nothing is sent to the services.

https://docs.gitlab.com/api/status_checks/
"""

from __future__ import annotations

from gitlab.sandbox import access, protection
from gitlab.sandbox.clock import seconds_of
from gitlab.sandbox.deletion import ACCEPTED
from gitlab.sandbox.documents import ANYBODY, Documents, Kind, declare
from gitlab.sandbox.git import Repository
from gitlab.sandbox.merging import Merging
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    conflict,
    invalid,
    missing,
    refused,
    route,
)

REQUESTS = "/projects/:id/merge_requests"
REQUEST = f"{REQUESTS}/:merge_request_iid"
CHECKS = "/projects/:id/external_status_checks"
_IID = Param("merge_request_iid", "int")
_PATIENCE = 120
"""Seconds that a service may leave a check pending for, before it has failed."""


def _prepare(checks: Documents, before: Row, made: Row) -> None:
    row = before | made
    for name in ("name", "external_url"):
        if not row[name]:
            raise invalid(**{name: ["can't be blank"]})
        same = checks.own().where("id IS NOT ?", before.get("id"))
        if same.where(f"json_extract(data, '$.{name}') = ?", row[name]).exists():
            raise invalid(**{name: ["has already been taken"]})


def _show(checks: Documents, row: Row) -> Row:
    return _check(checks.ctx, checks.root.row or {}, row)


def _check(ctx: Context, project: Row, row: Row) -> Row:
    ids = row.get("protected_branch_ids") or ()
    kind = {"doc_kind": "protected_branches", "doc_owner_id": project["id"]}
    found = [ctx.store.first("documents", id=id, **kind) for id in ids]
    return {
        **{name: row[name] for name in ("id", "name", "external_url")},
        "project_id": project["id"],
        "hmac": bool(row.get("shared_secret")),
        "protected_branches": [_branch(project, branch) for branch in found if branch],
    }


def _branch(project: Row, row: Row) -> Row:
    kept = {name: row.get(name) for name in ("id", "name", "created_at", "updated_at")}
    return kept | {
        "project_id": project["id"],
        "code_owner_approval_required": bool(row.get("code_owner_approval_required")),
    }


declare(Kind(param="check_id", prepare=_prepare, show=_show), CHECKS)


# Of merge requests --------------------------------------------------------------------------------


class _Checking:
    """One merge request and the checks of its project."""

    def __init__(self, ctx: Context, level: int = ANYBODY) -> None:
        self.ctx = ctx
        self.requests = Documents(ctx, REQUESTS)
        self.request = self.requests.find(ctx.params["merge_request_iid"])
        self.project = self.requests.root.row or {}
        self.requests.demand(level)
        self.head = Merging(Repository(ctx.store, self.project), self.request).head

    def checks(self) -> list[Row]:
        """Those that are asked about the target branch."""
        branches = protection.rules(self.ctx.store, self.project, self.request["target_branch"])
        ids = {branch["id"] for branch in branches}
        place = {"doc_owner": "projects", "doc_owner_id": self.project["id"]}
        found = self.ctx.store.select("documents", **place, doc_kind="external_status_checks")
        return [
            check
            for check in found.order_by("id")
            if not (wanted := check.get("protected_branch_ids")) or ids & set(wanted)
        ]

    def check(self) -> Row:
        id = self.ctx.params["external_status_check_id"]
        for check in self.checks():
            if check["id"] == id:
                return check
        raise missing()

    def response(self, check: Row) -> Row | None:
        """The last word on the newest commit."""
        place = {"doc_owner": "merge_requests", "doc_owner_id": self.request["id"]}
        found = self.ctx.store.select("documents", **place, doc_kind="status_check_responses")
        found = found.where("json_extract(data, '$.sha') = ?", self.head)
        found = found.where("json_extract(data, '$.external_status_check_id') = ?", check["id"])
        return found.order_by("id DESC").first()

    def status(self, check: Row) -> str:
        response = self.response(check)
        if response is None:
            return "pending"
        status, since = response["status"], response["created_at"]
        if retried := response.get("retried_at"):
            status, since = "pending", retried
        is_late = self.ctx.store.clock() - seconds_of(since) > _PATIENCE
        return "failed" if status == "pending" and is_late else str(status)


@route("GET", f"{REQUEST}/status_checks", params=[*PAGING, _IID])
def index(ctx: Context) -> Answer:
    checking = _Checking(ctx)
    names = ("id", "name", "external_url")
    return ctx.paginate(
        checking.checks(),
        lambda _, row: {name: row[name] for name in names} | {"status": checking.status(row)},
    )


@route("POST", f"{REQUEST}/status_check_responses", params=[_IID])
def respond(ctx: Context) -> Json:
    checking = _Checking(ctx, access.DEVELOPER)
    check, params = checking.check(), ctx.params
    if params["sha"] != checking.head:
        raise conflict(f"SHA does not match HEAD of source branch: {checking.head}")
    said = {name: params[name] for name in ("external_status_check_id", "sha", "status")}
    place = {
        "doc_owner": "merge_requests",
        "doc_owner_id": checking.request["id"],
        "doc_kind": "status_check_responses",
    }
    made = ctx.store.insert("documents", place | said | {"created_at": ctx.now()})
    return {
        "id": made["id"],
        "merge_request": checking.requests.shown(checking.request),
        "external_status_check": _check(ctx, checking.project, check),
    }


@route(
    "POST",
    f"{REQUEST}/status_checks/:external_status_check_id/retry",
    params=[_IID, Param("external_status_check_id", "int")],
)
def retry(ctx: Context) -> Answer:
    checking = _Checking(ctx, access.DEVELOPER)
    check = checking.check()
    response = checking.response(check)
    if response is None or checking.status(check) != "failed":
        raise refused(422, {"message": "External status check must be failed"})
    ctx.store.update("documents", response["id"], retried_at=ctx.now())
    return ACCEPTED
