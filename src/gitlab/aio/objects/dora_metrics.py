# Generated from src/gitlab/v4/objects/dora_metrics.py by tools/gen_async.py; edit that file.
"""DORA metrics: how often, how fast and how safely groups and projects deploy."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin
from gitlab.v4.objects.dora_metrics import DORAMetricFields, DORAMetricFilters

__all__ = [
    "DORAMetricFilters",
    "GroupDORAMetric",
    "GroupDORAMetricManager",
    "ProjectDORAMetric",
    "ProjectDORAMetricManager",
]


class GroupDORAMetric(DORAMetricFields, RESTObject):
    """A value of the metric for a group's projects."""

    _id_attr = None


class GroupDORAMetricManager(ListMixin[GroupDORAMetric, DORAMetricFilters]):
    """https://docs.gitlab.com/api/dora/metrics/"""

    _path = "/groups/{group_id}/dora/metrics"
    _from_parent_attrs = {"group_id": "id"}


class ProjectDORAMetric(DORAMetricFields, RESTObject):
    """A value of the metric for a project."""

    _id_attr = None


class ProjectDORAMetricManager(ListMixin[ProjectDORAMetric, DORAMetricFilters]):
    """https://docs.gitlab.com/api/dora/metrics/"""

    _path = "/projects/{project_id}/dora/metrics"
    _from_parent_attrs = {"project_id": "id"}
