"""Error tracking: where a project's applications report their errors."""

from __future__ import annotations

from typing import Any, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)

__all__ = [
    "ProjectErrorTrackingClientKey",
    "ProjectErrorTrackingClientKeyManager",
    "ProjectErrorTrackingSettings",
    "ProjectErrorTrackingSettingsManager",
    "ProjectErrorTrackingSettingsUpdate",
]


class ProjectErrorTrackingSettingsUpdate(TypedDict, total=False):
    active: Required[bool]
    integrated: bool


class ProjectErrorTrackingSettings(SaveMixin, RESTObject):
    """Whether errors are tracked, and by whom: GitLab itself if `integrated`, or Sentry."""

    _id_attr = None

    active: bool
    project_name: str | None
    sentry_external_url: str | None
    api_url: str | None
    integrated: bool


class ProjectErrorTrackingSettingsManager(
    GetWithoutIdMixin[ProjectErrorTrackingSettings],
    UpdateMixin[ProjectErrorTrackingSettings, ProjectErrorTrackingSettingsUpdate],
):
    """https://docs.gitlab.com/api/error_tracking/

    `update()` and `save()` want settings that exist: `set_up()` makes them.
    """

    _path = "/projects/{project_id}/error_tracking/settings"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH

    def set_up(self, active: bool, integrated: bool, **kwargs: Any) -> ProjectErrorTrackingSettings:
        """Make the project's settings, or overwrite them, and return them.

        Raises GitlabCreateError.
        """
        return self._run(
            self._call(
                "PUT",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabCreateError,
                body={"active": active, "integrated": integrated},
                kwargs=kwargs,
            )
        )


class ProjectErrorTrackingClientKey(ObjectDeleteMixin, RESTObject):
    """A key by which applications report errors to GitLab itself, made without parameters."""

    id: int
    active: bool
    public_key: str
    sentry_dsn: str


class ProjectErrorTrackingClientKeyManager(
    ListMixin[ProjectErrorTrackingClientKey],
    CreateMixin[ProjectErrorTrackingClientKey],
    DeleteMixin[ProjectErrorTrackingClientKey],
):
    """https://docs.gitlab.com/api/error_tracking/"""

    _path = "/projects/{project_id}/error_tracking/client_keys"
    _from_parent_attrs = {"project_id": "id"}
