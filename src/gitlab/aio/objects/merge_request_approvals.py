# Generated from src/gitlab/v4/objects/merge_request_approvals.py by tools/gen_async.py; edit that file.
"""Approvals of merge requests: the rules of groups and projects, and who approved what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core.flow import Flow, ask
from gitlab._listing import listing
from gitlab._walk import every_item
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
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
from gitlab.v4.objects.merge_request_approvals import (
    Approval,
    ApprovalRuleFields,
    ApprovalRuleShort,
    ApprovalRuleState,
    Approver,
    ApproverGroup,
    BranchRuleFields,
    GroupApprovalRuleCreate,
    GroupApprovalRuleUpdate,
    ProjectApprovalRuleCreate,
    ProjectApprovalRuleUpdate,
    ProjectApprovalUpdate,
    ProjectMergeRequestApprovalRuleCreate,
    ProjectMergeRequestApprovalRuleUpdate,
    ProjectMergeRequestApprovalUpdate,
    SourceRule,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic
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

    async def set_approvers(
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
        return await self._run(self._set_approvers(wanted, kwargs))

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
