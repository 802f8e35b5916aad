# Generated from src/gitlab/v4/objects/alert_management_alerts.py by tools/gen_async.py; edit that file.
"""Alert management alerts: the pictures of metrics that belong to a project's alerts."""

from __future__ import annotations

from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.v4.objects.metric_images import MetricImageCreate, MetricImageFields, MetricImageUpdate

__all__ = [
    "ProjectAlert",
    "ProjectAlertManager",
    "ProjectAlertMetricImage",
    "ProjectAlertMetricImageManager",
]


class ProjectAlert(RESTObject):
    """An alert, known by its number in the project."""

    _id_attr = "iid"

    iid: int

    metric_images: ProjectAlertMetricImageManager


class ProjectAlertManager(RESTManager[ProjectAlert]):
    """https://docs.gitlab.com/api/alert_management_alerts/"""

    _path = "/projects/{project_id}/alert_management_alerts"
    _obj_cls = ProjectAlert
    _from_parent_attrs = {"project_id": "id"}

    def get(self, iid: int) -> ProjectAlert:
        """Return the alert of that number, without a request: GitLab offers none."""
        return ProjectAlert(self, {"iid": iid}, lazy=True)


class ProjectAlertMetricImage(SaveMixin, ObjectDeleteMixin, MetricImageFields, RESTObject):
    """A picture of the metric that an alert is about."""


class ProjectAlertMetricImageManager(
    ListMixin[ProjectAlertMetricImage],
    CreateMixin[ProjectAlertMetricImage, MetricImageCreate],
    UpdateMixin[ProjectAlertMetricImage, MetricImageUpdate],
    DeleteMixin[ProjectAlertMetricImage],
):
    """https://docs.gitlab.com/api/alert_management_alerts/"""

    _path = "/projects/{project_id}/alert_management_alerts/{alert_iid}/metric_images"
    _from_parent_attrs = {"project_id": "project_id", "alert_iid": "iid"}
