"""GitLab agents for Kubernetes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import NoUpdateMixin, ObjectDeleteMixin, SaveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import ProjectIdentity

__all__ = [
    "ClusterAgent",
    "ProjectClusterAgent",
    "ProjectClusterAgentCreate",
    "ProjectClusterAgentManager",
    "ProjectClusterAgentToken",
    "ProjectClusterAgentTokenCreate",
    "ProjectClusterAgentTokenManager",
    "ProjectClusterAgentURLConfiguration",
    "ProjectClusterAgentURLConfigurationCreate",
    "ProjectClusterAgentURLConfigurationManager",
]


class ProjectClusterAgentCreate(TypedDict):
    name: str


class ClusterAgent(TypedDict):
    """An agent as other resources name it."""

    id: int
    name: str
    config_project: ProjectIdentity
    created_at: str
    created_by_user_id: int
    is_receptive: bool


class ProjectClusterAgent(SaveMixin, ObjectDeleteMixin, RESTObject):
    """An agent that is registered in a project. GitLab cannot change one: `save()` always fails."""

    _repr_attr = "name"

    id: int
    name: str
    config_project: ProjectIdentity
    created_at: str
    created_by_user_id: int
    is_receptive: bool

    tokens: ProjectClusterAgentTokenManager
    url_configurations: ProjectClusterAgentURLConfigurationManager


class ProjectClusterAgentManager(NoUpdateMixin[ProjectClusterAgent, ProjectClusterAgentCreate]):
    """https://docs.gitlab.com/api/cluster_agents/"""

    _path = "/projects/{project_id}/cluster_agents"
    _from_parent_attrs = {"project_id": "id"}


class ProjectClusterAgentTokenCreate(TypedDict, total=False):
    name: Required[str]
    description: str


class ProjectClusterAgentToken(ObjectDeleteMixin, RESTObject):
    """A token by which an agent signs in, shown when it is made. `delete()` revokes it."""

    _repr_attr = "name"

    id: int
    name: str
    description: str | None
    agent_id: int
    status: Literal["active", "revoked"]
    created_at: str
    created_by_user_id: int
    last_used_at: str | None
    token: str


class ProjectClusterAgentTokenManager(
    NoUpdateMixin[ProjectClusterAgentToken, ProjectClusterAgentTokenCreate]
):
    """https://docs.gitlab.com/api/cluster_agents/"""

    _path = "/projects/{project_id}/cluster_agents/{agent_id}/tokens"
    _from_parent_attrs = {"project_id": "project_id", "agent_id": "id"}


class ProjectClusterAgentURLConfigurationCreate(TypedDict, total=False):
    """Certificates and key are PEM in Base64; without them, GitLab signs in by a key of its own."""

    url: Required[str]
    client_cert: str
    client_key: str
    ca_cert: str
    tls_host: str


class ProjectClusterAgentURLConfiguration(ObjectDeleteMixin, RESTObject):
    """Where GitLab reaches a receptive agent."""

    _repr_attr = "url"

    id: int
    agent_id: int
    url: str
    public_key: str | None
    client_cert: str | None
    ca_cert: str | None
    tls_host: str | None


class ProjectClusterAgentURLConfigurationManager(
    NoUpdateMixin[ProjectClusterAgentURLConfiguration, ProjectClusterAgentURLConfigurationCreate]
):
    """https://docs.gitlab.com/api/cluster_agents/"""

    _path = "/projects/{project_id}/cluster_agents/{agent_id}/url_configurations"
    _from_parent_attrs = {"project_id": "project_id", "agent_id": "id"}
