"""Approval settings: the approval rules of a project, as its settings page has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import GroupBasic, UserBasic
    from gitlab.v4.objects.merge_request_approvals import ProtectedBranch

__all__ = [
    "ProjectApprovalSettings",
    "ProjectApprovalSettingsManager",
    "ProjectApprovalSettingsRule",
    "ProjectApprovalSettingsRuleCreate",
    "ProjectApprovalSettingsRuleManager",
    "ProjectApprovalSettingsRuleUpdate",
    "ProjectMergeRequestApprovalRuleSettings",
    "ProjectMergeRequestApprovalRuleSettingsManager",
]


class ProjectApprovalSettings(RESTObject):
    """How many approvals merge requests need without a rule, and the rules.

    `get(target_branch="main")` leaves out the rules of other branches.
    """

    _id_attr = None

    fallback_approvals_required: int
    rules: list[dict[str, Any]]


class ProjectApprovalSettingsManager(GetWithoutIdMixin[ProjectApprovalSettings]):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    GitLab's own pages use it: `project.approvalrules` is the documented way.
    """

    _path = "/projects/{project_id}/approval_settings"
    _from_parent_attrs = {"project_id": "id"}


class RuleSettings(TypedDict, total=False):
    """Who is to approve, where, and for which findings."""

    users: list[int]
    user_ids: list[int]
    groups: list[int]
    group_ids: list[int]
    usernames: list[str]
    protected_branch_ids: list[int]
    applies_to_all_protected_branches: bool
    vulnerabilities_allowed: int
    scanners: list[str]
    severity_levels: list[str]
    vulnerability_states: list[str]


class ProjectApprovalSettingsRuleCreate(RuleSettings, total=False):
    name: Required[str]
    approvals_required: Required[int]
    rule_type: str
    report_type: Literal["code_coverage"]


class ProjectApprovalSettingsRuleUpdate(RuleSettings, total=False):
    name: str
    approvals_required: int
    remove_hidden_groups: bool


class ProjectApprovalSettingsRule(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A rule that says how many of whom must approve."""

    id: int
    name: str
    rule_type: str
    report_type: str | None
    approvals_required: int
    approvers: list[UserBasic]
    users: list[UserBasic]
    groups: list[GroupBasic]
    contains_hidden_groups: bool
    protected_branches: list[ProtectedBranch]
    applies_to_all_protected_branches: bool
    coverage_minimum_threshold: float | None
    scanners: list[str]
    severity_levels: list[str]
    vulnerabilities_allowed: int
    vulnerability_states: list[str]


class ProjectApprovalSettingsRuleManager(
    CreateMixin[ProjectApprovalSettingsRule, ProjectApprovalSettingsRuleCreate],
    UpdateMixin[ProjectApprovalSettingsRule, ProjectApprovalSettingsRuleUpdate],
    DeleteMixin[ProjectApprovalSettingsRule],
):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/"""

    _path = "/projects/{project_id}/approval_settings/rules"
    _from_parent_attrs = {"project_id": "id"}


class ProjectMergeRequestApprovalRuleSettings(RESTObject):
    """The rules of a merge request, as its page has them.

    `get(target_branch="main")` leaves out the rules of other branches.
    """

    _id_attr = None

    fallback_approvals_required: int
    rules: list[dict[str, Any]]


class ProjectMergeRequestApprovalRuleSettingsManager(
    GetWithoutIdMixin[ProjectMergeRequestApprovalRuleSettings]
):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    GitLab's own pages use it: `merge_request.approval_state` is the documented way.
    """

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/approval_settings"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
