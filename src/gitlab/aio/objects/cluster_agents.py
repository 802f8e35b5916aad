# Generated from src/gitlab/v4/objects/cluster_agents.py by tools/gen_async.py; edit that file.
"""GitLab agents for Kubernetes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import NoUpdateMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.cluster_agents import ClusterAgent, ProjectClusterAgentCreate

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import ProjectIdentity

__all__ = [
    "ClusterAgent",
    "ProjectClusterAgent",
    "ProjectClusterAgentCreate",
    "ProjectClusterAgentManager",
]


class ProjectClusterAgent(SaveMixin, ObjectDeleteMixin, RESTObject):
    """An agent that is registered in a project. GitLab cannot change one: `save()` always fails."""

    _repr_attr = "name"

    id: int
    name: str
    config_project: ProjectIdentity
    created_at: str
    created_by_user_id: int
    is_receptive: bool


class ProjectClusterAgentManager(NoUpdateMixin[ProjectClusterAgent, ProjectClusterAgentCreate]):
    """https://docs.gitlab.com/api/cluster_agents/"""

    _path = "/projects/{project_id}/cluster_agents"
    _from_parent_attrs = {"project_id": "id"}
