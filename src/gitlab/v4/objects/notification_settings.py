"""Notification settings: what the current user gets mail about."""

from __future__ import annotations

from typing import Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin

__all__ = [
    "GroupNotificationSettings",
    "GroupNotificationSettingsManager",
    "NotificationSettings",
    "NotificationSettingsManager",
    "NotificationSettingsUpdate",
    "ProjectNotificationSettings",
    "ProjectNotificationSettingsManager",
]

NotificationLevel = Literal["disabled", "participating", "watch", "global", "mention", "custom"]


class NotificationEvents(TypedDict, total=False):
    """What happens in GitLab, and whether there is mail about it. Only `custom` heeds them."""

    new_release: bool
    new_note: bool
    new_issue: bool
    reopen_issue: bool
    close_issue: bool
    reassign_issue: bool
    issue_due: bool
    new_merge_request: bool
    push_to_merge_request: bool
    reopen_merge_request: bool
    close_merge_request: bool
    reassign_merge_request: bool
    change_reviewer_merge_request: bool
    merge_merge_request: bool
    failed_pipeline: bool
    fixed_pipeline: bool
    success_pipeline: bool
    moved_project: bool
    merge_when_pipeline_succeeds: bool
    new_epic: bool
    approver: bool
    service_account_failed_pipeline: bool
    service_account_fixed_pipeline: bool
    service_account_success_pipeline: bool


class NotificationLevelAndEmail(TypedDict, total=False):
    level: NotificationLevel
    notification_email: str


class NotificationSettingsUpdate(NotificationLevelAndEmail, NotificationEvents):
    """`level` and, where it is `custom`, the events."""


class NotificationSettings(SaveMixin, RESTObject):
    """What the current user gets mail about, and where to."""

    _id_attr = None

    level: NotificationLevel
    events: NotificationEvents
    notification_email: str | None


class NotificationSettingsManager(
    GetWithoutIdMixin[NotificationSettings],
    UpdateMixin[NotificationSettings, NotificationSettingsUpdate],
):
    """https://docs.gitlab.com/api/notification_settings/"""

    _path = "/notification_settings"


class GroupNotificationSettings(NotificationSettings):
    """What the current user gets mail about in the group."""


class GroupNotificationSettingsManager(NotificationSettingsManager):
    """https://docs.gitlab.com/api/notification_settings/"""

    _path = "/groups/{group_id}/notification_settings"
    _obj_cls = GroupNotificationSettings
    _from_parent_attrs = {"group_id": "id"}


class ProjectNotificationSettings(NotificationSettings):
    """What the current user gets mail about in the project."""


class ProjectNotificationSettingsManager(NotificationSettingsManager):
    """https://docs.gitlab.com/api/notification_settings/"""

    _path = "/projects/{project_id}/notification_settings"
    _obj_cls = ProjectNotificationSettings
    _from_parent_attrs = {"project_id": "id"}
