"""Approvals of merge requests: the rules of groups and projects, and who approved what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core.flow import Flow, ask
from gitlab._listing import listing
from gitlab._walk import every_item
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import GroupBasic, ProtectedRefAccess, UserBasic
    from gitlab.v4.objects._issuable_entities import MergeRequestState

__all__ = [
    "GroupApprovalRule",
    "GroupApprovalRuleCreate",
    "GroupApprovalRuleManager",
    "GroupApprovalRuleUpdate",
    "ProjectApproval",
    "ProjectApprovalManager",
    "ProjectApprovalRule",
    "ProjectApprovalRuleCreate",
    "ProjectApprovalRuleManager",
    "ProjectApprovalRuleUpdate",
    "ProjectApprovalUpdate",
    "ProjectMergeRequestApproval",
    "ProjectMergeRequestApprovalManager",
    "ProjectMergeRequestApprovalRule",
    "ProjectMergeRequestApprovalRuleCreate",
    "ProjectMergeRequestApprovalRuleManager",
    "ProjectMergeRequestApprovalRuleUpdate",
    "ProjectMergeRequestApprovalState",
    "ProjectMergeRequestApprovalStateManager",
    "ProjectMergeRequestApprovalUpdate",
]

ReportType = Literal["code_coverage", "license_scanning", "scan_finding", "any_merge_request"]
RuleType = Literal["any_approver", "code_owner", "regular", "report_approver"]
NewRuleType = Literal["any_approver", "regular", "report_approver"]


class ProtectedBranch(TypedDict, total=False):
    """A protected branch as approval rules and status checks name it."""

    id: int
    name: str
    push_access_levels: list[ProtectedRefAccess]
    merge_access_levels: list[ProtectedRefAccess]
    allow_force_push: bool
    unprotect_access_levels: list[ProtectedRefAccess]
    code_owner_approval_required: bool
    inherited: bool


class SourceRule(TypedDict):
    """The project's rule that a rule of a merge request comes from."""

    approvals_required: int


class ApprovalRuleShort(TypedDict):
    id: int
    name: str
    rule_type: RuleType


class Approver(TypedDict):
    """A user who may approve."""

    user: UserBasic


class ApproverGroup(TypedDict):
    """A group whose members may approve."""

    group: GroupBasic


class Approval(TypedDict):
    """Who approved, and when."""

    user: UserBasic
    approved_at: str


class ApprovalRuleState(TypedDict, total=False):
    """A rule as it applies to a merge request, and who approved it."""

    id: int
    name: str
    rule_type: RuleType
    eligible_approvers: list[UserBasic]
    approvals_required: int
    users: list[UserBasic]
    groups: list[GroupBasic]
    contains_hidden_groups: bool
    report_type: ReportType | None
    section: str | None
    source_rule: SourceRule | None
    overridden: bool
    code_owner: bool
    approved_by: list[UserBasic]
    approved: bool


class ApprovalRuleFields:
    """The attributes of every approval rule that GitLab answers."""

    id: int
    name: str
    rule_type: RuleType
    report_type: ReportType | None
    eligible_approvers: list[UserBasic]
    approvals_required: int
    users: list[UserBasic]
    groups: list[GroupBasic]
    contains_hidden_groups: bool


class BranchRuleFields(ApprovalRuleFields):
    """The attributes of the rules that hold for branches."""

    protected_branches: list[ProtectedBranch]
    applies_to_all_protected_branches: bool


class GroupApprovalRuleCreate(TypedDict, total=False):
    name: Required[str]
    approvals_required: Required[int]
    group_ids: list[int]
    rule_type: NewRuleType
    user_ids: list[int]


class GroupApprovalRuleUpdate(TypedDict, total=False):
    approvals_required: int
    group_ids: list[int]
    name: str
    rule_type: NewRuleType
    user_ids: list[int]


class GroupApprovalRule(SaveMixin, BranchRuleFields, RESTObject):
    """Who has to approve in all projects of a top-level group."""

    _repr_attr = "name"


