"""Metric images: pictures of metrics that belong to incidents."""

from __future__ import annotations

from typing import Annotated, Required, TypedDict

from gitlab.base import RESTObject
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
    "ProjectIssueMetricImage",
    "ProjectIssueMetricImageManager",
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


class ProjectIssueMetricImage(SaveMixin, ObjectDeleteMixin, MetricImageFields, RESTObject):
    """A picture of a metric that an incident is about."""


class ProjectIssueMetricImageManager(
    ListMixin[ProjectIssueMetricImage],
    CreateMixin[ProjectIssueMetricImage, MetricImageCreate],
    UpdateMixin[ProjectIssueMetricImage, MetricImageUpdate],
    DeleteMixin[ProjectIssueMetricImage],
):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/metric_images"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}
