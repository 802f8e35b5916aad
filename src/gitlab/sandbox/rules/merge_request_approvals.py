"""Rules of who has to approve merge requests, and approvals.

https://docs.gitlab.com/api/merge_request_approvals/
"""

from __future__ import annotations

from itertools import chain

from gitlab.sandbox import access
from gitlab.sandbox.approving import Approving, rule_fields, setting
from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.git import Repository
from gitlab.sandbox.issuables import may_change, people
from gitlab.sandbox.merging import Merging
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    conflict,
    forbidden,
    invalid,
    missing,
    refused,
    route,
    unauthorized,
)

REQUESTS = "/projects/:id/merge_requests"
REQUEST = f"{REQUESTS}/:merge_request_iid"
_IID = Param("merge_request_iid", "int")
_RULES = "/projects/:id/approval_rules"
_OF_REQUEST = f"{REQUEST}/approval_rules"
_PROJECT = {
    "approvals_before_merge": 0,
    "reset_approvals_on_push": True,
    "selective_code_owner_removals": False,
    "disable_overriding_approvers_per_merge_request": False,
    "merge_requests_author_approval": False,
    "merge_requests_disable_committers_approval": False,
    "require_password_to_approve": False,
    "require_reauthentication_to_approve": False,
}
"""A project's settings, as they are until somebody changes them."""


# Of projects --------------------------------------------------------------------------------------


@route("GET", "/projects/:id/approvals")
def show_of_project(ctx: Context) -> Json:
    return _settings(ctx.find_project())