class GroupApprovalRuleManager(
    RetrieveMixin[GroupApprovalRule],
    CreateMixin[GroupApprovalRule, GroupApprovalRuleCreate],
    UpdateMixin[GroupApprovalRule, GroupApprovalRuleUpdate],
):
    """https://docs.gitlab.com/api/merge_request_approvals/"""

    _path = "/groups/{group_id}/approval_rules"
    _from_parent_attrs = {"group_id": "id"}


class ProjectApprovalUpdate(TypedDict, total=False):
    approvals_before_merge: int
    disable_overriding_approvers_per_merge_request: bool
    merge_requests_author_approval: bool
    merge_requests_disable_committers_approval: bool
    require_password_to_approve: bool
    require_reauthentication_to_approve: bool
    reset_approvals_on_push: bool
    selective_code_owner_removals: bool


class ProjectApproval(SaveMixin, RESTObject):
    """How approvals work in a project: whose count, and what takes them back."""

    _id_attr = None

    approvers: list[Approver]
    approver_groups: list[ApproverGroup]
    approvals_before_merge: int
    reset_approvals_on_push: bool
    selective_code_owner_removals: bool
    disable_overriding_approvers_per_merge_request: bool
    merge_requests_author_approval: bool
    merge_requests_disable_committers_approval: bool
    require_password_to_approve: bool
    require_reauthentication_to_approve: bool


class ProjectApprovalManager(
    GetWithoutIdMixin[ProjectApproval], UpdateMixin[ProjectApproval, ProjectApprovalUpdate]
):
    """https://docs.gitlab.com/api/merge_request_approvals/"""

    _path = "/projects/{project_id}/approvals"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.POST


class VulnerabilityConditions(TypedDict, total=False):
    """What the rule `Vulnerability-Check` looks at."""

    scanners: list[str]
    severity_levels: list[str]
    vulnerabilities_allowed: int
    vulnerability_states: list[str]


class ProjectApprovalRuleCreate(VulnerabilityConditions, total=False):
    name: Required[str]
    approvals_required: Required[int]
    applies_to_all_protected_branches: bool
    group_ids: list[int]
    protected_branch_ids: list[int]
    report_type: Literal["code_coverage"]
    rule_type: NewRuleType
    user_ids: list[int]
    usernames: list[str]


class ProjectApprovalRuleUpdate(VulnerabilityConditions, total=False):
    applies_to_all_protected_branches: bool
    approvals_required: int
    group_ids: list[int]
    name: str
    protected_branch_ids: list[int]
    remove_hidden_groups: bool
    user_ids: list[int]
    usernames: list[str]


class ProjectApprovalRule(SaveMixin, ObjectDeleteMixin, BranchRuleFields, RESTObject):
    """Who has to approve the merge requests of a project."""

    _repr_attr = "name"

    coverage_minimum_threshold: float | None


class ProjectApprovalRuleManager(
    RetrieveMixin[ProjectApprovalRule],
    CreateMixin[ProjectApprovalRule, ProjectApprovalRuleCreate],
    UpdateMixin[ProjectApprovalRule, ProjectApprovalRuleUpdate],
    DeleteMixin[ProjectApprovalRule],
):
    """https://docs.gitlab.com/api/merge_request_approvals/"""

    _path = "/projects/{project_id}/approval_rules"
    _from_parent_attrs = {"project_id": "id"}


class ProjectMergeRequestApprovalUpdate(TypedDict):
    approvals_required: int


class ProjectMergeRequestApproval(SaveMixin, RESTObject):
    """Who approved a merge request, and what is missing."""

    _id_attr = None

    id: int
    iid: int
    project_id: int
    title: str
    description: str | None
    state: MergeRequestState
    created_at: str
    updated_at: str
    merge_status: str
    approved: bool
    approvals_required: int
    approvals_left: int
    require_password_to_approve: bool
    approved_by: list[Approval]
    suggested_approvers: list[UserBasic]
    approvers: list[Approver]
    approver_groups: list[ApproverGroup]
    user_has_approved: bool
    user_can_approve: bool
    approval_rules_left: list[ApprovalRuleShort]
    has_approval_rules: bool
    merge_request_approvers_available: bool
    multiple_approval_rules_available: bool
    invalid_approvers_rules: list[ApprovalRuleShort]


