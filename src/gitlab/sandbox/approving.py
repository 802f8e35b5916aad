"""Approvals of merge requests: which rules hold for one, who may approve it, what is missing.

https://docs.gitlab.com/user/project/merge_requests/approvals/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access, protection
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.entities.groups import group_basic

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Store

__all__ = [
    "SETTINGS",
    "Approving",
    "approvals_after_push",
    "eligible",
    "rule_fields",
    "setting",
]

SETTINGS: dict[str, tuple[str, bool, bool]] = {
    "allow_author_approval": ("merge_requests_author_approval", False, False),
    "allow_committer_approval": ("merge_requests_disable_committers_approval", True, False),
    "allow_overrides_to_approver_list_per_merge_request": (
        "disable_overriding_approvers_per_merge_request",
        True,
        False,
    ),
    "retain_approvals_on_push": ("reset_approvals_on_push", True, True),
    "selective_code_owner_removals": ("selective_code_owner_removals", False, False),
    "require_password_to_approve": ("require_password_to_approve", False, False),
    "require_reauthentication_to_approve": ("require_reauthentication_to_approve", False, False),
}
"""A setting's name; what projects call it, whether that is the opposite, and what it is there at
first."""


def setting(store: Store, project: Row, name: str) -> tuple[bool, str | None]:
    """What a setting is in a project, and whose word that is: "group", or None for its own."""
    own, is_opposite, first = SETTINGS[name]
    value = project.get(own)
    value = (first if value is None else bool(value)) != is_opposite
    strict = name.startswith("require_")
    top = store.get("namespaces", access.lineage(store, project["namespace_id"])[-1]) or {}
    if (top.get("approval_settings") or {}).get(name) is strict:
        return strict, "group"
    return value, None


def approvals_after_push(store: Store, project: Row, request: Row) -> None:
    """Take back what was approved before a push, unless the project retains it."""
    if request.get("approvals") and not setting(store, project, "retain_approvals_on_push")[0]:
        store.update("documents", request["id"], approvals=[])


def eligible(store: Store, project: Row, rule: Row) -> list[int]:
    """The ids of those whom a rule names, by themselves or by their groups."""
    found = dict.fromkeys(rule.get("user_ids") or ())
    for id in rule.get("group_ids") or ():
        if group := store.get("namespaces", id):
            found |= dict.fromkeys(member["user_id"] for member in access.memberships(store, group))
    return sorted(found)


def rule_fields(ctx: Context, project: Row, rule: Row) -> dict[str, Any]:
    """The fields of an approval rule, wherever it hangs."""
    groups = [group for id in rule.get("group_ids") or () if (group := _group(ctx, id))]
    seen = [group for group in groups if ctx.can_read_group(group)]
    return {
        "name": rule["name"],
        "rule_type": rule["rule_type"],
        "report_type": rule.get("report_type"),
        "eligible_approvers": _users(ctx, eligible(ctx.store, project, rule)),
        "approvals_required": rule["approvals_required"],
        "users": _users(ctx, rule.get("user_ids") or ()),
        "groups": [group_basic(ctx, group) for group in seen],
        "contains_hidden_groups": len(seen) < len(groups),
    }


class Approving:
    """One merge request's approvals."""

    def __init__(self, ctx: Context, project: Row, request: Row) -> None:
        self.ctx, self.project, self.request = ctx, project, request
        own = list(self._rules("merge_requests", request["id"]))
        self.is_overwritten = bool(own)
        of_project = [] if own else list(self._rules("projects", project["id"]))
        self.rules = own + [rule for rule in of_project if self._holds(rule)] + self._of_groups()
        self.approvals: list[Row] = list(request.get("approvals") or ())
        self.approved_by = [approval["user_id"] for approval in self.approvals]

    # What is missing

    @property
    def required(self) -> int:
        return max((self._required(rule) for rule in self.rules), default=self.fallback)

    @property
    def fallback(self) -> int:
        """How many approvals it takes where there is no rule."""
        asked = self.request.get("approvals_before_merge")
        return max(int(asked or 0), int(self.project.get("approvals_before_merge") or 0))

    @property
    def left(self) -> int:
        fallback = 0 if self.rules else self.fallback - len(self.approvals)
        return max(fallback, sum(self.left_of(rule) for rule in self.rules), 0)

    def left_of(self, rule: Row) -> int:
        return max(self._required(rule) - len(self.approvers(rule)), 0)

    def approvers(self, rule: Row) -> list[int]:
        """Those whose approvals count for a rule."""
        if rule["rule_type"] == "any_approver":
            return self.approved_by
        named = eligible(self.ctx.store, self.project, rule)
        return [id for id in self.approved_by if id in named]

    # Who

    def may_approve(self, user: Row) -> bool:
        """Whether a user may, and did not yet.

        Where no approval is required, authors and committers may, as the rules that keep them from
        it are about required approvals.
        """
        if user["id"] in self.approved_by or self.request["state"] == "merged":
            return False
        level = access.access_level(self.ctx.store, user, self.project)
        is_named = any(
            user["id"] in eligible(self.ctx.store, self.project, rule) for rule in self.rules
        )
        if not access.is_admin(user) and level < access.DEVELOPER:
            return is_named and level >= access.PLANNER
        is_author = user["id"] == self.request["author_id"]
        return not is_author or self._authors_may()

    def _authors_may(self) -> bool:
        value, _ = setting(self.ctx.store, self.project, "allow_author_approval")
        is_set = self.project.get("merge_requests_author_approval") is not None
        return value or not (is_set or self.required)

    # Rules

    def _rules(self, owner: str, id: int) -> Any:
        place = {"doc_owner": owner, "doc_owner_id": id, "doc_kind": "approval_rules"}
        return self.ctx.store.select("documents", **place).order_by("id")

    def _of_groups(self) -> list[Row]:
        """Those of the groups above, which hold for protected branches."""
        store = self.ctx.store
        if not protection.rules(store, self.project, self.request["target_branch"]):
            return []
        above = access.lineage(store, self.project["namespace_id"])
        return [rule for id in above for rule in self._rules("namespaces", id)]

    def _holds(self, rule: Row) -> bool:
        """Whether a rule is for the target branch."""
        ids: list[int] = rule.get("protected_branch_ids") or []
        is_for_all = rule.get("applies_to_all_protected_branches")
        if not ids and not is_for_all:
            return True
        found = protection.rules(self.ctx.store, self.project, self.request["target_branch"])
        return bool(found) if is_for_all else any(row["id"] in ids for row in found)

    def _required(self, rule: Row) -> int:
        """No more than there are people who can."""
        if rule["rule_type"] == "any_approver":
            return int(rule["approvals_required"])
        named = eligible(self.ctx.store, self.project, rule)
        return min(int(rule["approvals_required"]), len(named))


def _users(ctx: Context, ids: Any) -> list[dict[str, Any]]:
    return [user_basic(ctx, user) for id in ids if (user := ctx.store.get("users", id))]


def _group(ctx: Context, id: int) -> Row | None:
    return ctx.store.first("namespaces", id=id, kind="group")
