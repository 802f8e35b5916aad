"""Project analytics: how often a project is deployed."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin

__all__ = [
    "ProjectDeploymentFrequency",
    "ProjectDeploymentFrequencyFilters",
    "ProjectDeploymentFrequencyManager",
]

ProjectDeploymentFrequencyFilters = TypedDict(
    "ProjectDeploymentFrequencyFilters",
    {
        "environment": Required[str],
        "from": Required[str],
        "to": str,
        "interval": Literal["all", "monthly", "daily"],
    },
    total=False,
)


class ProjectDeploymentFrequency(RESTObject):
    """How often a project was deployed up to a day; `attributes["from"]` is the first."""

    _id_attr = None

    value: int
    to: str


class ProjectDeploymentFrequencyManager(
    ListMixin[ProjectDeploymentFrequency, ProjectDeploymentFrequencyFilters]
):
    """https://docs.gitlab.com/api/project_analytics/

    `list(environment="production", **{"from": "2026-01-01"})`; days are YYYY-MM-DD.
    """

    _path = "/projects/{project_id}/analytics/deployment_frequency"
    _from_parent_attrs = {"project_id": "id"}