@route("POST", "/projects/:id/approvals")
def change_of_project(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    made = {name: value for name, value in ctx.params.items() if name in _PROJECT}
    wanted = project | made
    if wanted.get("selective_code_owner_removals") and wanted.get("reset_approvals_on_push", True):
        text = "selective_code_owner_removals can only be enabled when reset_approvals_on_push is"
        raise refused(422, {"message": f"{text} disabled"})
    return _settings(ctx.store.update("projects", project["id"], **made))


def _settings(project: Row) -> Row:
    kept = {name: project.get(name) for name in _PROJECT}
    own = {name: value for name, value in kept.items() if value is not None}
    return {"approvers": [], "approver_groups": [], **_PROJECT, **own}


# Rules --------------------------------------------------------------------------------------------


def _prepare(rules: Documents, before: Row, made: Row) -> None:
    _name_approvers(rules, made)
    row = before | made
    if not 0 <= (required := row["approvals_required"]) <= 100:
        bound = "greater than or equal to 0" if required < 0 else "less than or equal to 100"
        raise invalid(approvals_required=[f"must be {bound}"])
    if not row["name"]:
        raise invalid(name=["can't be blank"])
    if before:
        return
    names_somebody = made.get("user_ids") or made.get("group_ids")
    made["rule_type"] = rules.ctx.params.get("rule_type") or (
        "regular" if names_somebody else "any_approver"
    )
    others = rules.own().where("json_extract(data, '$.rule_type') = 'any_approver'")
    if made["rule_type"] == "any_approver" and others.exists():
        thing = {"projects": "project", "merge_requests": "merge request"}.get(rules.owner.table)
        text = f"any-approver for the {thing or 'group'} already exists"
        raise invalid(rule_type=[text])


def _name_approvers(rules: Documents, made: Row) -> None:
    """Users by ids and by names; of both, those who can have a say here."""
    store, root = rules.ctx.store, rules.root.row or {}
    given = [made.pop(name, None) for name in ("user_ids", "users")]
    if (names := made.pop("usernames", None)) is not None:
        found = (store.first("users", username=name) for name in names)
        given.append([user["id"] for user in found if user])
    if lists := [ids for ids in given if ids is not None]:
        users = (store.get("users", id) for id in dict.fromkeys(chain(*lists)))
        made["user_ids"] = [
            user["id"] for user in users if user and access.access_level(store, user, root)
        ]
    groups = made.pop("groups", None) if "group_ids" not in made else made["group_ids"]
    if groups is not None:
        found_groups = (store.first("namespaces", id=id, kind="group") for id in groups)
        made["group_ids"] = [
            group["id"] for group in found_groups if group and rules.ctx.can_read_group(group)
        ]


def _prepare_of_project(rules: Documents, before: Row, made: Row) -> None:
    _prepare(rules, before, made)
    ids = made.get("protected_branch_ids")
    if ids:
        known = _branches(rules.ctx, rules.root.row or {})
        made["protected_branch_ids"] = [id for id in ids if any(row["id"] == id for row in known)]


def _prepare_of_request(rules: Documents, before: Row, made: Row) -> None:
    ctx, project = rules.ctx, rules.root.row or {}
    request = ctx.store.get("documents", int(rules.owner.id)) or {}
    ctx.authorize(_may_change_rules(ctx, project, request))
    if not before and (id := made.pop("approval_project_rule_id", None)):
        source = Documents(ctx, _RULES).own().where("id = ?", id).first()
        if source is None:
            raise missing()
        copied = {name: source.get(name) for name in ("name", "user_ids", "group_ids")}
        made |= copied | {"approval_project_rule_id": id}
        ctx.params["rule_type"] = source["rule_type"]
    _prepare(rules, before, made)


def _may_change_rules(ctx: Context, project: Row, request: Row) -> bool:
    overrides = "allow_overrides_to_approver_list_per_merge_request"
    is_open, _ = setting(ctx.store, project, overrides)
    return is_open and may_change(ctx, project, request, access.DEVELOPER)


def _guard_of_request(rules: Documents, row: Row) -> None:
    request = rules.ctx.store.get("documents", int(rules.owner.id)) or {}
    if not _may_change_rules(rules.ctx, rules.root.row or {}, request):
        raise forbidden()


def _show(rules: Documents, row: Row) -> Row:
    shown = rule_fields(rules.ctx, rules.root.row or {}, row)
    if rules.root.table == "namespaces":
        return shown | {"protected_branches": [], "applies_to_all_protected_branches": True}
    is_for_all = bool(row.get("applies_to_all_protected_branches"))
    wanted = row.get("protected_branch_ids") or ()
    found = _branches(rules.ctx, rules.root.row or {})
    return shown | {
        "protected_branches": [
            _branch(branch) for branch in found if is_for_all or branch["id"] in wanted
        ],
        "applies_to_all_protected_branches": is_for_all,
    }


def _show_of_request(rules: Documents, row: Row) -> Row:
    return _of_request(rules.ctx, rules.root.row or {}, row)


def _of_request(ctx: Context, project: Row, row: Row) -> Row:
    source = ctx.store.get("documents", row.get("approval_project_rule_id"))
    shown = rule_fields(ctx, project, row)
    compared = ("name", "approvals_required", "user_ids", "group_ids")
    return shown | {
        "section": None,
        "source_rule": {"approvals_required": source["approvals_required"]} if source else None,
        "overridden": bool(source and any(source.get(k) != row.get(k) for k in compared)),
    }


def _branches(ctx: Context, project: Row) -> list[Row]:
    place = {"doc_owner": "projects", "doc_owner_id": project["id"]}
    return list(ctx.store.select("documents", **place, doc_kind="protected_branches"))


def _branch(row: Row) -> Row:
    names = "push_access_levels merge_access_levels allow_force_push unprotect_access_levels"
    kept = {name: row.get(name) for name in ("id", "name", *names.split())}
    return kept | {
        "code_owner_approval_required": bool(row.get("code_owner_approval_required")),
        "inherited": False,
    }


_RULE = Kind(
    thing="",
    param="approval_rule_id",
    order="id",
    unique=("name",),
    prepare=_prepare,
    show=_show,
)
declare(
    _RULE._replace(read=access.MAINTAINER, write=access.MAINTAINER), "/groups/:id/approval_rules"
)
_OF_PROJECT = _RULE._replace(prepare=_prepare_of_project)
declare(_OF_PROJECT, _RULES)
declare(
    _RULE._replace(
        write=SIGNED_IN,
        prepare=_prepare_of_request,
        guard=_guard_of_request,
        show=_show_of_request,
    ),
    _OF_REQUEST,
)
_OPTIONAL = [
    Param("approval_rule_id", "int"),
    Param("id"),
    Param("merge_request_iid", "int"),
    Param("name"),
    Param("approvals_required", "int"),
]


@route("PUT", f"{_OF_REQUEST}/:approval_rule_id", params=_OPTIONAL)
def change_rule_of_request(ctx: Context) -> Json:
    rules = Documents(ctx, _OF_REQUEST, write=True)
    return rules.shown(rules.change(rules.find(), sent(rules)), "update")


# As GitLab's own pages have them ------------------------------------------------------------------


@route("GET", "/projects/:id/approval_settings", params=[Param("target_branch")])
def show_settings(ctx: Context) -> Json:
    rules = Documents(ctx, _RULES)
    project = rules.root.row or {}
    fallback = int(project.get("approvals_before_merge") or 0)
    return {
        "fallback_approvals_required": fallback,
        "rules": [rules.shown(row) | {"approvers": []} for row in rules.own().order_by("id")],
    }


@route("POST", "/projects/:id/approval_settings/rules")
def create_rule(ctx: Context) -> Json:
    rules = Documents(ctx, _RULES, write=True)
    return rules.shown(rules.create(sent(rules)), "create")


@route("PUT", "/projects/:id/approval_settings/rules/:approval_rule_id")
def change_rule(ctx: Context) -> Json:
    rules = Documents(ctx, _RULES, write=True)
    return rules.shown(rules.change(rules.find(), sent(rules)), "update")


@route("DELETE", "/projects/:id/approval_settings/rules/:approval_rule_id")
def delete_rule(ctx: Context) -> None:
    rules = Documents(ctx, _RULES, write=True)
    rules.delete(rules.find())


# Of merge requests --------------------------------------------------------------------------------


def _found(ctx: Context) -> tuple[Documents, Row]:
    requests = Documents(ctx, REQUESTS)
    return requests, requests.find(ctx.params["merge_request_iid"])


def _shown(requests: Documents, request: Row) -> Json:
    ctx, project = requests.ctx, requests.root.row or {}
    user = ctx.user
    approving = Approving(ctx, project, request)
    names = "id iid title description state created_at updated_at"
    left = [rule for rule in approving.rules if approving.left_of(rule)]
    return {
        **{name: request.get(name) for name in names.split()},
        "project_id": project["id"],
        "merge_status": requests.shown(request)["merge_status"],
        "approved": not approving.left,
        "approvals_required": approving.required,
        "approvals_left": approving.left,
        "require_password_to_approve": setting(ctx.store, project, "require_password_to_approve")[
            0
        ],
        "approved_by": [
            {"user": shown, "approved_at": approval["approved_at"]}
            for approval in approving.approvals
            for shown in people(ctx, [approval["user_id"]])
        ],
        "suggested_approvers": [],
        "approvers": [],
        "approver_groups": [],
        "user_has_approved": user is not None and user["id"] in approving.approved_by,
        "user_can_approve": user is not None and approving.may_approve(user),
        "approval_rules_left": [
            {name: rule[name] for name in ("id", "name", "rule_type")} for rule in left
        ],
        "has_approval_rules": bool(approving.rules),
        "merge_request_approvers_available": True,
        "multiple_approval_rules_available": True,
        "invalid_approvers_rules": [],
    }


@route("GET", f"{REQUEST}/approvals", params=[_IID])
def show(ctx: Context) -> Json:
    return _shown(*_found(ctx))


@route("POST", f"{REQUEST}/approvals", params=[_IID])
def require(ctx: Context) -> Json:
    requests, request = _found(ctx)
    ctx.authorize(_may_change_rules(ctx, requests.root.row or {}, request))
    required = ctx.params["approvals_required"]
    request = ctx.store.update("documents", request["id"], approvals_before_merge=required)
    return _shown(requests, request)


@route("GET", f"{REQUEST}/approval_state", params=[_IID])
def state(ctx: Context) -> Json:
    requests, request = _found(ctx)
    return _state(ctx, requests.root.row or {}, request)


def _state(ctx: Context, project: Row, request: Row) -> Json:
    approving = Approving(ctx, project, request)
    return {
        "approval_rules_overwritten": approving.is_overwritten,
        "rules": [
            {
                "id": rule["id"],
                **_of_request(ctx, project, rule),
                "code_owner": False,
                "approved_by": people(ctx, approving.approvers(rule)),
                "approved": not approving.left_of(rule),
            }
            for rule in approving.rules
        ],
    }


@route("GET", f"{REQUEST}/approval_settings", params=[_IID, Param("target_branch")])
def settings_of_request(ctx: Context) -> Json:
    requests, request = _found(ctx)
    project = requests.root.row or {}
    approving = Approving(ctx, project, request)
    shown = [{"id": rule["id"], **_of_request(ctx, project, rule)} for rule in approving.rules]
    return {"fallback_approvals_required": approving.fallback, "rules": shown}


@route("POST", f"{REQUEST}/approve", params=[_IID, Param("sha"), Param("approval_password")])
def approve(ctx: Context) -> Json:
    requests, request = _found(ctx)
    project = requests.root.row or {}
    assert ctx.user is not None
    head = Merging(Repository(ctx.store, project), request).head
    if (sha := ctx.params.get("sha")) and sha != head:
        raise conflict(f"SHA does not match HEAD of source branch: {head}")
    asks, _ = setting(ctx.store, project, "require_password_to_approve")
    if asks and not ctx.params.get("approval_password"):
        raise unauthorized()
    approving = Approving(ctx, project, request)
    if not approving.may_approve(ctx.user):
        raise unauthorized()
    made = {"user_id": ctx.user["id"], "approved_at": ctx.now()}
    return _approved(requests, request, [*approving.approvals, made])


@route("POST", f"{REQUEST}/unapprove", params=[_IID])
def unapprove(ctx: Context) -> Json:
    requests, request = _found(ctx)
    assert ctx.user is not None
    given: list[Row] = request.get("approvals") or []
    others = [approval for approval in given if approval["user_id"] != ctx.user["id"]]
    if len(others) == len(given):
        raise missing()
    return _approved(requests, request, others)


@route("PUT", f"{REQUEST}/reset_approvals", params=[_IID])
def reset(ctx: Context) -> Answer:
    """For the users of project and group access tokens alone."""
    _, request = _found(ctx)
    if ctx.user is None or not ctx.user.get("bot"):
        raise unauthorized()
    ctx.store.update("documents", request["id"], approvals=[])
    return Answer(202, None)


def _approved(requests: Documents, request: Row, approvals: list[Row]) -> Json:
    ctx = requests.ctx
    made = {"approvals": approvals, "updated_at": ctx.now()}
    return _shown(requests, ctx.store.update("documents", request["id"], **made))