class ProjectMergeRequestApprovalManager(
    GetWithoutIdMixin[ProjectMergeRequestApproval],
    UpdateMixin[ProjectMergeRequestApproval, ProjectMergeRequestApprovalUpdate],
):
    """https://docs.gitlab.com/api/merge_request_approvals/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/approvals"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
    _update_method = UpdateMethod.POST

    def set_approvers(
        self,
        approvals_required: int,
        approver_ids: list[int] | None = None,
        approver_group_ids: list[int] | None = None,
        approval_rule_name: str = "name",
        *,
        approver_usernames: list[str] | None = None,
        **kwargs: Any,
    ) -> ProjectMergeRequestApprovalRule:
        """Make the merge request's rule of this name what the arguments say, or create it.

        Raises GitlabListError when the rules cannot be listed, then GitlabUpdateError or
        GitlabCreateError.
        """
        wanted = {
            "name": approval_rule_name,
            "approvals_required": approvals_required,
            "user_ids": approver_ids or [],
            "group_ids": approver_group_ids or [],
            "usernames": approver_usernames or [],
        }
        return self._run(self._set_approvers(wanted, kwargs))

    def _set_approvers(
        self, wanted: dict[str, Any], kwargs: dict[str, Any]
    ) -> Flow[ProjectMergeRequestApprovalRule]:
        rules = ProjectMergeRequestApprovalRuleManager(self.gitlab, self._parent)
        every_rule = listing(rules.path, {}, {}, error=exc.GitlabListError)
        for attrs in (yield from every_item(every_rule, self.gitlab)):
            if attrs["name"] == wanted["name"]:
                rule = rules._make_listed(attrs)
                sent = {**rule._sendable(), **wanted}
                answer = yield from ask(rules._update(rule.id, sent, kwargs))
                rule._take_over(answer, sent)
                return rule
        new = {**wanted, "rule_type": "regular"}
        return (yield from ask(rules._create_call(new, kwargs)))


class ProjectMergeRequestApprovalRuleCreate(TypedDict, total=False):
    name: Required[str]
    approvals_required: Required[int]
    approval_project_rule_id: int
    group_ids: list[int]
    rule_type: NewRuleType
    user_ids: list[int]
    usernames: list[str]


class ProjectMergeRequestApprovalRuleUpdate(TypedDict, total=False):
    id: Required[int]
    merge_request_iid: Required[int]
    name: Required[str]
    approvals_required: Required[int]
    group_ids: list[int]
    remove_hidden_groups: bool
    user_ids: list[int]
    usernames: list[str]


class ProjectMergeRequestApprovalRule(SaveMixin, ObjectDeleteMixin, ApprovalRuleFields, RESTObject):
    """Who has to approve a merge request, by a rule of the project or of its own."""

    _repr_attr = "name"

    section: str | None
    source_rule: SourceRule | None
    overridden: bool


class ProjectMergeRequestApprovalRuleManager(
    CRUDMixin[
        ProjectMergeRequestApprovalRule,
        ProjectMergeRequestApprovalRuleCreate,
        ProjectMergeRequestApprovalRuleUpdate,
    ]
):
    """https://docs.gitlab.com/api/merge_request_approvals/"""

    _path = "/projects/{project_id}/merge_requests/{merge_request_iid}/approval_rules"
    _from_parent_attrs = {"project_id": "project_id", "merge_request_iid": "iid"}


class ProjectMergeRequestApprovalState(RESTObject):
    """The rules of a merge request, each with those who approved."""

    approval_rules_overwritten: bool
    rules: list[ApprovalRuleState]


class ProjectMergeRequestApprovalStateManager(GetWithoutIdMixin[ProjectMergeRequestApprovalState]):
    """https://docs.gitlab.com/api/merge_request_approvals/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/approval_state"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
