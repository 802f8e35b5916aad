"""DORA metrics: how often, how fast and how safely groups and projects deploy."""

from __future__ import annotations

from typing import Annotated, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin
from gitlab.types import Array

__all__ = [
    "DORAMetricFilters",
    "GroupDORAMetric",
    "GroupDORAMetricManager",
    "ProjectDORAMetric",
    "ProjectDORAMetricManager",
]


class DORAMetricFilters(TypedDict, total=False):
    """GitLab takes three months up to today if no dates (YYYY-MM-DD) are given."""

    metric: Required[
        Literal[
            "deployment_frequency",
            "lead_time_for_changes",
            "time_to_restore_service",
            "change_failure_rate",
        ]
    ]
    start_date: str
    end_date: str
    interval: Literal["all", "monthly", "daily"]
    environment_tiers: Annotated[
        list[Literal["production", "staging", "testing", "development", "other"]], Array
    ]


class DORAMetricFields:
    """One value: of a day, of a month, or of the whole time, when there is no date."""

    date: str
    value: float | None


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
