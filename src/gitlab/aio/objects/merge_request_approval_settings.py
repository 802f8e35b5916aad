# Generated from src/gitlab/v4/objects/merge_request_approval_settings.py by tools/gen_async.py; edit that file.
"""Merge request approval settings: what may undo or replace approvals, and who decides that."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, UpdateMixin
from gitlab.v4.objects.merge_request_approval_settings import (
    ApprovalSettingFields,
    MergeRequestApprovalSettingsUpdate,
)

__all__ = [
    "GroupMergeRequestApprovalSettings",
    "GroupMergeRequestApprovalSettingsManager",
    "MergeRequestApprovalSettingsUpdate",
    "ProjectMergeRequestApprovalSettings",
    "ProjectMergeRequestApprovalSettingsManager",
]


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
