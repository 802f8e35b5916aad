# Generated from src/gitlab/v4/objects/notification_settings.py by tools/gen_async.py; edit that file.
"""Notification settings: what the current user gets mail about."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.notification_settings import (
    NotificationEvents,
    NotificationLevel,
    NotificationSettingsUpdate,
)

__all__ = [
    "GroupNotificationSettings",
    "GroupNotificationSettingsManager",
    "NotificationSettings",
    "NotificationSettingsManager",
    "NotificationSettingsUpdate",
    "ProjectNotificationSettings",
    "ProjectNotificationSettingsManager",
]


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
