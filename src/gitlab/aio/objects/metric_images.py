# Generated from src/gitlab/v4/objects/metric_images.py by tools/gen_async.py; edit that file.
"""Metric images: pictures of metrics that belong to incidents."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
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
    "MetricImageCreate",
    "MetricImageUpdate",
    "ProjectIssueMetricImage",
    "ProjectIssueMetricImageManager",
]


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
