"""Merge request approval settings: what may undo or replace approvals, and who decides that."""

from __future__ import annotations

from typing import Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, UpdateMixin

__all__ = [
    "GroupMergeRequestApprovalSettings",
    "GroupMergeRequestApprovalSettingsManager",
    "MergeRequestApprovalSettingsUpdate",
    "ProjectMergeRequestApprovalSettings",
    "ProjectMergeRequestApprovalSettingsManager",
]


class ApprovalSetting(TypedDict):
    """A setting, and whether a group above or the instance holds it fast."""

    value: bool
    locked: bool
    inherited_from: Literal["instance", "group"] | None


class MergeRequestApprovalSettingsUpdate(TypedDict, total=False):
    allow_author_approval: bool
    allow_committer_approval: bool
    allow_overrides_to_approver_list_per_merge_request: bool
    retain_approvals_on_push: bool
    selective_code_owner_removals: bool
    require_password_to_approve: bool
    require_reauthentication_to_approve: bool


class ApprovalSettingFields:
    """The settings. `manager.update(new_data={...})` changes them by their names."""

    allow_author_approval: ApprovalSetting
    allow_committer_approval: ApprovalSetting
    allow_overrides_to_approver_list_per_merge_request: ApprovalSetting
    retain_approvals_on_push: ApprovalSetting
    selective_code_owner_removals: ApprovalSetting
    require_password_to_approve: ApprovalSetting
    require_reauthentication_to_approve: ApprovalSetting


class GroupMergeRequestApprovalSettings(ApprovalSettingFields, RESTObject):
    """How approvals work in a top-level group's projects."""

    _id_attr = None


class GroupMergeRequestApprovalSettingsManager(
    GetWithoutIdMixin[GroupMergeRequestApprovalSettings],
    UpdateMixin[GroupMergeRequestApprovalSettings, MergeRequestApprovalSettingsUpdate],
):
    """https://docs.gitlab.com/api/merge_request_approval_settings/"""

    _path = "/groups/{group_id}/merge_request_approval_setting"
    _from_parent_attrs = {"group_id": "id"}


class ProjectMergeRequestApprovalSettings(ApprovalSettingFields, RESTObject):
    """How approvals work in a project."""

    _id_attr = None


class ProjectMergeRequestApprovalSettingsManager(
    GetWithoutIdMixin[ProjectMergeRequestApprovalSettings],
    UpdateMixin[ProjectMergeRequestApprovalSettings, MergeRequestApprovalSettingsUpdate],
):
    """https://docs.gitlab.com/api/merge_request_approval_settings/"""

    _path = "/projects/{project_id}/merge_request_approval_setting"
    _from_parent_attrs = {"project_id": "id"}
