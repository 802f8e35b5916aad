"""Alert management alerts: the pictures of metrics that belong to a project's alerts."""

from __future__ import annotations

from typing import Annotated, Required, TypedDict

from gitlab.base import RESTManager, RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.types import Image

__all__ = [
    "MetricImageCreate",
    "MetricImageUpdate",
    "ProjectAlert",
    "ProjectAlertManager",
    "ProjectAlertMetricImage",
    "ProjectAlertMetricImageManager",
]


class MetricImageUpdate(TypedDict, total=False):
    """Where the metric is to be seen, and how that place is called."""

    url: str
    url_text: str


class MetricImageCreate(MetricImageUpdate, total=False):
    """`file` is the picture itself."""

    file: Required[Annotated[bytes, Image]]


class MetricImageFields:
    """The attributes of every picture of a metric."""

    id: int
    created_at: str
    filename: str
    file_path: str
    url: str | None
    url_text: str | None


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
